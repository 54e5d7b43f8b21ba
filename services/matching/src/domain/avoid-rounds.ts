// Solves a carousel in which some visits are forbidden in one round only: the engine knows stations that are forbidden in all.
import { type CarouselPlan, PinsCannotBeMet, solveCarousel } from '../engine/carousel.ts'
import type { Visit } from '../engine/carousel-options.ts'
import type { CarouselPin, CarouselTask } from '../engine/carousel-task.ts'
import type { Checkpoint } from '../engine/flow-network.ts'

const isVisited = ({ rounds }: CarouselTask, { plan }: CarouselPlan, { student, station, round }: Visit) =>
  plan[student * rounds + round] === station

/**
 * The best plan that is found without these visits. Its bound is that of the task without them, which no plan passes; so
 * it is proven best when nothing is lost.
 *
 * Each visit that a plan makes although it is forbidden goes to another round, the first one where nothing is lost or else
 * the best, or to no round at all. One decision follows the other, so with many of them the plan may miss the best.
 */
export const solveAvoiding = (task: CarouselTask, avoided: readonly Visit[], checkpoint?: Checkpoint): CarouselPlan => {
  const best = solveCarousel(task, checkpoint)
  let held = task
  let plan = best
  for (;;) {
    const visit = avoided.find((one) => isVisited(held, plan, one))
    if (visit === undefined) break
    const next = bestWay(held, avoided, visit, plan.objective, checkpoint)
    held = next.task
    plan = next.plan
  }
  if (plan === best) return best
  const { objective } = plan
  return {
    ...best,
    plan: plan.plan,
    objective,
    gap: (best.bound - objective) / Math.max(1, Math.abs(best.bound)),
    pointsPerStudent: (best.bound - objective) / Math.max(1, task.offsets.length - 1),
  }
}

type Way = { readonly task: CarouselTask; readonly plan: CarouselPlan }

const bestWay = (
  task: CarouselTask,
  avoided: readonly Visit[],
  { student, station }: Visit,
  objective: number,
  checkpoint: Checkpoint | undefined,
): Way => {
  const others = (task.pins ?? []).filter((pin) => pin.student !== student || pin.station !== station)
  const barred = new Set(
    avoided.filter((one) => one.student === student && one.station === station).map(({ round }) => round),
  )
  let best: Way | undefined
  for (let round = 0; round < task.rounds; round++) {
    if (barred.has(round) || task.present?.[student * task.rounds + round] === 0) continue
    const way = solved({ ...task, pins: [...others, { student, station, round }] }, checkpoint)
    if (way === undefined || way.plan.objective <= (best?.plan.objective ?? Number.NEGATIVE_INFINITY)) continue
    best = way
    if (way.plan.objective === objective) return way
  }
  const without = solved(
    { ...task, pins: others, forbidden: [...(task.forbidden ?? []), { student, station }] },
    checkpoint,
  )!
  return best !== undefined && best.plan.objective >= without.plan.objective ? best : without
}

/** Undefined when the pins cannot be met together. */
const solved = (
  task: CarouselTask & { readonly pins: readonly CarouselPin[] },
  checkpoint: Checkpoint | undefined,
): Way | undefined => {
  try {
    return { task, plan: solveCarousel(task, checkpoint) }
  } catch (error) {
    if (error instanceof PinsCannotBeMet) return undefined
    throw error
  }
}

/** The forbidden visits that a plan makes all the same, in words. */
export const forbiddenVisits = (task: CarouselTask, plan: CarouselPlan, avoided: readonly Visit[]): string[] =>
  avoided
    .filter((one) => isVisited(task, plan, one))
    .map(({ student, station, round }) => `student ${student} is at station ${station} in round ${round}`)
