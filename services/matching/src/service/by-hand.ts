// What people decided for a plan: kept beside it, and handed on to plans that are based on it.
import { findMany } from '@stagebureau/infra'
import type { ByHandView } from '../api.ts'
import type { Forbid } from '../domain/facts.ts'
import type { Pin } from '../domain/pins.ts'
import type { MatchingStore, StoredForbid, StoredPin } from '../store.ts'
import { openingViewId } from './opening-id.ts'

export type ByHand = { readonly pins: readonly Pin[]; readonly forbids: readonly Forbid[] }
export const nothingByHand: ByHand = { pins: [], forbids: [] }

const plainly = ({ studentId, openingId, round, by }: StoredPin | StoredForbid): Pin & Forbid => ({
  studentId,
  openingId,
  ...(round == null ? {} : { round }),
  ...(by == null ? {} : { by }),
})

/** A student has one pin per round, and may be kept away from any number of openings. */
export const pinId = (planId: string, { studentId, round }: Pin): string => `${planId}:${studentId}:${round ?? ''}`
export const forbidId = (planId: string, { studentId, openingId, round }: Forbid): string =>
  `${planId}:${studentId}:${openingId}:${round ?? ''}`

/** Of one student, or of all. */
export const byHandOf = async (store: MatchingStore, planId: string, studentId?: string): Promise<ByHand> => {
  const filter = { planId, ...(studentId === undefined ? {} : { studentId }) }
  const [pins, forbids] = await Promise.all([
    findMany(store.pins, filter, { sort: { _id: 1 } }),
    findMany(store.forbids, filter, { sort: { _id: 1 } }),
  ])
  return { pins: pins.map(plainly), forbids: forbids.map(plainly) }
}

/** What was decided by hand goes on to hold in plans that are based on this one. */
export const handOn = async (store: MatchingStore, planId: string, { pins, forbids }: ByHand): Promise<void> => {
  await store.pins.insertMany(pins.map((pin) => ({ _id: pinId(planId, pin), planId, ...pin })) as never)
  await store.forbids.insertMany(forbids.map((one) => ({ _id: forbidId(planId, one), planId, ...one })) as never)
}

/** Takes away what belongs to a plan that is not there. */
export const dropByHand = async (store: MatchingStore, planId: string): Promise<void> => {
  await store.pins.deleteMany({ planId } as never)
  await store.forbids.deleteMany({ planId } as never)
}

/** As people see it beside each student's row. */
export const byHandViews = (programmeId: string, { pins, forbids }: ByHand) => {
  const view = ({ studentId: _, openingId, ...rest }: Pin & Forbid): ByHandView => ({
    openingId: openingViewId(programmeId, openingId),
    ...rest,
  })
  const ofStudent = ({ studentId }: Pin | Forbid) => studentId
  const pinned = Map.groupBy(pins, ofStudent)
  const forbidden = Map.groupBy(forbids, ofStudent)
  return (studentId: string) => ({
    pins: (pinned.get(studentId) ?? []).map(view),
    forbidden: (forbidden.get(studentId) ?? []).map(view),
  })
}
