// Knows which plans count on places that were taken back: the one that holds, for the work list, and one to be published.
import { findMany, oneOf } from '@stagebureau/infra'
import {
  type Call,
  type Clock,
  DomainError,
  type Language,
  localDay,
  type ProgrammeFacts,
  say,
} from '@stagebureau/shared'
import type { DisruptionView } from '../api.ts'
import { type Broken, brokenStops } from '../domain/broken-stops.ts'
import type { Disruption } from '../domain/disruption.ts'
import type { Whereabouts } from '../domain/moves.ts'
import type { MatchingStore } from '../store.ts'
import type { createSituations } from './situation.ts'

type Parts = {
  readonly store: MatchingStore
  readonly situations: ReturnType<typeof createSituations>
  readonly clock: Clock
}
type Found = { readonly broken: readonly Broken[]; readonly left: number }

const named = 3

export const createBroken = ({ store, situations, clock }: Parts) => {
  /** What began before the day from which a plan was mended stays as it was. */
  const find = async (
    programme: ProgrammeFacts,
    rows: readonly Whereabouts[],
    mends: Disruption | undefined,
  ): Promise<Found> => {
    const offered = await situations.offered(programme)
    const today = localDay(clock.now())
    const day = mends?.from !== undefined && mends.from > today ? mends.from : today
    const broken = brokenStops(rows, offered, day)
    const left = rows.filter(({ studentId, stops }) => stops.length > 0 && offered.left.has(studentId)).length
    return { broken, left }
  }
  const rowsOf = (planId: string): Promise<Whereabouts[]> =>
    findMany(store.rows, { planId }, { fields: ['studentId', 'stops'] })

  const namesOf = async (companyIds: readonly string[], language: Language): Promise<string> => {
    const companies = await findMany(store.companies, { _id: oneOf(companyIds.slice(0, named)) })
    const names = new Map(companies.map(({ _id, name }) => [_id, name]))
    const first = companyIds.slice(0, named).map((id) => names.get(id) ?? id)
    const more = companyIds.length - first.length
    return first.join(', ') + (more === 0 ? '' : ` ${say(language, 'plan/and-more', { more })}`)
  }

  return {
    find,

    /** Throws when the plan sends students where they are not expected, or students who are not there. */
    refuse: async (
      { planId, programmeId, mends }: { planId: string; programmeId: string; mends?: Disruption | undefined },
      { language }: Call,
    ): Promise<void> => {
      const programme = await situations.programmeOf(programmeId)
      const { broken, left } = await find(programme, await rowsOf(planId), mends)
      if (broken.length > 0) {
        const students = broken.reduce((sum, one) => sum + one.students, 0)
        const companies = await namesOf([...new Set(broken.map(({ companyId }) => companyId))], language)
        throw new DomainError('conflict', 'plan/overtaken', { companies, students })
      }
      if (left > 0) throw new DomainError('conflict', 'plan/students-left', { students: left })
    },

    /** Of the plans that hold. */
    disruptionsOfProgrammes: async (
      { programmeIds }: { readonly programmeIds: readonly string[] },
      _: Call,
    ): Promise<DisruptionView[]> => {
      const publications = await findMany(store.publications, { _id: oneOf(programmeIds) })
      const found = publications.map(async ({ _id: programmeId, planId }) => {
        if (planId === undefined) return []
        const [plan] = await findMany(store.plans, { _id: planId }, { fields: ['mends'] })
        const { broken } = await find(await situations.programmeOf(programmeId), await rowsOf(planId), plan?.mends)
        return broken.map((one) => ({ programmeId, ...one }))
      })
      return (await Promise.all(found)).flat()
    },
  }
}
export type BrokenPlans = ReturnType<typeof createBroken>
