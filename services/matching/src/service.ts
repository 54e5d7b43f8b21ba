// The matching service: proven plans, who is to go where, and what is short.
import { createPart, every, type Surroundings } from '@stagebureau/infra'
import { type Call, type Client, inProcessClient } from '@stagebureau/shared'
import { matchingApi } from './api.ts'
import { assignmentDecider } from './domain/assignment.ts'
import { planDecider } from './domain/plan.ts'
import { publicationDecider } from './domain/publication.ts'
import { assignmentContracts, planContracts, publicationContracts, reactions } from './events.ts'
import { createBroken } from './service/broken.ts'
import { createComparing } from './service/comparing.ts'
import { createDrafting } from './service/draft.ts'
import { createKeeping } from './service/keep-plan.ts'
import { createLookUp } from './service/look-up.ts'
import { createPins } from './service/pins.ts'
import { createFollowing } from './service/progress.ts'
import { createPublishing } from './service/publish.ts'
import { createRepairs } from './service/repair.ts'
import { createShortages } from './service/shortages.ts'
import { createSituations } from './service/situation.ts'
import { createSolver } from './service/solver.ts'
import { createUnderstanding } from './service/understand.ts'
import { createWhyNot } from './service/why-not.ts'
import { createStore } from './store.ts'

const tidyMilliseconds = 10 * 60_000

export type MatchingClient = Client<typeof matchingApi>

export const createMatching = (surroundings: Surroundings) => {
  const store = createStore(surroundings.connection)
  const part = createPart('matching', surroundings)
  const plans = part.aggregate(store.plans, planDecider, planContracts)
  const publications = part.aggregate(store.publications, publicationDecider, publicationContracts)
  const assignments = part.aggregate(store.assignments, assignmentDecider, assignmentContracts)
  const { metrics } = surroundings
  const solver = createSolver((kind, seconds) => metrics.solver.observe({ kind }, seconds))
  const situations = createSituations(store)
  const keepPlan = createKeeping({ store, plans })
  const following = createFollowing(store)
  const drafting = createDrafting({ store, keepPlan, situations, solver, following })
  const { clock, log } = surroundings
  /** Another instance may have died while it wrote a plan. */
  const tidying = every(tidyMilliseconds, drafting.tidy, log)
  const brokenPlans = createBroken({ store, situations, clock })
  const publishing = createPublishing({ store, publications, assignments, brokenPlans, clock })
  const repairs = createRepairs({ store, situations, brokenPlans, publishing, keepPlan, solver, clock })
  const lookUp = createLookUp(store)
  const understand = createUnderstanding(store, situations)
  for (const [name, list] of Object.entries(reactions({ store, publishing }))) part.react(name, list)

  const planView = async (planId: string, call: Call) => (await lookUp.plansByIds({ ids: [planId] }, call))[0]!
  const service = {
    draftPlan: async (input: Parameters<typeof drafting.draftPlan>[0], call: Call) =>
      planView(await drafting.draftPlan(input, call), call),
    cancelDraft: drafting.cancelDraft,
    publishPlan: async ({ planId, quietly }: { planId: string; quietly: boolean }, call: Call) => {
      await publishing.publishPlan(planId, call, quietly)
      return planView(planId, call)
    },
    repairOptions: repairs.repairOptions,
    applyRepair: async (input: { optionId: string }, call: Call) =>
      planView(await repairs.applyRepair(input, call), call),
    planProgress: async ({ planId }: { planId: string }, call: Call) => {
      const progress = await following.of(planId)
      if (progress !== undefined) return [progress]
      return (await lookUp.plansByIds({ ids: [planId] }, call)).map(() => ({ state: 'ready' as const, share: 1 }))
    },
    disruptionsOfProgrammes: brokenPlans.disruptionsOfProgrammes,
    ...lookUp,
    ...createComparing({ store, lookUp }),
    ...createPins({ store, understand }),
    ...createWhyNot({ store, situations, solver }),
    ...createShortages({ store, situations, solver, clock }),
  }
  return {
    api: inProcessClient(matchingApi, service as unknown as MatchingClient),
    ...part.lifecycle,
    start: async () => {
      await part.lifecycle.start()
      await drafting.tidy()
      tidying.start()
    },
    stop: async () => {
      await tidying.stop()
      await solver.stop()
      await part.lifecycle.stop()
    },
  }
}
