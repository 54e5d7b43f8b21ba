// Lets people decide: a student stays at an opening, or is not to be there, or may be planned freely again.
import { type Call, DomainError, say } from '@stagebureau/shared'
import type { AtOpening, RowView } from '../api.ts'
import type { Situation } from '../domain/facts.ts'
import type { Pin } from '../domain/pins.ts'
import { brokenRule } from '../domain/why-not.ts'
import type { MatchingStore, PlanRow } from '../store.ts'
import { byHandOf, byHandViews, forbidId, pinId } from './by-hand.ts'
import { rowView } from './look-up.ts'
import { fromOpeningViewId } from './opening-id.ts'
import { createPlanRows, type Understand } from './understand.ts'

type Parts = { readonly store: MatchingStore; readonly understand: Understand }

export const createPins = ({ store, understand }: Parts) => {
  const planRow = createPlanRows(store)
  const withByHand = async (row: PlanRow, programmeId: string): Promise<RowView> => {
    const { planId, studentId } = row
    return { ...rowView(row), ...byHandViews(programmeId, await byHandOf(store, planId, studentId))(studentId) }
  }

  return {
    /** The same again is no change; in another round or at another opening it replaces what was decided before. */
    pinAssignment: async (input: AtOpening, call: Call): Promise<RowView> => {
      const { plan, row, situation, byHand, student, opening, wish } = await understand(input, call)
      if (opening === undefined) throw new DomainError('invalid', 'pin/no-cases')
      refuseRound(situation, wish.round, 'needed')
      if (byHand.forbids.some((one) => sameVisit(one, wish))) throw new DomainError('conflict', 'pin/forbidden')
      const broken = brokenRule(situation, student, opening)
      if (broken !== undefined)
        throw new DomainError('conflict', 'pin/not-allowed', { why: say(call.language, broken.text, broken.values) })
      refuseConflict(situation, byHand.pins, wish, opening)
      const _id = pinId(plan._id, wish)
      const pin = { _id, planId: plan._id, ...wish, by: call.viewer.personId }
      await store.pins.replaceOne({ _id } as never, defined(pin) as never, { upsert: true })
      return { ...(await withByHand(row, plan.programmeId)), pinned: true }
    },

    /** The same again is no change, whoever says it. */
    forbidAssignment: async (input: AtOpening, call: Call): Promise<RowView> => {
      const { plan, row, situation, byHand, wish } = await understand(input, call)
      refuseRound(situation, wish.round, 'possible')
      if (byHand.pins.some((one) => sameVisit(one, wish))) throw new DomainError('conflict', 'forbid/pinned')
      const _id = forbidId(plan._id, wish)
      const forbid = { _id, planId: plan._id, ...wish, by: call.viewer.personId }
      await store.forbids.updateOne({ _id } as never, { $setOnInsert: defined(forbid) } as never, { upsert: true })
      return withByHand(row, plan.programmeId)
    },

    /** What was not decided, or is released already, is no change; the opening may be gone by now. */
    releaseAssignment: async ({ planId, studentId, openingId, round }: AtOpening, call: Call): Promise<RowView> => {
      const { plan, row } = await planRow(planId, studentId, call)
      const line = fromOpeningViewId(openingId).openingId
      const filter = { planId, studentId, openingId: line, ...(round === undefined ? {} : { round }) }
      await store.pins.deleteMany(filter as never)
      await store.forbids.deleteMany(filter as never)
      return withByHand(row, plan.programmeId)
    },
  }
}

const defined = (input: object) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

/** Whether two decisions are about the same visit; without a round it is about all of them. */
const sameVisit = (a: Pin, b: Pin): boolean =>
  a.studentId === b.studentId &&
  a.openingId === b.openingId &&
  (a.round === undefined || b.round === undefined || a.round === b.round)

const refuseRound = ({ programme }: Situation, round: number | undefined, is: 'needed' | 'possible'): void => {
  if (programme.kind !== 'carousel') {
    if (is === 'possible' && round !== undefined) throw new DomainError('invalid', 'forbid/no-rounds')
    return
  }
  if (is === 'possible' && round === undefined) return
  if (!programme.rounds.some(({ number }) => number === round)) throw new DomainError('invalid', 'pin/round-needed')
}

const refuseConflict = (
  situation: Situation,
  pins: readonly Pin[],
  wish: Pin,
  { companyId, places, closedRounds }: Situation['openings'][number],
): void => {
  const companyOf = (openingId: string) => situation.openings.find((one) => one.openingId === openingId)?.companyId
  const mine = pins.filter(({ studentId, round }) => studentId === wish.studentId && round !== wish.round)
  const twice = mine.find(({ openingId }) => companyOf(openingId) === companyId)
  if (twice !== undefined) throw new DomainError('conflict', 'pin/twice', { round: twice.round ?? 0 })
  if (places === 0) throw new DomainError('conflict', 'pin/no-places')
  if (wish.round !== undefined && closedRounds.includes(wish.round)) {
    const numbers = situation.programme.rounds.map(({ number }) => number)
    const open = numbers.filter((number) => !closedRounds.includes(number))
    if (open.length === 0) throw new DomainError('conflict', 'pin/no-places')
    throw new DomainError('conflict', 'pin/round-closed', { round: wish.round, open: open.join(', ') })
  }
  const there = pins.filter(
    ({ studentId, openingId, round }) =>
      studentId !== wish.studentId && openingId === wish.openingId && round === wish.round,
  )
  if (there.length >= places) throw new DomainError('conflict', 'pin/no-room')
}
