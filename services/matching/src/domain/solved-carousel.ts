// Has a carousel task solved, checks the answer independently, and makes it into rows for people.
import { checkCarousel } from '../engine/carousel-check.ts'
import type { Checkpoint } from '../engine/flow-network.ts'
import { forbiddenVisits, solveAvoiding } from './avoid-rounds.ts'
import { carouselPlan } from './carousel-plan.ts'
import type { CarouselProgramme, CarouselWeights } from './carousel-task.ts'
import type { Drafted } from './drafted.ts'
import type { Situation } from './facts.ts'
import { sound, timed } from './sound.ts'

/** Throws when the checker finds a flaw. */
export const solvedCarousel = (
  situation: Situation,
  programme: CarouselProgramme,
  weights: CarouselWeights,
  checkpoint?: Checkpoint,
): Drafted => {
  const { task, avoided } = programme
  const solved = timed(() => solveAvoiding(task, avoided, checkpoint))
  sound([...checkCarousel(task, solved.plan), ...forbiddenVisits(task, solved.plan, avoided)])
  return carouselPlan(situation, programme, weights, solved)
}
