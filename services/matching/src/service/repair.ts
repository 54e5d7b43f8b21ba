// Offers ways to mend a plan after something has happened, and puts the chosen one in its place.
import { randomUUID } from 'node:crypto'
import { findMany, findOne, turnsOf } from '@stagebureau/infra'
import { type Call, type Clock, DomainError, localDay } from '@stagebureau/shared'
import { mongo } from 'mongoose'
import type { z } from 'zod'
import type { matchingApi, RepairOptionView } from '../api.ts'
import { type Disruption, disrupted } from '../domain/disruption.ts'
import type { DraftedRow } from '../domain/drafted.ts'
import type { Situation } from '../domain/facts.ts'
import { extraMinutesOf } from '../domain/moves.ts'
import { marked } from '../domain/pins.ts'
import type { MatchingStore, PlanRow, StoredRepair } from '../store.ts'
import type { BrokenPlans } from './broken.ts'
import { byHandOf, dropByHand, handOn } from './by-hand.ts'
import { bytesOf, type KeepPlan, turnOf } from './keep-plan.ts'
import { fromOpeningViewId } from './opening-id.ts'
import type { createPublishing } from './publish.ts'
import type { createSituations } from './situation.ts'
import type { Solver } from './solver.ts'

type Parts = {
  readonly store: MatchingStore
  readonly situations: ReturnType<typeof createSituations>
  readonly brokenPlans: BrokenPlans
  readonly publishing: ReturnType<typeof createPublishing>
  readonly keepPlan: KeepPlan
  readonly solver: Solver
  readonly clock: Clock
}
type RepairInput = z.output<(typeof matchingApi)['repairOptions']['input']>

export const createRepairs = ({ store, situations, brokenPlans, publishing, keepPlan, solver, clock }: Parts) => {
  const turns = turnsOf(store.plans.db)

  /** The plan that holds, or a refusal: there is nothing to mend. */
  const planThatHolds = async (programmeId: string): Promise<string> => {
    const planId = (await findOne(store.publications, { _id: programmeId }))?.planId
    if (planId === undefined) throw new DomainError('conflict', 'repair/no-plan')
    return planId
  }
  const rowsOf = (planId: string): Promise<PlanRow[]> => findMany(store.rows, { planId }, { sort: { at: 1 } })

  /** Writes the option down as a plan, unless that has been done. */
  const keepOption = async (repair: StoredRepair, call: Call, still: () => boolean): Promise<void> => {
    const { _id: optionId, programmeId, basedOn, mends, drafted, rows, prices } = repair
    if ((await findOne(store.plans, { _id: optionId })) !== null) return
    const plan = (await findOne(store.plans, { _id: basedOn }))!
    const { seasonId, seed, name } = plan
    // A try that broke off may have left rows behind.
    await store.rows.deleteMany({ planId: optionId } as never)
    await store.certificates.deleteMany({ _id: optionId } as never)
    await dropByHand(store, optionId)
    const about = { planId: optionId, programmeId, seasonId, seed, name, basedOn, mends }
    const byHand = await byHandOf(store, basedOn)
    const gone = await situations.left(seasonId)
    const left = new Set(mends.studentLeft === undefined ? gone : [...gone, mends.studentLeft])
    const whole = marked(mended(await rowsOf(basedOn), rows, left), byHand.pins)
    const programme = await situations.programmeOf(programmeId)
    if ((await brokenPlans.find(programme, whole, mends)).broken.length > 0)
      throw new DomainError('conflict', 'repair/overtaken')
    await handOn(store, optionId, byHand)
    await keepPlan(about, { ...drafted, rows: whole } as never, Buffer.from(prices.value()), call, still)
  }

  return {
    repairOptions: async ({ programmeId, event }: RepairInput, _: Call): Promise<RepairOptionView[]> => {
      const situation = await situations.load(programmeId)
      if (situation.programme.kind === 'atelier') throw new DomainError('invalid', 'repair/kind-not-mended')
      const planId = await planThatHolds(programmeId)
      const mends = understood(situation, event)
      const before = await rowsOf(planId)
      if (before.some(({ studentId, stops }) => studentId === mends.studentJoined && stops.length > 0))
        throw new DomainError('invalid', 'repair/student-placed')
      const today = mends.from ?? localDay(clock.now())
      const { pins, forbids } = await byHandOf(store, planId)
      const after = { ...disrupted(situation, [mends]), forbids }
      const options = await solver.solve('repair', { situation: after, pins, before: before.map(stopsOf), today })
      // Older offers are about a plan or an event that is past.
      await store.repairs.deleteMany({ programmeId } as never)
      const kept = options.map(({ changed, drafted: { rows: _rows, prices, ...drafted } }): StoredRepair => {
        return {
          _id: randomUUID(),
          programmeId,
          basedOn: planId,
          mends,
          rows: changed,
          drafted,
          prices: new mongo.Binary(bytesOf(prices)),
        }
      })
      await store.repairs.insertMany(kept as never)
      const was = new Map(before.map((row) => [row.studentId, row]))
      return kept.map((repair) => optionView(repair, was))
    },

    /** The id of the plan that holds now; the same option again changes nothing. */
    applyRepair: async ({ optionId }: { readonly optionId: string }, call: Call): Promise<string> => {
      const repair = await findOne(store.repairs, { _id: optionId })
      if (repair === null) throw new DomainError('missing', 'repair/unknown')
      const { programmeId, basedOn } = repair
      const holds = await planThatHolds(programmeId)
      if (holds === optionId) return optionId
      if (holds !== basedOn) throw new DomainError('conflict', 'repair/overtaken')
      await turns.hold(turnOf(optionId), (still) => keepOption(repair, call, still))
      await publishing.publishPlan(optionId, call)
      return optionId
    },
  }
}

