// Offers a few ways to mend a plan, from the fewest changes to the best plan, each the best for what it lets a change cost.
import { enoughToPlaceAll, placePairs } from './bare-placement.ts'
import type { Checkpoint } from './flow-network.ts'
import type { Pairs } from './placement-network.ts'
import { planFigures, type Repaired, type RepairQuestion, repair } from './repair.ts'
import { LARGEST_COST } from './shortest-augmentations.ts'

/**
 * `changed` counts those who are not where they were, `cost` is that of the pairs; every option places as many as can be.
 * `proven`: no plan that places as many costs less at the option's price of a change (for the first, changes come first).
 */
export type RepairOption = Omit<Repaired, 'proof'> & { readonly proven: boolean }

/** What a change costs in the options between the first and the last, as a share of the widest difference of costs. */
const SHARES = [0.5, 0.15, 0.04] as const

/**
 * At most five options by rising number of changes, each cheaper than the one before. The first is `repair`; the last is the
 * cheapest plan, with the fewest changes among the cheapest where the numbers allow it; those between are the cheapest
 * when a change costs a share of the widest difference of costs. Anything between two options on the menu that is not on
 * it needs more changes than the one or costs more than the other. O(five placements).
 */
export const repairOptions = (question: RepairQuestion, checkpoint?: Checkpoint): RepairOption[] => {
  const { proof, ...fewest } = repair(question, checkpoint)
  const rest = withoutFrozen(question)
  const width = 1 + rest.costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0)
  const students = question.previous.length
  const finest = (students + 1) * width < LARGEST_COST / 2 ? students + 1 : 1
  const prices = [
    ...SHARES.map((share) => ({ scale: 1, change: Math.ceil(share * width) })),
    { scale: finest, change: finest > 1 ? 1 : 0 },
  ]
  const options: RepairOption[] = [{ ...fewest, proven: proof !== undefined }]
  for (const { scale, change } of prices) {
    const weighed = { ...rest, costs: Int32Array.from(rest.costs, (cost) => cost * scale) }
    for (let i = 0; i < students; i++) {
      const before = question.previous[i]
      for (let a = rest.offsets[i]; a < rest.offsets[i + 1]; a++) {
        // Less for staying instead of more for leaving: then being nowhere costs everyone the same.
        if (rest.openings[a] === before) weighed.costs[a] -= change
        else if (before === -1) weighed.costs[a] += change
      }
    }
    const plan = placePairs(weighed, enoughToPlaceAll(weighed), checkpoint)
    const assignment = plan.assignment.slice()
    for (const i of question.frozen) assignment[i] = question.previous[i]
    options.push({
      ...planFigures(question.pairs, question.previous, assignment),
      proven: plan.objective === plan.bound,
    })
  }
  return options
    .toSorted((a, b) => a.changed - b.changed || a.cost - b.cost)
    .filter((option, k, sorted) => sorted.slice(0, k).every(({ cost }) => option.cost < cost))
}

/** The frozen have no pairs; their places are taken. */
const withoutFrozen = ({ pairs, previous, frozen }: RepairQuestion): Pairs => {
  const { offsets, openings, costs } = pairs
  const still = new Set(frozen)
  const capacity = pairs.capacity.slice()
  for (const i of still) if (previous[i] !== -1) capacity[previous[i]]--
  const starts = new Int32Array(offsets.length)
  const kept: number[] = []
  for (let i = 0; i + 1 < offsets.length; i++) {
    if (!still.has(i)) for (let a = offsets[i]; a < offsets[i + 1]; a++) kept.push(a)
    starts[i + 1] = kept.length
  }
  return {
    offsets: starts,
    openings: Int32Array.from(kept, (a) => openings[a]),
    costs: Int32Array.from(kept, (a) => costs[a]),
    capacity,
  }
}
