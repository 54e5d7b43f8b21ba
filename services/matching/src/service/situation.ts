// Gathers from the projections what a plan for one programme is made from.
import { findMany, findOne, oneOf, trusted } from '@stagebureau/infra'
import { DomainError, type ProgrammeFacts } from '@stagebureau/shared'
import type { Model } from 'mongoose'
import type { Offered } from '../domain/broken-stops.ts'
import { type Disruption, disrupted } from '../domain/disruption.ts'
import type { Centre, HeldStop, Situation } from '../domain/facts.ts'
import type { MatchingStore } from '../store.ts'
import type { Standing } from './solver.ts'

/** Whose stops take places away. */
type Others = 'all' | 'earlier'

export const createSituations = (store: MatchingStore) => {
  const programmeOf = async (programmeId: string): Promise<ProgrammeFacts> => {
    const programme = await findOne(store.programmes, { _id: programmeId })
    if (programme === null) throw new DomainError('missing', 'programme/unknown')
    return programme
  }

  const centres = async (): Promise<ReadonlyMap<string, Centre>> =>
    new Map((await findMany(store.areaSheets, {})).flatMap(({ areas }) => areas.map((area) => [area.area, area])))

  /** The stops of the plans that hold, of the other programmes of the season or of those before this one. */
  const held = async (programme: ProgrammeFacts, others: Others): Promise<HeldStop[]> => {
    const programmes = await findMany(store.programmes, { seasonId: programme.seasonId })
    const byId = new Map(programmes.map((one) => [one.programmeId, one]))
    const published = await findMany(store.publications, { seasonId: programme.seasonId })
    const counts = ({ programmeId, order }: ProgrammeFacts) =>
      others === 'all' ? programmeId !== programme.programmeId : order < programme.order
    const stops = await Promise.all(
      published
        .filter(({ _id, planId }) => planId !== undefined && counts(byId.get(_id)!))
        .map(async ({ _id, planId }) => {
          const { kind, weekdays, daypart } = byId.get(_id)!
          const rows = await findMany(store.rows, { planId }, { fields: ['studentId', 'stops'] })
          return rows.flatMap(({ studentId, stops }) =>
            stops.map(({ openingId, from, until }) => ({
              studentId,
              openingId,
              kind,
              programmeId: _id,
              from,
              until,
              weekdays,
              daypart,
            })),
          )
        }),
    )
    return stops.flat()
  }

  /** What has happened to plans of the season since they were made, and was mended. */
  const mendedDisruptions = async (seasonId: string): Promise<Disruption[]> => {
    const publications = await findMany(store.publications, { seasonId })
    const published = publications.flatMap(({ planId, earlier }) => [
      ...earlier,
      ...(planId === undefined ? [] : [planId]),
    ])
    const mends = await findMany(
      store.plans,
      { _id: oneOf(published), mends: trusted({ $exists: true }) },
      { fields: ['mends'] },
    )
    return mends.flatMap((plan) => (plan.mends === undefined ? [] : [plan.mends]))
  }

  /** What active companies offer, in the order of their keys. */
  const offering = async (seasonId: string): Promise<Pick<Situation, 'companies' | 'openings' | 'cases'>> => {
    const companies = new Map((await findMany(store.companies, { status: 'active' })).map((one) => [one._id, one]))
    const offers = (await findMany(store.offers, { seasonId })).filter(({ companyId }) => companies.has(companyId))
    const keyOf = (companyId: string) => companies.get(companyId)!.key
    const inOrder = offers.toSorted((a, b) => (keyOf(a.companyId) < keyOf(b.companyId) ? -1 : 1))
    return {
      companies,
      openings: inOrder.flatMap(({ companyId, openings }) => (openings ?? []).map((one) => ({ ...one, companyId }))),
      cases: inOrder.flatMap(({ cases }) => cases ?? []),
    }
  }

  /** Who is not in the season any more, by the word of a school or of the office. */
  const left = async (seasonId: string): Promise<ReadonlySet<string>> => {
    const gone = await findMany(store.students, { seasonId, left: true }, { fields: ['studentId'] })
    const mends = await mendedDisruptions(seasonId)
    return new Set([
      ...gone.map(({ studentId }) => studentId),
      ...mends.flatMap(({ studentLeft }) => studentLeft ?? []),
    ])
  }

  /**
   * How far these documents have come: every event raises the sequence of the document that it is about, and none goes
   * away, so the sum changes whenever one of them does.
   */
  const howFar = async (model: Model<never>, filter: object): Promise<number> => {
    const [found] = await model.aggregate<{ sum: number }>([
      { $match: filter },
      { $group: { _id: null, sum: { $sum: '$sequence' } } },
    ])
    return found?.sum ?? 0
  }

  /** The name of all that a situation is made from: another one as soon as any of it has changed. */
  const nameOf = async (programmeId: string, others: Others): Promise<string> => {
    const { seasonId } = await programmeOf(programmeId)
    const ofSeason = [store.seasons, store.programmes, store.students, store.offers]
    const ofAll = [store.companies, store.schools, store.areaSheets]
    const sums = await Promise.all([
      ...ofSeason.map((model) => howFar(model as never, { seasonId })),
      ...ofAll.map((model) => howFar(model as never, {})),
    ])
    const published = await findMany(store.publications, { seasonId }, { fields: ['planId'], sort: { _id: 1 } })
    return JSON.stringify([programmeId, others, ...sums, ...published.map(({ _id, planId }) => [_id, planId])])
  }

  const load = async (programmeId: string, others: Others = 'all'): Promise<Situation> => {
    const programme = await programmeOf(programmeId)
    const { seasonId } = programme
    const season = await findOne(store.seasons, { _id: seasonId })
    if (season === null) throw new DomainError('missing', 'season/unknown')
    const students = await findMany(store.students, { seasonId, left: trusted({ $ne: true }) })
    const now: Situation = {
      season,
      programme,
      students: students.toSorted((a, b) => a.lot - b.lot || (a.studentId < b.studentId ? -1 : 1)),
      schools: new Map((await findMany(store.schools, {})).map(({ _id, brin }) => [_id, brin])),
      ...(await offering(seasonId)),
      centres: await centres(),
      held: await held(programme, others),
    }
    return disrupted(now, await mendedDisruptions(seasonId))
  }

  return {
    programmeOf,
    centres,
    left,

    /** What is offered to a programme after all that was mended, and who is not in the season any more. */
    offered: async (programme: ProgrammeFacts): Promise<Offered & { readonly left: ReadonlySet<string> }> => {
      const { seasonId } = programme
      const now = { programme, left: await left(seasonId), students: [], ...(await offering(seasonId)) }
      return disrupted(now, await mendedDisruptions(seasonId))
    },

    /** Programmes are planned in their order, so what one of them lacks is seen without those that come after it. */
    load,

    /** The same, by a name that says without loading it whether anything has changed. Named first: so it is never too old. */
    standing: async (programmeId: string, others: Others = 'all'): Promise<Standing> => ({
      key: await nameOf(programmeId, others),
      load: () => load(programmeId, others),
    }),
  }
}
