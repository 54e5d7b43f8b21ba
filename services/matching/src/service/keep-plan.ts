// Keeps a plan that was made: its rows and its proof first, then the plan itself.
import type { Aggregate } from '@stagebureau/infra'
import { type Call, DomainError } from '@stagebureau/shared'
import type { Disruption } from '../domain/disruption.ts'
import type { Drafted } from '../domain/drafted.ts'
import type { Plan, PlanCommand } from '../domain/plan.ts'
import type { MatchingStore } from '../store.ts'
import { sealOf } from './seal.ts'

type Parts = { readonly store: MatchingStore; readonly plans: Aggregate<Plan, PlanCommand> }
export type NewPlan = {
  readonly planId: string
  readonly programmeId: string
  readonly seasonId: string
  readonly seed: number
  readonly name: string
  readonly basedOn?: string | undefined
  readonly mends?: Disruption | undefined
}

const chunkSize = 1000

/** Whoever writes a plan, or takes away what is left of one, has this turn. */
export const turnOf = (planId: string): string => `plan ${planId}`

export const bytesOf = (prices: readonly Float64Array[]): Buffer =>
  Buffer.concat(prices.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)))

export const createKeeping =
  ({ store, plans }: Parts) =>
  /** The plan exists when its own document does, so a half-written one is never seen. */
  async (
    { planId, ...about }: NewPlan,
    { rows, ...drafted }: Omit<Drafted, 'prices'>,
    prices: Buffer,
    call: Call,
    still: () => boolean,
  ): Promise<void> => {
    const documents = rows.map((row, at) => ({ ...row, _id: `${planId}:${at}`, planId, at }))
    for (let from = 0; from < documents.length; from += chunkSize)
      await store.rows.insertMany(documents.slice(from, from + chunkSize) as never, { lean: true })
    await store.certificates.insertMany([{ _id: planId, prices, seal: sealOf(rows, prices) }])
    // Others take what was written by a process that stood still for something that nobody will finish.
    if (!still()) throw new DomainError('unavailable', 'service/too-late', { service: 'matching' })
    const known = Object.entries({ ...about, ...drafted }).filter(([, value]) => value !== undefined)
    const facts = Object.fromEntries(known) as never
    await plans.execute(planId, { do: 'draft', planId, facts }, call)
  }
export type KeepPlan = ReturnType<typeof createKeeping>
