// Drafts a plan: gathers the situation, has it solved and checked, and keeps the plan with its proof.
import { randomUUID } from 'node:crypto'
import { type Aggregate, findOne } from '@stagebureau/infra'
import { type Call, DomainError, type ProgrammeKind } from '@stagebureau/shared'
import type { z } from 'zod'
import type { matchingApi } from '../api.ts'
import { type Choices, type Planned, weightNames } from '../domain/draft-plan.ts'
import type { Drafted } from '../domain/drafted.ts'
import type { Plan, PlanCommand } from '../domain/plan.ts'
import type { MatchingStore } from '../store.ts'
import type { createSituations } from './situation.ts'
import type { Solver } from './solver.ts'

type Parts = {
  readonly store: MatchingStore
  readonly plans: Aggregate<Plan, PlanCommand>
  readonly situations: ReturnType<typeof createSituations>
  readonly solver: Solver
}
type DraftInput = z.output<(typeof matchingApi)['draftPlan']['input']>

const chunkSize = 1000

export const createDrafting = ({ store, plans, situations, solver }: Parts) => {
  /** Rows and proof first: the plan exists when its own document does, so a half-written one is never seen. */
  const keep = async (planId: string, { rows, prices }: Drafted) => {
    const documents = rows.map((row, at) => ({ ...row, _id: `${planId}:${at}`, planId, at }))
    for (let from = 0; from < documents.length; from += chunkSize)
      await store.rows.insertMany(documents.slice(from, from + chunkSize) as never, { lean: true })
    const bytes = Buffer.concat(
      prices.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
    )
    await store.certificates.insertMany([{ _id: planId, prices: bytes }])
  }

  return {
    draftPlan: async (input: DraftInput, call: Call): Promise<string> => {
      const situation = await situations.load(input.programmeId)
      const choices = { weights: chosen(input, situation.programme.kind), rule: input.rule }
      const drafted = await solver.solve('draft', { situation, choices })
      const planId = randomUUID()
      await keep(planId, drafted)
      const { programme, season } = situation
      const count = await store.plans.countDocuments({ programmeId: programme.programmeId } as never)
      const { quality, levels, weights, rule } = drafted
      const facts = {
        programmeId: programme.programmeId,
        seasonId: season.seasonId,
        name: input.name ?? `${programme.name} ${count + 1}`,
        ...(input.basedOn === undefined ? {} : { basedOn: input.basedOn }),
        seed: season.seed,
        weights,
        ...(rule === undefined ? {} : { rule }),
        quality,
        levels,
      }
      await plans.execute(planId, { do: 'draft', planId, facts }, call)
      return planId
    },

    /** Removes rows of plans that were never finished because their process died. */
    tidy: async () => {
      const planIds = await store.rows.distinct('planId')
      for (const planId of planIds) {
        if ((await findOne(store.plans, { _id: planId })) !== null) continue
        await store.rows.deleteMany({ planId } as never)
        await store.certificates.deleteMany({ _id: planId } as never)
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