/** Throws when the event names something that is not there, or says nothing. */
const understood = ({ companies, openings, students }: Situation, event: RepairInput['event']): Disruption => {
  const { companyClosed, placesLost, studentLeft, studentJoined, offersChanged } = event
  const lost = placesLost?.map(({ openingId, places }) => ({
    openingId: fromOpeningViewId(openingId).openingId,
    places,
  }))
  const named = [companyClosed, lost, studentLeft, studentJoined].some((one) => one !== undefined)
  if (!named && offersChanged !== true) throw new DomainError('invalid', 'repair/nothing-happened')
  if (companyClosed !== undefined && !companies.has(companyClosed)) throw new DomainError('missing', 'company/unknown')
  if (lost?.some(({ openingId }) => !openings.some((one) => one.openingId === openingId)))
    throw new DomainError('missing', 'repair/opening-unknown')
  for (const { openingId, places: gone } of lost ?? []) {
    const { places } = openings.find((one) => one.openingId === openingId)!
    if (gone > places) throw new DomainError('invalid', 'repair/more-than-offered', { lost: gone, places })
  }
  for (const id of [studentLeft, studentJoined])
    if (id !== undefined && !students.some(({ studentId }) => studentId === id))
      throw new DomainError('missing', 'student/unknown')
  return Object.fromEntries(Object.entries({ ...event, placesLost: lost }).filter(([, value]) => value !== undefined))
}

const stopsOf = ({ studentId, stops }: PlanRow) => ({ studentId, stops })

/** The rows of the old plan with the changed ones in their place, and those of students who are new at the end. */
const mended = (old: readonly PlanRow[], changed: readonly DraftedRow[], left: ReadonlySet<string>): DraftedRow[] => {
  const fresh = new Map(changed.map((row) => [row.studentId, row]))
  const known = new Set(old.map(({ studentId }) => studentId))
  const plain = ({ _id, planId, at, ...row }: PlanRow): DraftedRow => row
  return [
    ...old.filter(({ studentId }) => !left.has(studentId)).map((row) => fresh.get(row.studentId) ?? plain(row)),
    ...changed.filter(({ studentId }) => !known.has(studentId)),
  ]
}

const optionView = (
  { _id, programmeId, rows, drafted }: StoredRepair,
  was: ReadonlyMap<string, PlanRow>,
): RepairOptionView => {
  const moves = rows.map(({ studentId, stops }) => ({
    studentId,
    from: [...(was.get(studentId)?.stops ?? [])],
    to: [...stops],
  }))
  const { unplaced, objective } = drafted.quality
  return { id: _id, programmeId, changed: rows.length, unplaced, objective, extraMinutes: extraMinutesOf(moves), moves }
}
