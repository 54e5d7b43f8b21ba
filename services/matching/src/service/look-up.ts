// Answers questions about plans, openings and what is short.
import { findMany, findOne, findPage, oneOf, trusted } from '@stagebureau/infra'
import type { Call, OfferedOpening } from '@stagebureau/shared'
import type { z } from 'zod'
import type { matchingApi, OpeningView, PlanView, RowView } from '../api.ts'
import type { MatchingStore, PlanRow, StoredPlan } from '../store.ts'
import { byHandOf, byHandViews } from './by-hand.ts'
import { openingViewId } from './opening-id.ts'
import { visibleOffers, visibleRows } from './rights.ts'

type Input<Name extends keyof typeof matchingApi> = z.output<(typeof matchingApi)[Name]['input']>

export const rowView = ({ _id, at, ...row }: PlanRow): RowView =>
  ({ ...row, id: _id, stops: [...row.stops], gaps: [...row.gaps], reasons: [...row.reasons] }) as RowView

export const createLookUp = (store: MatchingStore) => {
  const planViews = async (plans: readonly StoredPlan[]): Promise<PlanView[]> => {
    const programmes = [...new Set(plans.map(({ programmeId }) => programmeId))]
    const publications = await findMany(store.publications, { _id: oneOf(programmes) })
    const holds = new Set(publications.map(({ planId }) => planId))
    const held = new Set(publications.flatMap(({ earlier }) => earlier))
    return plans.map(({ _id, version, outbox, pending, situation, basedOn, ...facts }) => ({
      ...facts,
      id: _id,
      levels: [...facts.levels],
      weights: { ...facts.weights } as PlanView['weights'],
      state: holds.has(_id) ? 'published' : held.has(_id) ? 'superseded' : 'draft',
    }))
  }

  /** How many students hold each line of an offer in the plan that holds for a programme. */
  const filled = async (programmeId: string): Promise<ReadonlyMap<string, number>> => {
    const counts = new Map<string, number>()
    for (const { stops } of await findMany(
      store.assignments,
      { programmeId, situation: 'assigned' },
      { fields: ['stops'] },
    ))
      for (const openingId of new Set(stops.map((stop) => stop.openingId)))
        counts.set(openingId, (counts.get(openingId) ?? 0) + 1)
    return counts
  }
  const openingViews = async (
    seasonId: string,
    offers: Record<string, unknown>,
    programmes: Record<string, unknown>,
  ): Promise<OpeningView[]> => {
    const lines = (await findMany(store.offers, { ...offers, seasonId })).flatMap(({ companyId, openings }) =>
      (openings ?? []).map((line: OfferedOpening) => ({ companyId, line })),
    )
    const wanted = await findMany(store.programmes, { ...programmes, seasonId }, { sort: { order: 1 } })
    const views = wanted.map(async ({ programmeId, kind }) => {
      const fitting = lines.filter(({ line }) => line.kind === kind)
      const counts = fitting.length === 0 ? new Map<string, number>() : await filled(programmeId)
      return fitting.map(({ companyId, line }) => ({
        id: openingViewId(programmeId, line.openingId),
        companyId,
        programmeId,
        line,
        filled: counts.get(line.openingId) ?? 0,
      }))
    })
    return (await Promise.all(views)).flat()
  }

  return {
    plansByIds: async ({ ids }: Input<'plansByIds'>, _: Call) =>
      planViews(await findMany(store.plans, { _id: oneOf(ids) })),
    plansOfProgrammes: async ({ programmeIds }: Input<'plansOfProgrammes'>, _: Call) =>
      planViews(await findMany(store.plans, { programmeId: oneOf(programmeIds) }, { sort: { draftedAt: 1, _id: 1 } })),

    rows: async ({ planId, placed, studentIds, first, after }: Input<'rows'>, { viewer }: Call) => {
      const filter = {
        planId,
        ...(placed === undefined
          ? {}
          : placed
            ? { 'stops.0': trusted({ $exists: true }) }
            : { 'stops.0': trusted({ $exists: false }) }),
        ...(studentIds === undefined ? {} : { studentId: oneOf(studentIds) }),
      }
      const found = await findPage(store.rows, { $and: [filter, visibleRows(viewer)] }, 'studentId', { first, after })
      return { ...found, items: found.items.map(({ node, cursor }) => ({ node: rowView(node), cursor })) }
    },
    board: async ({ programmeId, planId, schoolId }: Input<'board'>, { viewer }: Call) => {
      const shown =
        planId === undefined
          ? (await findOne(store.publications, { _id: programmeId }))?.planId
          : (await findOne(store.plans, { _id: planId, programmeId }))?._id
      if (shown === undefined) return []
      const asked = { planId: shown, ...(schoolId === undefined ? {} : { schoolId }) }
      const rows = await findMany(store.rows, { $and: [asked, visibleRows(viewer)] }, { sort: { at: 1 } })
      const byHand = byHandViews(programmeId, await byHandOf(store, shown))
      return rows.map((row) => ({ ...rowView(row), ...byHand(row.studentId) }))
    },
    rowsOfStudents: async ({ programmeId, studentIds }: Input<'rowsOfStudents'>, { viewer }: Call) => {
      const [publication] = await findMany(store.publications, { _id: programmeId })
      if (publication?.planId === undefined) return []
      const asked = { planId: publication.planId, studentId: oneOf(studentIds) }
      return (await findMany(store.rows, { $and: [asked, visibleRows(viewer)] })).map(rowView)
    },

    openingsOfProgrammes: async ({ programmeIds }: Input<'openingsOfProgrammes'>, { viewer }: Call) => {
      const programmes = await findMany(store.programmes, { _id: oneOf(programmeIds) })
      const seasons = [...new Set(programmes.map(({ seasonId }) => seasonId))]
      const views = seasons.map((seasonId) =>
        openingViews(seasonId, visibleOffers(viewer), { _id: oneOf(programmeIds) }),
      )
      return (await Promise.all(views)).flat()
    },
    openingsOfCompanies: async ({ companyIds, seasonId }: Input<'openingsOfCompanies'>, { viewer }: Call) =>
      openingViews(seasonId, { $and: [{ companyId: oneOf(companyIds) }, visibleOffers(viewer)] }, {}),
  }
}
