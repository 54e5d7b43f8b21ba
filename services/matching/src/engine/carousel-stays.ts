// What one student may do in a carousel where a visit may last: the value of a row of stays, and the best row at prices.
import { type CarouselPin, type CarouselTask, OWN } from './carousel-task.ts'

/** What is worth less than anything; at hand, because it is looked at so often. */
const NEVER = Number.NEGATIVE_INFINITY

/**
 * What a student's row is worth when a visit may last several rounds: each visit counts once however long it lasts, for its
 * rewards and for its minutes, and each change of station costs `switchCost`, so one less than there are visits.
 */
export const staysValue = (task: CarouselTask, switchCost: number, student: number, row: Int32Array): number => {
  const { rounds, offsets, stations, minutes, worlds, wished, present, ownVisits, rewards, emptyCost } = task
  let value = 0
  let visits = 0
  let own = 0
  const others = new Set<number>()
  for (let r = 0; r < rounds; r++) {
    if (row[r] === -1 && present?.[student * rounds + r] !== 0) value -= emptyCost
    if (row[r] === -1 || (r > 0 && row[r] === row[r - 1])) continue
    const e = stations.indexOf(row[r], offsets[student])
    if (visits++ > 0) value -= switchCost
    value -= minutes[e]
    if (worlds[e] === OWN) value += own++ < ownVisits ? rewards.own : 0
    else if (!others.has(worlds[e])) {
      value += (rewards.other[others.size] ?? 0) + (wished?.[e] === 1 ? rewards.wish : 0)
      others.add(worlds[e])
    }
  }
  return value
}

/** A row and what it is worth once its places are paid for. */
export type Stays = { readonly value: number; readonly row: Int32Array }

/**
 * Returns a function that finds the best row of a student at prices per slot; `room` has places per slot (none where it is
 * not positive), `pins` are those of the student that have a round. Where no row keeps the pins the value is -Infinity.
 *
 * By dynamic programming: in each world the most that each set of rounds is worth, company after company and stay after
 * stay; then world after world. It forgets that one company may be several worlds; then the row may meet it twice, and the
 * value is at least that of the best row that does not. O(rounds^2 x 2^rounds x reaches + worlds^2 x 3^rounds).
 */
