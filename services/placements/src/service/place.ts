// Turns published assignments into placements, and takes back what no longer holds.
import { type Aggregate, findMany, findOne, inParallel } from '@stagebureau/infra'
import { type AssignedStop, type DataOf, type StudentAssigned, say } from '@stagebureau/shared'
import { type Placement, type PlacementCommand, placementIdOf } from '../domain/placement.ts'
import type { PlacementsStore } from '../store.ts'

export const createPlacing = (store: PlacementsStore, placements: Aggregate<Placement, PlacementCommand>) => {
  /** Makes the placements of a student in a programme exactly these; harmless when repeated. */
  const place = async (studentId: string, programmeId: string, stops: readonly AssignedStop[]) => {
    const student = await findOne(store.students, { _id: studentId })
    if (student === null) throw new Error(`no student ${studentId} to place; the event is tried again`)
    const { schoolId } = student
    const byCompany = Map.groupBy(stops, ({ companyId }) => companyId)
    const there = await findMany(store.placements, { studentId, programmeId, situation: 'opened' })
    const known = new Map(there.map((one) => [one.companyId, one]))
    const gone = there.filter((one) => !byCompany.has(one.companyId) || known.get(one.companyId) !== one)
    const reason = say('nl', 'placement/planned-otherwise')
    await inParallel(gone, 8, ({ _id }) => placements.execute(_id, { do: 'cancel', placementId: _id, reason }))
    await inParallel([...byCompany], 8, async ([companyId, visits]) => {
      const stands = known.get(companyId)
      const placementId = stands?._id ?? placementIdOf(studentId, programmeId, companyId)
      const formerCompanyId = stands?.formerCompanyId
      const facts = { studentId, schoolId, companyId, formerCompanyId, programmeId, stops: visits }
      await placements.execute(placementId, { do: 'open', placementId, facts })
    })
  }
  return {
    assigned: ({ studentId, programmeId, stops }: DataOf<typeof StudentAssigned>) =>
      place(studentId, programmeId, stops),
    withdrawn: (studentId: string, programmeId: string) => place(studentId, programmeId, []),
  }
}
