// What a carousel plan is worth, in points.
import { type CarouselTask, OWN } from './carousel-task.ts'

/** The value of one student's visits (`row`: station per round, -1 for none), all of them within reach. */
export const studentValue = (task: CarouselTask, student: number, row: ArrayLike<number>): number => {
  const { rounds, offsets, stations, minutes, worlds, wished, present, ownVisits, rewards, emptyCost } = task
  let value = 0
  let own = 0
  const others = new Set<number>()
  for (let r = 0; r < rounds; r++) {
    if (row[r] === -1) {
      if (present?.[student * rounds + r] !== 0) value -= emptyCost
      continue
    }
    let e = offsets[student]
    while (stations[e] !== row[r]) e++
    value -= minutes[e]
    if (worlds[e] === OWN) {
      if (own++ < ownVisits) value += rewards.own
    } else if (!others.has(worlds[e])) {
      value += (rewards.other[others.size] ?? 0) + (wished?.[e] === 1 ? rewards.wish : 0)
      others.add(worlds[e])
    }
  }
  return value
}

/** The value of a whole plan, `plan[i * rounds + r]` being student i's station in round r. */
export const planValue = (task: CarouselTask, plan: Int32Array): number => {
  let value = 0
  for (let i = 0; i + 1 < task.offsets.length; i++) {
    value += studentValue(task, i, plan.subarray(i * task.rounds, (i + 1) * task.rounds))
  }
  return value
}
