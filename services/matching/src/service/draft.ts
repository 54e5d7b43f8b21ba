// Drafts a plan: gathers the situation, has it solved and checked, and keeps the plan with its proof.
import { randomUUID } from 'node:crypto'
import { findOne, turnsOf, valuesOf } from '@stagebureau/infra'
import { type Call, DomainError, type ProgrammeKind } from '@stagebureau/shared'
import type { z } from 'zod'
import type { matchingApi } from '../api.ts'
import { type Choices, type Planned, weightNames } from '../domain/draft-plan.ts'
import type { MatchingStore } from '../store.ts'
import { byHandOf, dropByHand, handOn, nothingByHand } from './by-hand.ts'
import { bytesOf, type KeepPlan, turnOf } from './keep-plan.ts'
import type { Following, Tell } from './progress.ts'
import type { createSituations } from './situation.ts'
import type { Solver } from './solver.ts'

type Parts = {
  readonly store: MatchingStore
  readonly keepPlan: KeepPlan
  readonly situations: ReturnType<typeof createSituations>
  readonly solver: Solver
  readonly following: Following
}
type DraftInput = z.output<(typeof matchingApi)['draftPlan']['input']>

export const createDrafting = ({ store, keepPlan, situations, solver, following }: Parts) => {
  const turns = turnsOf(store.plans.db)

  const sameProgramme = async (planId: string, programmeId: string): Promise<string> => {
    const plan = await findOne(store.plans, { _id: planId })
    if (plan === null) throw new DomainError('missing', 'plan/unknown')
    if (plan.programmeId !== programmeId) throw new DomainError('invalid', 'plan/other-programme')
    return planId
  }

  /** Plans that are being made here and can still be stopped. */
  const underWay = new Map<string, AbortController>()

  const cancel = (planId: string): boolean => {
    const stop = underWay.get(planId)
    stop?.abort(new DomainError('conflict', 'plan/cancelled'))
    return stop !== undefined
  }

  const make = async (planId: string, input: DraftInput, call: Call, tell: Tell): Promise<string> => {
    const stop = new AbortController()
    underWay.set(planId, stop)
    const now = await situations.load(input.programmeId)
    // Companies do not rank teams, so there is nothing that a plan could be stable against.
    if (input.rule === 'stable') throw new DomainError('invalid', 'plan/nobody-ranks-teams')
    if (input.rule !== undefined && now.programme.kind !== 'atelier')
      throw new DomainError('invalid', 'plan/rule-for-atelier')
    const { basedOn } = input
    const byHand =
      basedOn === undefined ? nothingByHand : await byHandOf(store, await sameProgramme(basedOn, input.programmeId))
    const situation = { ...now, forbids: byHand.forbids }
    const choices = { weights: chosen(input, now.programme.kind), rule: input.rule, pins: byHand.pins }
    const drafted = await solver.solve('draft', { situation, choices }, tell.solving, stop.signal)
    stop.signal.throwIfAborted()
    // From here on something is written, and it is written whole.
    underWay.delete(planId)
    tell.checking()
    const { programme, season } = situation
    const { programmeId } = programme
    const count = await store.plans.countDocuments({ programmeId } as never)
    const name = input.name ?? `${programme.name} ${count + 1}`
    const { seasonId, seed } = season
    const { prices, ...plan } = drafted
    await turns.hold(turnOf(planId), async (still) => {
      await handOn(store, planId, byHand)
      await keepPlan({ planId, programmeId, seasonId, seed, name, basedOn }, plan, bytesOf(prices), call, still)
    })
    return planId
  }

  return {
    draftPlan: async (input: DraftInput, call: Call): Promise<string> => {
      const planId = input.planId ?? randomUUID()
      if ((await findOne(store.plans, { _id: planId })) !== null) throw new DomainError('conflict', 'plan/id-taken')
      try {
        return await following.follow(
          planId,
          (tell) => make(planId, input, call, tell),
          () => cancel(planId),
        )
      } finally {
        underWay.delete(planId)
      }
    },

    /** Whether the plan was being made and is not to be; its draft is then refused. */
    cancelDraft: async ({ planId }: { readonly planId: string }, _: Call): Promise<boolean> =>
      cancel(planId) || following.cancelElsewhere(planId),

    /** Removes rows of plans that will never be finished because their process died. */
    tidy: async () => {
      const planIds = await valuesOf(store.rows, 'planId')
      for (const planId of planIds) {
        if ((await findOne(store.plans, { _id: planId })) !== null) continue
        await turns.lead(turnOf(planId), async () => {
          if ((await findOne(store.plans, { _id: planId })) !== null) return
          await store.rows.deleteMany({ planId } as never)
          await store.certificates.deleteMany({ _id: planId } as never)
          await dropByHand(store, planId)
        })
      }
    },
  }
}

/** The weights that the input sets, by their names; an unknown name is refused, and so is a kind that is not planned. */
const chosen = ({ weights }: DraftInput, kind: ProgrammeKind): Choices['weights'] => {
  const names: readonly string[] | undefined = Object.hasOwn(weightNames, kind)
    ? weightNames[kind as Planned]
    : undefined
  if (names === undefined) throw new DomainError('invalid', 'plan/kind-without-plan', { kind })
  const unknown = weights.find(({ name }) => !names.includes(name))
  if (unknown !== undefined)
    throw new DomainError('invalid', 'plan/no-such-weight', { name: unknown.name, known: names.join(', ') })
  return Object.fromEntries(weights.map(({ name, value }) => [name, value]))
}
