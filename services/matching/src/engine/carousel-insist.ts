// Seats visits that found no round by turning another visit out, which then looks for a round itself.
import { EMPTY, getUp, type Slots, sitDown } from './carousel-slots.ts'
import { below, seededRandom } from './random.ts'

type Visit = { readonly student: number; readonly station: number }
type Turn = { readonly student: number; readonly round: number }

/**
 * Tries to seat all `left` visits, each with `seat`; returns those still without a round after `steps` steps.
 *
 * A visit that cannot be seated takes the place of one that can be elsewhere, perhaps: of another student's at the same
 * station in a round that is free for this student, or of the student's own in a round with room at the station. Who has
 * just been seated may not be turned out for a while (tabu search: Glover, 1986), which keeps the search from going round in
 * circles. Nothing that is chosen changes, so nothing is lost; the number without a round never rises.
 */
export const insist = (
  slots: Slots,
  left: readonly Visit[],
  seat: (visit: Visit) => boolean,
  steps: number,
): Visit[] => {
  const { rounds, capacity, at, load, first, member } = slots
  const random = seededRandom(1)
  const stations = capacity.length / rounds
  const waiting = [...left]
  const seatedAt = new Map<number, number>()
  const name = (student: number, station: number) => student * stations + station

  /** Whose visit, in which round, could make way for a visit. */
  const turns = ({ student, station }: Visit, step: number): Turn[] => {
    const found: Turn[] = []
    const stays = (i: number, j: number) => (seatedAt.get(name(i, j)) ?? 0) > step
    for (let r = 0; r < rounds; r++) {
      const slot = station * rounds + r
      const own = at[student * rounds + r]
      if (own === EMPTY) {
        for (let place = first[slot]; place < first[slot] + load[slot]; place++) {
          if (!stays(member[place], station)) found.push({ student: member[place], round: r })
        }
      } else if (own >= 0 && load[slot] < capacity[slot] && !stays(student, own)) found.push({ student, round: r })
    }
    return found
  }

  const doubled = ({ student, station }: Visit) => {
    for (let r = 0; r < rounds; r++) if (at[student * rounds + r] === station) return true
    return false
  }

  for (let step = 1; step <= steps && waiting.length > 0; step++) {
    const which = below(random, waiting.length)
    const visit = waiting[which]
    const last = waiting.pop()
    if (last === undefined) break
    if (which < waiting.length) waiting[which] = last
    if (seat(visit)) continue
    const options = doubled(visit) ? [] : turns(visit, step)
    if (options.length === 0) {
      waiting.push(visit)
      continue
    }
    const out = options[below(random, options.length)]
    waiting.push({ student: out.student, station: at[out.student * rounds + out.round] })
    getUp(slots, out.student, out.round)
    sitDown(slots, visit.student, out.round, visit.station)
    seatedAt.set(name(visit.student, visit.station), step + 10 + below(random, 50))
  }
  return waiting
}
