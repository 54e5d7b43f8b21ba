// Turns published assignments into placements, and takes back what no longer holds.
import { type Aggregate, findMany, findOne, inParallel, project } from '@stagebureau/infra'
import {
  type AssignedStop,
  type AssignmentWithdrawn,
  type DataOf,
  type StudentAssigned,
  say,
} from '@stagebureau/shared'
import { type Placement, type PlacementCommand, placementIdOf } from '../domain/placement.ts'
import type { PlacementsStore, StoredPlacement } from '../store.ts'

type Who = { readonly studentId: string; readonly programmeId: string }
type Told<Data> = { readonly subject: string; readonly sequence: number; readonly data: Data }

const atATime = 8

export const createPlacing = (store: PlacementsStore, placements: Aggregate<Placement, PlacementCommand>) => {
  /** One placement per company, in the place of the one that stands there; `standing` by company. */
  const open = async (
    { studentId, programmeId }: Who,
    stops: readonly AssignedStop[],
    standing: ReadonlyMap<string, StoredPlacement>,
  ) => {
    const student = await findOne(store.students, { _id: studentId })
    if (student === null) throw new Error(`no student ${studentId} to place; the event is tried again`)
    const { schoolId } = student
    return inParallel([...Map.groupBy(stops, ({ companyId }) => companyId)], atATime, ([companyId, visits]) => {
      const stands = standing.get(companyId)
      const placementId = stands?._id ?? placementIdOf(studentId, programmeId, companyId)
      const formerCompanyId = stands?.formerCompanyId
      const facts = { studentId, schoolId, companyId, formerCompanyId, programmeId, stops: visits }
      return placements.execute(placementId, { do: 'open', placementId, facts })
    })
  }

  /** Makes the placements of a student in a programme exactly these. */
  const replace = async (who: Who, stops: readonly AssignedStop[]) => {
    const { studentId, programmeId } = who
    const there = await findMany(store.placements, { studentId, programmeId, situation: 'opened' })
    const standing = new Map(there.map((one) => [one.companyId, one]))
    const wanted = new Set(stops.map(({ companyId }) => companyId))
    const gone = there.filter((one) => !wanted.has(one.companyId) || standing.get(one.companyId) !== one)
    const reason = say('nl', 'placement/planned-otherwise')
    await inParallel(gone, atATime, ({ _id }) => placements.execute(_id, { do: 'cancel', placementId: _id, reason }))
    await open(who, stops, standing)
  }

  /** An event that comes again, also after later ones, changes nothing: somebody may have decided otherwise since. */
  const carryOut = async ({ subject, sequence, data }: Told<Who>, stops: readonly AssignedStop[]) => {
    const before = await findOne(store.assignments, { _id: subject })
    if (before !== null && before.sequence >= sequence) return
    // The first time there is nothing to look for, unless that was broken off.
    const isFirst = before === null && sequence === 1
    const opened = isFirst ? await open(data, stops, new Map()) : []
    if (!isFirst || opened.some(({ version, changed }) => version > 1 || !changed)) await replace(data, stops)
    await project(store.assignments, { subject, sequence }, {})
  }

  return {
    assigned: (event: Told<DataOf<typeof StudentAssigned>>) => carryOut(event, event.data.stops),
    withdrawn: (event: Told<DataOf<typeof AssignmentWithdrawn>>) => carryOut(event, []),
  }
}
