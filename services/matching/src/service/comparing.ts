// Puts two plans of a programme side by side.
import { findMany } from '@stagebureau/infra'
import { type Call, DomainError, fromCursor, type Page, toCursor } from '@stagebureau/shared'
import type { ComparisonView, MoveView } from '../api.ts'
import { extraMinutesOf, type Move, movesBetween } from '../domain/moves.ts'
import type { MatchingStore } from '../store.ts'
import type { createLookUp } from './look-up.ts'
import { visibleRows } from './rights.ts'

type TwoPlans = { readonly planId: string; readonly withPlanId: string }
type Parts = { readonly store: MatchingStore; readonly lookUp: ReturnType<typeof createLookUp> }

export const createComparing = ({ store, lookUp }: Parts) => {
  const both = async ({ planId, withPlanId }: TwoPlans, call: Call) => {
    const plans = await lookUp.plansByIds({ ids: [planId, withPlanId] }, call)
    const [plan, withPlan] = [planId, withPlanId].map((id) => plans.find((one) => one.id === id))
    if (plan === undefined || withPlan === undefined) throw new DomainError('missing', 'plan/unknown')
    if (plan.programmeId !== withPlan.programmeId) throw new DomainError('invalid', 'plan/other-programme')
    return { plan, withPlan }
  }
  /** Only of students whom the viewer may see. */
  const moves = async ({ planId, withPlanId }: TwoPlans, { viewer }: Call): Promise<Move[]> => {
    const rowsOf = (id: string) =>
      findMany(store.rows, { $and: [{ planId: id }, visibleRows(viewer)] }, { sort: { at: 1 } })
    return movesBetween(await rowsOf(planId), await rowsOf(withPlanId))
  }

  return {
    comparePlans: async (input: TwoPlans, call: Call): Promise<ComparisonView> => {
      const plans = await both(input, call)
      const found = await moves(input, call)
      return { ...plans, changed: found.length, extraMinutes: extraMinutesOf(found) }
    },

    movesBetween: async (
      { first, after, ...input }: TwoPlans & { readonly first: number; readonly after?: string | undefined },
      call: Call,
    ): Promise<Page<MoveView>> => {
      await both(input, call)
      const found = (await moves(input, call)).toSorted((a, b) => (a.studentId < b.studentId ? -1 : 1))
      const position = after === undefined ? [''] : fromCursor(after)
      if (position?.length !== 1) throw new DomainError('invalid', 'page/cursor')
      const beyond = found.filter(({ studentId }) => studentId > position[0]!)
      const items = beyond.slice(0, first).map(({ studentId, from, to }) => ({
        node: { studentId, from: [...from], to: [...to] },
        cursor: toCursor([studentId]),
      }))
      return { items, hasNextPage: beyond.length > first, totalCount: found.length }
    },
  }
}
