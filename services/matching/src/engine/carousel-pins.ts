// Gives every pinned visit a round, where the plan as a whole found none for some of them.
import type { CarouselPin, CarouselTask } from './carousel-task.ts'

/** After so many attempts at a pin, rounds for all of them are taken not to exist. */
const MOST_ATTEMPTS = 200_000

export const missesPin = ({ rounds, pins = [] }: CarouselTask, plan: Int32Array): boolean =>
  pins.some(({ student, station }) => !plan.subarray(student * rounds, (student + 1) * rounds).includes(station))

/**
 * The pins with a round each; undefined when there is no way. Pins without a round take one after the other, scarce ones
 * first, and go back where the next finds none (exponential at worst, but pins are few and rounds are many).
 */
export const settledPins = (task: CarouselTask): readonly CarouselPin[] | undefined => {
  const { rounds, capacity, present, pins = [], groupSize = 1 } = task
  const room = capacity.map((places) => Math.floor(places / groupSize))
  const busy = new Set<number>()
  present?.forEach((here, cell) => {
    if (here === 0) busy.add(cell)
  })
  const settled: CarouselPin[] = []
  const seat = ({ student, station }: CarouselPin, round: number) => {
    settled.push({ student, station, round })
    busy.add(student * rounds + round)
    room[station * rounds + round]--
  }
  for (const pin of pins) if (pin.round !== -1) seat(pin, pin.round)
  const options = ({ student, station }: CarouselPin) =>
    Array.from({ length: rounds }, (_, r) => r).filter(
      (r) => !busy.has(student * rounds + r) && room[station * rounds + r] > 0,
    )
  const open = pins
    .filter(({ round }) => round === -1)
    .map((pin) => ({ pin, ways: options(pin).length }))
    .sort((a, b) => a.ways - b.ways)
    .map(({ pin }) => pin)
  let attempts = 0
  const place = (k: number): boolean => {
    if (k === open.length) return true
    const { student, station } = open[k]
    for (const round of options(open[k])) {
      if (++attempts > MOST_ATTEMPTS) return false
      seat(open[k], round)
      if (place(k + 1)) return true
      settled.pop()
      busy.delete(student * rounds + round)
      room[station * rounds + round]++
    }
    return false
  }
  return place(0) ? settled : undefined
}
