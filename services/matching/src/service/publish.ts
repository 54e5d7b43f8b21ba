// Publishes a plan, and tells every student's assignment to those who act on it.
import { type Aggregate, findMany, findOne, inParallel } from '@stagebureau/infra'
import { type Call, type Clock, DomainError, localDay } from '@stagebureau/shared'
import { type Assignment, type AssignmentCommand, assignmentIdOf } from '../domain/assignment.ts'
import { isCarriedOut, type Publication, type PublicationCommand } from '../domain/publication.ts'
import { type Touched, touchedBy } from '../domain/touched.ts'
import type { MatchingStore } from '../store.ts'
import type { BrokenPlans } from './broken.ts'
import { refuseUnsealed } from './seal.ts'

type Parts = {
  readonly store: MatchingStore
  readonly publications: Aggregate<Publication, PublicationCommand>
  readonly assignments: Aggregate<Assignment, AssignmentCommand>
  readonly brokenPlans: Pick<BrokenPlans, 'refuse'>
  readonly clock: Clock
}
type Published = { readonly planId: string; readonly programmeId: string; readonly quietly?: boolean | undefined }

const atATime = 16
const nobody: Touched = { companies: [], schools: [] }

export const createPublishing = ({ store, publications, assignments, brokenPlans, clock }: Parts) => {
  /** Follows from what the assignments keep, so that it comes out the same when the work was broken off in between. */
  const touched = async (programmeId: string, seasonId: string, publication: number): Promise<Touched> => {
    const fields = ['studentId', 'stops', 'publication', 'change', 'before'] as const
    const all = await findMany(store.assignments, { programmeId }, { fields: [...fields] })
    const told = all.map(({ change, ...one }) => (one.publication === publication ? { ...one, change } : one))
    const students = await findMany(store.students, { seasonId }, { fields: ['schoolId', 'reachable'] })
    return touchedBy(told, new Map(students.map((student) => [student._id, student])), localDay(clock.now()))
  }

  return {
    /** `quietly`: students, companies and schools get no letter about it. Refused when the plan is not the one that passed its check, or counts on what is gone. */
    publishPlan: async (planId: string, call: Call, quietly = false) => {
      const plan = await findOne(store.plans, { _id: planId })
      if (plan === null) throw new DomainError('missing', 'plan/unknown')
      const { programmeId, seasonId, mends } = plan
      const holds = await findOne(store.publications, { _id: programmeId })
      if (holds?.planId !== planId) {
        await refuseUnsealed(store, planId)
        await brokenPlans.refuse({ planId, programmeId, mends }, call)
      }
      await publications.execute(programmeId, { do: 'publish', programmeId, planId, seasonId, quietly }, call)
    },

    /** Reaction: brings every student's assignment in line with the plan; harmless when repeated or overtaken. */
    assign: async ({ planId, programmeId, quietly = false }: Published, publication: number) => {
      const holds = await findOne(store.publications, { _id: programmeId })
      if (holds === null || isCarriedOut(holds, publication)) return
      const by = { publication, quietly }
      const rows = await findMany(store.rows, { planId }, { sort: { at: 1 } })
      const placed = rows.filter(({ stops }) => stops.length > 0)
      await inParallel(placed, atATime, ({ studentId, stops, team, caseId }) => {
        const facts = { studentId, programmeId, planId, stops, team, caseId }
        return assignments.execute(assignmentIdOf(studentId, programmeId), { do: 'assign', facts, ...by })
      })
      const still = new Set(placed.map(({ studentId }) => studentId))
      const standing = await findMany(
        store.assignments,
        { programmeId, situation: 'assigned' },
        { fields: ['studentId'] },
      )
      const gone = standing.filter(({ studentId }) => !still.has(studentId))
      await inParallel(gone, atATime, ({ studentId }) =>
        assignments.execute(assignmentIdOf(studentId, programmeId), {
          do: 'withdraw',
          studentId,
          programmeId,
          planId,
          ...by,
        }),
      )
      const seasonId = holds.seasonId!
      const { name: programme, kind } = (await findOne(store.programmes, { _id: programmeId }))!
      const who = quietly ? nobody : await touched(programmeId, seasonId, publication)
      const outcome = { planId, programmeId, seasonId, programme, kind, ...who }
      await publications.execute(programmeId, { do: 'carryOut', publication, outcome })
    },
  }
}
