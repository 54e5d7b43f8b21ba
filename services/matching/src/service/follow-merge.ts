// Lets what was planned with a duplicate stand for the company that is kept; harmless when repeated.
import { findMany } from '@stagebureau/infra'
import type { CompaniesMerged, DataOf } from '@stagebureau/shared'
import type { MatchingStore } from '../store.ts'

export const followMerge = async (
  store: MatchingStore,
  { companyId, duplicateId }: DataOf<typeof CompaniesMerged>,
): Promise<void> => {
  for (const stops of ['stops', 'before'] as const) {
    const theirs = { [`${stops}.companyId`]: duplicateId } as never
    const moved = { $set: { [`${stops}.$[stop].companyId`]: companyId } } as never
    const arrayFilters = [{ 'stop.companyId': duplicateId }]
    await store.assignments.updateMany(theirs, moved, { arrayFilters })
    if (stops === 'stops') await store.rows.updateMany(theirs, moved, { arrayFilters })
  }
  for (const { _id, companyIds = [] } of await findMany(store.students, { companyIds: duplicateId })) {
    const wished = [...new Set(companyIds.map((one) => (one === duplicateId ? companyId : one)))]
    await store.students.updateOne({ _id } as never, { $set: { companyIds: wished } } as never)
  }
}
