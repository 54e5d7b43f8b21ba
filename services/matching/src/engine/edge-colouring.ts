// Spreads chosen visits over the rounds: colours the edges between students and stations so that nobody is in two places.
import { EMPTY, getUp, type Slots, sitDown, swapRounds } from './carousel-slots.ts'

/** Chosen visits: student `students[e]` goes to station `stations[e]` once, in a round yet to be found. */
export type Edges = { readonly students: Int32Array; readonly stations: Int32Array }

/**
 * Seats every edge it can in a free round of its student with a place at its station; returns the edges left over.
 *
 * Source: König (1916): the edges of a bipartite graph of degree R can be coloured with R colours; colour = round. An edge
 * whose student and station have no round in common gets one by exchanging two rounds along an alternating path. A station
 * with places for c students a round stands for c of König's vertices, so nothing is left over when all rounds have the
 * same places and no student or station has more edges than it can take. With closed rounds a path may end before a closed
 * slot; then other pairs of rounds are tried. O(edges x (students + stations)) in the worst case, near linear in practice.
 */
export const colourEdges = (slots: Slots, { students, stations }: Edges): number[] => {
  const seat = seater(slots)
  return Array.from(scarceFirst(slots, stations)).filter((e) => !seat(students[e], stations[e]))
}

/** Returns a function that seats one student at one station in some round, if need be along one alternating path. */
export const seater = (slots: Slots) => {
  const { rounds, capacity, at, load } = slots
  const relieve = alternatingPaths(slots)
  const room = (station: number, round: number) => capacity[station * rounds + round] - load[station * rounds + round]

  /** Seats student i at station j by one alternating path between rounds a (free for i) and b (with room at j). */
  const seatByPath = (i: number, j: number, a: number, b: number): boolean => {
    if (capacity[j * rounds + a] > 0 && relieve(j, a, b)) {
      sitDown(slots, i, a, j)
      return true
    }
    const other = at[i * rounds + b]
    if (other < 0 || capacity[other * rounds + a] === 0) return false
    getUp(slots, i, b)
    const made = room(other, a) > 0 || relieve(other, a, b)
    sitDown(slots, i, made ? a : b, other)
    if (made) sitDown(slots, i, b, j)
    return made
  }

  const seat = (i: number, j: number): boolean => {
    let best = -1
    for (let r = 0; r < rounds; r++) {
      if (at[i * rounds + r] === EMPTY && room(j, r) > 0 && (best === -1 || room(j, r) > room(j, best))) best = r
    }
    if (best !== -1) {
      sitDown(slots, i, best, j)
      return true
    }
    for (let a = 0; a < rounds; a++) {
      if (at[i * rounds + a] !== EMPTY) continue
      for (let b = 0; b < rounds; b++) if (room(j, b) > 0 && seatByPath(i, j, a, b)) return true
    }
    return false
  }
  return seat
}

/** The edges in order of the rounds in which their stations are open, fewest first. */
const scarceFirst = ({ rounds, capacity }: Slots, stations: Int32Array): Int32Array => {
  const open = new Uint8Array(capacity.length / rounds)
  capacity.forEach((places, slot) => {
    if (places > 0) open[Math.floor(slot / rounds)]++
  })
  return Int32Array.from(stations, (_, e) => e).sort((e, f) => open[stations[e]] - open[stations[f]] || e - f)
}

/**
 * Returns a function that makes one student of a station go there in round b instead of a, by a path along which students
 * exchange the two rounds: each station on it has one a-visit turned to b for every b-visit turned to a, up to a station
 * with room in a or a student with nothing in b. Breadth first; false, and nothing changed, when there is no such path.
 */
const alternatingPaths = (slots: Slots) => {
  const { rounds, capacity, at, load, first, member } = slots
  const stations = capacity.length / rounds
  const seen = new Int32Array(stations)
  const cameBy = new Int32Array(stations)
  const queue = new Int32Array(stations)
  let search = 0
  return (start: number, a: number, b: number): boolean => {
    search++
    seen[start] = search
    queue[0] = start
    for (let front = 0, back = 1; front < back; front++) {
      const station = queue[front]
      const slot = station * rounds + a
      for (let place = first[slot]; place < first[slot] + load[slot]; place++) {
        const student = member[place]
        const next = at[student * rounds + b]
        if (next >= 0) {
          if (seen[next] === search || capacity[next * rounds + a] === 0) continue
          seen[next] = search
          cameBy[next] = student
          queue[back++] = next
          if (load[next * rounds + a] === capacity[next * rounds + a]) continue
        } else if (next !== EMPTY) continue
        for (let who = student, where = station; ; who = cameBy[where], where = at[who * rounds + a]) {
          swapRounds(slots, who, a, b)
          if (where === start) return true
        }
      }
    }
    return false
  }
}
