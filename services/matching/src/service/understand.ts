// Understands what somebody says about a student and an opening, as that person may see them.
import { findOne } from '@stagebureau/infra'
import { type Call, DomainError, type Viewer } from '@stagebureau/shared'
import type { AtOpening } from '../api.ts'
import { participants } from '../domain/eligible.ts'
import type { OpeningFacts, Situation, StudentFacts } from '../domain/facts.ts'
import type { Pin } from '../domain/pins.ts'
import type { MatchingStore, PlanRow, StoredPlan } from '../store.ts'
import { type ByHand, byHandOf } from './by-hand.ts'
import { fromOpeningViewId } from './opening-id.ts'
import { visibleRows } from './rights.ts'
import type { createSituations } from './situation.ts'

export type Understood = {
  readonly plan: StoredPlan
  readonly row: PlanRow
  /** With what is forbidden in the plan. */
  readonly situation: Situation
  readonly byHand: ByHand
  readonly student: StudentFacts
  /** Undefined for a case, which only Ateliers have. */
  readonly opening: OpeningFacts | undefined
  readonly wish: Pin
}

/** The plan and its row of the student, as this viewer may see it. */
export const createPlanRows = (store: MatchingStore) => {
  const whyWithoutRow = async ({ programmeId, seasonId }: StoredPlan, studentId: string, viewer: Viewer) => {
    const student = await findOne(store.students, { $and: [{ _id: studentId, seasonId }, visibleRows(viewer)] })
    const programme = await findOne(store.programmes, { _id: programmeId })
    if (student === null || programme === null || student.left === true) return 'student/unknown'
    const takesPart = participants({ programme, students: [student] }).length > 0
    return takesPart ? 'student/not-in-plan' : 'student/not-in-programme'
  }

  return async (planId: string, studentId: string, { viewer }: Call) => {
    const plan = await findOne(store.plans, { _id: planId })
    if (plan === null) throw new DomainError('missing', 'plan/unknown')
    const row = await findOne(store.rows, { $and: [{ planId, studentId }, visibleRows(viewer)] })
    if (row === null) throw new DomainError('missing', await whyWithoutRow(plan, studentId, viewer))
    return { plan, row }
  }
}

export const createUnderstanding = (store: MatchingStore, situations: ReturnType<typeof createSituations>) => {
  const planRow = createPlanRows(store)
  return async ({ planId, studentId, openingId, round }: AtOpening, call: Call): Promise<Understood> => {
    const { plan, row } = await planRow(planId, studentId, call)
    const byHand = await byHandOf(store, planId)
    const situation = { ...(await situations.load(plan.programmeId)), forbids: byHand.forbids }
    const student = situation.students.find((one) => one.studentId === studentId)
    if (student === undefined) throw new DomainError('missing', 'student/unknown')
    const { kind } = situation.programme
    const line = fromOpeningViewId(openingId).openingId
    const opening = situation.openings.find((one) => one.openingId === line && one.kind === kind)
    const isCase = kind === 'atelier' && situation.cases.some(({ caseId }) => caseId === line)
    if (opening === undefined && !isCase) throw new DomainError('missing', 'repair/opening-unknown')
    const wish = { studentId, openingId: line, ...(round === undefined ? {} : { round }) }
    return { plan, row, situation, byHand, student, opening, wish }
  }
}
export type Understand = ReturnType<typeof createUnderstanding>
