// Lets what was planned with a duplicate stand for the company that is kept; harmless when repeated.
import { findMany } from '@stagebureau/infra'
import type { CompaniesMerged, DataOf } from '@stagebureau/shared'
import type { Model } from 'mongoose'
import type { MatchingStore } from '../store.ts'

type Merged = DataOf<typeof CompaniesMerged>
type Stops = readonly { readonly companyId: string }[]
type Visiting = { readonly _id: string; readonly version?: number; readonly stops: Stops; readonly before?: Stops }

/** One document after the other: not every server can change just the fitting entries of a list. */
const moveStops = async (model: Model<Visiting>, list: 'stops' | 'before', merged: Merged): Promise<void> => {
  const { companyId, duplicateId } = merged
  const found = await findMany(model, { [`${list}.companyId`]: duplicateId })
  for (const { _id, version, [list]: stops = [] } of found) {
    const moved = stops.map((stop) => (stop.companyId === duplicateId ? { ...stop, companyId } : stop))
    const asRead = version === undefined ? { _id } : { _id, version }
    await model.updateOne(asRead, { $set: { [list]: moved } })
  }
  // What has changed meanwhile is still there.
  if (found.length > 0) await moveStops(model, list, merged)
}

export const followMerge = async (store: MatchingStore, merged: Merged): Promise<void> => {
  const { companyId, duplicateId } = merged
  const assignments = store.assignments as unknown as Model<Visiting>
  await moveStops(assignments, 'stops', merged)
  await moveStops(assignments, 'before', merged)
  await moveStops(store.rows as unknown as Model<Visiting>, 'stops', merged)
  for (const { _id, companyIds = [] } of await findMany(store.students, { companyIds: duplicateId })) {
    const wished = [...new Set(companyIds.map((one) => (one === duplicateId ? companyId : one)))]
    await store.students.updateOne({ _id } as never, { $set: { companyIds: wished } } as never)
  }
}
