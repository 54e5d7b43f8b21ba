// The seal that a plan is kept with once it has passed its check; a plan that was changed since does not match it.
import { createHash } from 'node:crypto'
import { findMany, findOne } from '@stagebureau/infra'
import { DomainError } from '@stagebureau/shared'
import type { MatchingStore, PlanRow } from '../store.ts'

type SealedRow = Pick<PlanRow, 'studentId' | 'stops' | 'team' | 'caseId'>

/** Of who is where and when, in the order of the rows, and of the prices. The company is left out: a merger gives it another number. */
export const sealOf = (rows: readonly SealedRow[], prices: Uint8Array): string => {
  const hash = createHash('sha256').update(prices)
  for (const { studentId, team, caseId, stops } of rows) {
    const where = stops.map(({ openingId, round, from, until, minutes }) => [
      openingId,
      round ?? 0,
      from,
      until,
      minutes,
    ])
    hash.update(JSON.stringify([studentId, team ?? '', caseId ?? '', where]))
  }
  return hash.digest('hex')
}

/** Throws when the plan is not, to the letter, the one that passed its check. */
export const refuseUnsealed = async (store: MatchingStore, planId: string): Promise<void> => {
  const fields = ['studentId', 'stops', 'team', 'caseId'] as const
  const rows = await findMany(store.rows, { planId }, { sort: { at: 1 }, fields: [...fields] })
  const proof = await findOne(store.certificates, { _id: planId })
  if (proof === null || proof.seal !== sealOf(rows, proof.prices.value()))
    throw new DomainError('conflict', 'plan/unsealed')
}