export const bestStays = (task: CarouselTask, switchCost: number) => {
  const { rounds, offsets, stations, minutes, worlds, wished, company, present, forbidden = [], rewards } = task
  const sets = 1 << rounds
  const spans: { readonly set: number; readonly from: number; readonly until: number }[] = []
  for (let from = 0; from < rounds; from++) {
    for (let until = from + 1; until <= rounds; until++) spans.push({ set: (1 << until) - (1 << from), from, until })
  }
  const spansIn = Array.from({ length: sets }, (_, set) =>
    Array.from(spans.keys()).filter((s) => (set & spans[s].set) === spans[s].set),
  )
  const mostOwn = Math.min(rounds, task.ownVisits)
  const byWorld = Array.from({ length: offsets.length - 1 }, (_, i) => {
    const no = new Set(forbidden.filter(({ student }) => student === i).map(({ station }) => station))
    const reaches = Array.from({ length: offsets[i + 1] - offsets[i] }, (_, k) => offsets[i] + k)
    return Map.groupBy(
      reaches.filter((e) => !no.has(stations[e])),
      (e) => worlds[e],
    )
  })

  return (i: number, prices: Float64Array, room: Int32Array, pins: readonly CarouselPin[] = []): Stays => {
    const first = i * rounds
    let there = 0
    let pinned = 0
    for (let r = 0; r < rounds; r++) if (present?.[first + r] !== 0) there |= 1 << r
    for (const { round } of pins) pinned |= 1 << round
    const width = byWorld[i].size + 1
    let reached = new Float64Array(sets * width).fill(NEVER)
    reached[0] = 0
    const stages: { readonly isOther: number; readonly part: Int32Array; readonly world: World }[] = []
    for (const [number, reaches] of byWorld[i]) {
      const world = inWorld(number, reaches)
      const isOther = number === OWN ? 0 : 1
      const wish = isOther === 1 && wished?.[reaches[0]] === 1 ? rewards.wish : 0
      const next = reached.slice()
      const part = new Int32Array(sets * width)
      for (let used = 1; used < sets; used++) {
        if (world.worth[used] === NEVER) continue
        const left = sets - 1 - used
        for (let set = left; ; set = (set - 1) & left) {
          for (let d = 0; d + isOther < width; d++) {
            const before = reached[set * width + d]
            if (before === NEVER) continue
            const worth = before + world.worth[used] + (isOther === 1 ? (rewards.other[d] ?? 0) + wish : 0)
            const state = (set | used) * width + d + isOther
            if (worth <= next[state]) continue
            next[state] = worth
            part[state] = used
          }
          if (set === 0) break
        }
      }
      reached = next
      stages.push({ isOther, part, world })
    }
    let value = NEVER
    let state = 0
    for (let set = 0; set < sets; set++) {
      if ((set & pinned) !== pinned) continue
      let rest = set === 0 ? 0 : switchCost
      for (let r = 0; r < rounds; r++) if ((there & ~set & (1 << r)) !== 0) rest -= task.emptyCost
      for (let d = 0; d < width; d++) {
        if (reached[set * width + d] + rest <= value) continue
        value = reached[set * width + d] + rest
        state = set * width + d
      }
    }
    const row = new Int32Array(rounds).fill(-1)
    for (const { isOther, part, world } of stages.toReversed()) {
      const used = part[state]
      if (used === 0) continue
      world.fill(used, row)
      state -= used * width + isOther
    }
    return { value, row }

    /** What stays in one world are worth at most, per set of rounds spent there; rewards for other worlds aside. */
    function inWorld(number: number, reaches: readonly number[]): World {
      const most = number === OWN ? mostOwn : 0
      // Per set of rounds and number of rewarded visits.
      const worth = new Float64Array(sets * (most + 1)).fill(NEVER)
      worth[0] = 0
      const steps: { readonly span: Int16Array; readonly reach: Int32Array; readonly cameFrom: Int32Array }[] = []
      for (const same of Map.groupBy(reaches, (e) => company?.[stations[e]] ?? stations[e]).values()) {
        const costs = spans.map((span) => same.map((e) => costOf(e, span)))
        const span = new Int16Array(worth.length).fill(-1)
        const reach = new Int32Array(worth.length)
        const cameFrom = new Int32Array(worth.length)
        for (let set = sets - 1; set > 0; set--) {
          for (const s of spansIn[set]) {
            const rest = set ^ spans[s].set
            for (let k = 0; k < same.length; k++) {
              if (costs[s][k] === -NEVER) continue
              for (let n = 0; n <= most; n++) {
                // Visits beyond the rewarded ones leave the number where it is.
                const before = rest * (most + 1) + n
                const to = set * (most + 1) + (n < most ? n + 1 : most)
                const total = worth[before] - costs[s][k] + (n < most ? rewards.own : 0)
                if (total <= worth[to]) continue
                worth[to] = total
                span[to] = s
                reach[to] = same[k]
                cameFrom[to] = before
              }
            }
          }
        }
        steps.push({ span, reach, cameFrom })
      }
      const bestAt = (set: number): number => {
        let best = set * (most + 1)
        for (let at = best + 1; at <= set * (most + 1) + most; at++) if (worth[at] > worth[best]) best = at
        return best
      }
      const fill = (used: number, row: Int32Array) => {
        let at = bestAt(used)
        for (const { span, reach, cameFrom } of steps.toReversed()) {
          if (span[at] === -1) continue
          row.fill(stations[reach[at]], spans[span[at]].from, spans[span[at]].until)
          at = cameFrom[at]
        }
      }
      return { worth: Float64Array.from({ length: sets }, (_, set) => worth[bestAt(set)]), fill }
    }

    function costOf(e: number, { from, until, set }: { set: number; from: number; until: number }): number {
      const j = stations[e]
      if ((set & there) !== set) return -NEVER
      let cost = minutes[e] + switchCost
      for (let r = from; r < until; r++) {
        if (room[j * rounds + r] <= 0) return -NEVER
        cost += prices[j * rounds + r]
      }
      const wrong = ({ station, round }: CarouselPin) => (station === j) !== ((set & (1 << round)) !== 0)
      return pins.some(wrong) ? -NEVER : cost
    }
  }
}

type World = { readonly worth: Float64Array; readonly fill: (used: number, row: Int32Array) => void }
