// Publishes a plan, and tells every student's assignment to those who act on it.
import { type Aggregate, findMany, findOne, inParallel } from '@stagebureau/infra'
import { type Call, DomainError } from '@stagebureau/shared'
import { type Assignment, type AssignmentCommand, assignmentIdOf } from '../domain/assignment.ts'
import type { Publication, PublicationCommand } from '../domain/publication.ts'
import type { MatchingStore } from '../store.ts'

type Parts = {
  readonly store: MatchingStore
  readonly publications: Aggregate<Publication, PublicationCommand>
  readonly assignments: Aggregate<Assignment, AssignmentCommand>
}

const atATime = 64

export const createPublishing = ({ store, publications, assignments }: Parts) => ({
  publishPlan: async (planId: string, call: Call) => {
    const plan = await findOne(store.plans, { _id: planId })
    if (plan === null) throw new DomainError('missing', 'plan/unknown')
    const { programmeId, seasonId } = plan
    await publications.execute(programmeId, { do: 'publish', programmeId, planId, seasonId }, call)
  },

  /** Reaction: brings every student's assignment in line with the plan; harmless when repeated or overtaken. */
  assign: async (planId: string, programmeId: string) => {
    const publication = await findOne(store.publications, { _id: programmeId })
    if (publication?.planId !== planId) return
    const rows = await findMany(store.rows, { planId }, { sort: { at: 1 } })
    const placed = rows.filter(({ stops }) => stops.length > 0)
    await inParallel(placed, atATime, ({ studentId, stops, team, caseId }) => {
      const facts = { studentId, programmeId, planId, stops, team, caseId }
      return assignments.execute(assignmentIdOf(studentId, programmeId), { do: 'assign', facts })
    })
    const still = new Set(placed.map(({ studentId }) => studentId))
    const standing = await findMany(
      store.assignments,
      { programmeId, situation: 'assigned' },
      { fields: ['studentId'] },
    )
    const gone = standing.filter(({ studentId }) => !still.has(studentId))
    await inParallel(gone, atATime, ({ studentId }) =>
      assignments.execute(assignmentIdOf(studentId, programmeId), { do: 'withdraw', studentId, programmeId, planId }),
    )
  },
})
