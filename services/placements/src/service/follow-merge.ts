// Lets placements, days and teams at a duplicate stand for the company that is kept; harmless when repeated.
import { type Aggregate, findMany, inParallel } from '@stagebureau/infra'
import type { CompaniesMerged, DataOf } from '@stagebureau/shared'
import type { Placement, PlacementCommand } from '../domain/placement.ts'
import type { PlacementsStore } from '../store.ts'

export const createFollowing =
  (store: PlacementsStore, placements: Aggregate<Placement, PlacementCommand>) =>
  async ({ companyId, duplicateId }: DataOf<typeof CompaniesMerged>): Promise<void> => {
    const theirs = { companyId: duplicateId }
    const opened = await findMany(store.placements, { ...theirs, situation: 'opened' })
    await inParallel(opened, 16, ({ _id, studentId, schoolId, programmeId, stops, formerCompanyId = duplicateId }) => {
      const moved = stops.map((stop) => ({ ...stop, companyId }))
      const facts = { studentId, schoolId, companyId, formerCompanyId, programmeId, stops: moved }
      return placements.execute(_id, { do: 'open', placementId: _id, facts })
    })
    const belongs = { $set: { companyId } } as never
    await store.placements.updateMany({ ...theirs, situation: 'cancelled' } as never, belongs)
    await store.days.updateMany(theirs as never, belongs)
    await store.teams.updateMany(theirs as never, belongs)
    for (const { _id, wishedCompanies = [] } of await findMany(store.students, { wishedCompanies: duplicateId })) {
      const wished = [...new Set(wishedCompanies.map((one) => (one === duplicateId ? companyId : one)))]
      await store.students.updateOne({ _id } as never, { $set: { wishedCompanies: wished } } as never)
    }
  }
