// Registers scans and confirmations: a scan counts once, a wrong place is named kindly, the company has the last word.
import { type Aggregate, findMany, findOne, inParallel, oneOf, trusted } from '@stagebureau/infra'
import {
  type Call,
  type Clock,
  DomainError,
  localDay,
  localInstant,
  localTime,
  say,
  type Viewer,
} from '@stagebureau/shared'
import type { z } from 'zod'
import type { placementsApi } from '../api.ts'
import { type AttendanceCommand, type AttendanceDay, dayIdFor, repeated } from '../domain/attendance.ts'
import type { PlacementsStore, StoredDay, StoredPlacement } from '../store.ts'
import { type CodeRead, dayKey, findTyped, posterCode, readCode, readTyped, stepSeconds } from './attendance-codes.ts'
import { dayView } from './day-view.ts'
import type { Expecting } from './expecting.ts'
import { visiblePlacements, visibleStudents } from './rights.ts'
import { isSigned } from './scan-signature.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly days: Aggregate<AttendanceDay, AttendanceCommand>
  readonly expecting: Expecting
  readonly clock: Clock
  readonly secret: string
  readonly publicUrl: string
}
type Shown = Parameters<typeof dayView>[2] & { readonly _id: string }
type Input<Name extends keyof typeof placementsApi> = z.output<(typeof placementsApi)[Name]['input']>

const minute = 60_000
/** A phone's clock may differ this much; beyond it the time is only a claim. */
const mostSkew = 10 * minute
/** A scan that arrives later than this was made without connection. */
const lateAfter = 2 * minute
const tooLateAfter = 72 * 60 * minute

type Moment = {
  /** The instant that the scan counts for. */
  readonly at: string
  /** The instant at which a rotating code must be the one on the screen. */
  readonly seenAt: string
  readonly late: boolean
  readonly trusted: boolean
}
/**
 * The moments at which a code may have been seen: when the phone says, and when it came in. A code that is on the
 * screen right now was scanned right now, whatever the clock of the phone says.
 */
const momentsOf = (capturedAt: string | undefined, now: string): readonly [Moment, ...Moment[]] => {
  const arrival = { at: now, seenAt: now, late: false, trusted: true }
  if (capturedAt === undefined) return [arrival]
  const behind = Date.parse(now) - Date.parse(capturedAt)
  const seenAt = new Date(capturedAt).toISOString()
  const trusted = Math.abs(behind) <= mostSkew
  const told =
    behind < 0
      ? { at: now, seenAt, late: false, trusted }
      : { at: seenAt, seenAt, late: behind > lateAfter, trusted: behind <= tooLateAfter }
  return [told, { ...arrival, trusted }]
}

export const createAttending = ({ store, days, expecting, clock, secret, publicUrl }: Parts) => {
  const posterOf = (site: string, version: number) => {
    const code = posterCode(secret, site, version)
    return { version, url: `${publicUrl}/a#${code}`, code }
  }
  const posterVersion = async (site: string): Promise<number> =>
    (await findOne(store.sites, { _id: site }))?.posterVersion ?? 1

  const read = async (
    text: string,
    seenAt: string,
    date: string,
    mine: readonly StoredPlacement[],
  ): Promise<CodeRead> => {
    const typed = readTyped(text)
    if (typed === undefined) return readCode(secret, text, seenAt, date)
    const versions = async (ids: readonly string[]) => {
      const sites = new Map(
        (await findMany(store.sites, { _id: oneOf(ids) })).map((site) => [site._id, site.posterVersion]),
      )
      return ids.map((site) => ({ site, posterVersion: sites.get(site) ?? 1 }))
    }
    const own = findTyped(secret, typed, await versions(mine.map(({ companyId }) => companyId)), seenAt, date)
    if (own.kind !== 'unknown') return own
    const scannable = { status: oneOf(['active', 'merged']) }
    const everywhere = (await findMany(store.companies, scannable, { fields: ['_id'] })).map(({ _id }) => _id)
    return findTyped(secret, typed, await versions(everywhere), seenAt, date)
  }

  /** What the code is at the first of these moments at which it is good; otherwise the refusal of it. */
  const judge = async (text: string, moments: readonly [Moment, ...Moment[]], studentId: string) => {
    let expired = false
    for (const moment of moments) {
      const date = localDay(moment.at)
      const mine = await expecting.on(date, { studentId })
      const seen = await read(text, moment.seenAt, date, mine)
      if (seen.kind === 'poster' || (seen.kind === 'rotating' && seen.fresh)) return { moment, date, mine, seen }
      expired ||= seen.kind === 'rotating'
    }
    return expired ? new DomainError('conflict', 'scan/code-expired') : new DomainError('invalid', 'scan/unknown-code')
  }

  /** Who is expected at a site; the poster of a duplicate may still hang there. */
  const expectedAt = async (site: string, mine: readonly StoredPlacement[]): Promise<StoredPlacement | undefined> => {
    const there = mine.find(({ companyId }) => companyId === site)
    if (there !== undefined) return there
    const kept = (await findOne(store.companies, { _id: site }))?.mergedInto
    return kept === undefined ? undefined : mine.find(({ companyId }) => companyId === kept)
  }

  /** Throws the refusal that helps the student on. */
  const refuseElsewhere = async (site: string, mine: readonly StoredPlacement[]): Promise<never> => {
    const here = (await findOne(store.companies, { _id: site }))?.name ?? ''
    const [other] = mine
    if (other === undefined) throw new DomainError('conflict', 'scan/not-expected-today', { here })
    const right = await findOne(store.companies, { _id: other.companyId })
    throw new DomainError('conflict', 'scan/other-company', {
      here,
      name: right?.name ?? '',
      place: right?.place ?? '',
    })
  }

  const viewFor = (viewer: Viewer) => (day: StoredDay) => dayView(viewer, day._id, day)

  /** Students scan for themselves; a school or company scans on a shared device for a student of its own. */
  const whoScans = async (viewer: Viewer, studentId: string | undefined): Promise<string> => {
    if (viewer.studentId !== undefined) return viewer.studentId
    if (studentId === undefined) throw new DomainError('invalid', 'scan/whose')
    const [seen] = await findMany(
      store.students,
      { $and: [{ _id: studentId }, await visibleStudents(store, viewer)] },
      { fields: ['_id'] },
    )
    if (seen === undefined) throw new DomainError('missing', 'student/unknown')
    return studentId
  }

  /** A phone that never heard the answer asks again, when its code may be long gone from the screen. */
  const takenBefore = async (studentId: string, scanId: string): Promise<StoredDay | undefined> =>
    (await findOne(store.days, { studentId, 'scans.scanId': scanId })) ?? undefined

  const replyTo = ({ viewer, language }: Call, day: Shown, firstSeenAt: string, duplicate: boolean) => {
    const leaving = !duplicate && day.checkedOutAt === firstSeenAt
    const text = duplicate ? 'scan/again' : leaving ? 'scan/out' : 'scan/in'
    return {
      state: day.situation,
      duplicate,
      firstSeenAt,
      message: say(language, text, { time: localTime(firstSeenAt) }),
      day: dayView(viewer, day._id, day),
    }
  }

  return {
    registerScan: async (input: Input<'registerScan'>, call: Call) => {
      const { scanId, code, capturedAt, studentId, signature } = input
      const person = await whoScans(call.viewer, studentId)
      const judged = await judge(code, momentsOf(capturedAt, clock.now()), person)
      if (judged instanceof DomainError) {
        const before = await takenBefore(person, scanId)
        if (before === undefined) throw judged
        return replyTo(call, before, before.scans.find((scan) => scan.scanId === scanId)!.at, true)
      }
      const { moment, date, mine, seen } = judged
      const trusted = moment.trusted && (signature === undefined || isSigned(input))
      if (seen.kind === 'poster' && seen.version !== (await posterVersion(seen.site)))
        throw new DomainError('conflict', 'scan/poster-replaced')
      const placement = (await expectedAt(seen.site, mine)) ?? (await refuseElsewhere(seen.site, mine))
      const { companyId, programmeId, schoolId } = placement
      const dayId = dayIdFor(placement, date)
      const who = { dayId, studentId: person, schoolId, companyId, programmeId, date }
      const { at, late } = moment
      const scan = { do: 'scan' as const, ...who, scanId, code: seen.kind, at, late, trusted }
      const { state, changed } = await days.execute(dayId, scan, call)
      const firstSeenAt = repeated(state, scanId, at)!.at
      const again = !changed || state.scans.some((scan) => scan.scanId !== scanId && scan.at === firstSeenAt)
      return replyTo(call, { ...state, ...who, _id: dayId }, firstSeenAt, again)
    },

    confirmAttendance: async (input: Input<'confirmAttendance'>, call: Call) => {
      const { companyId, date, present, absent, arrivedAt, leftAt } = input
      onlyOwn(call.viewer, companyId)
      if (date > localDay(clock.now())) throw new DomainError('conflict', 'attendance/still-to-come', { date })
      if (present.some((studentId) => absent.includes(studentId)))
        throw new DomainError('conflict', 'attendance/present-and-absent')
      const told = {
        ...(arrivedAt === undefined ? {} : { arrivedAt: localInstant(date, arrivedAt) }),
        ...(leftAt === undefined ? {} : { leftAt: localInstant(date, leftAt) }),
      }
      const visible = { $and: [{ companyId }, visiblePlacements(call.viewer)] }
      const here = new Map((await expecting.on(date, visible)).map((placement) => [placement.studentId, placement]))
      const stranger = [...present, ...absent].find((studentId) => !here.has(studentId))
      if (stranger !== undefined) throw new DomainError('conflict', 'attendance/not-expected', { date })
      const said = [
        ...present.map((studentId) => ({ studentId, there: true })),
        ...absent.map((studentId) => ({ studentId, there: false })),
      ]
      return inParallel(said, 16, async ({ studentId, there }) => {
        const placement = here.get(studentId)!
        const { programmeId, schoolId } = placement
        const dayId = dayIdFor(placement, date)
        const who = { dayId, studentId, schoolId, companyId, programmeId, date }
        const { state } = await days.execute(dayId, { do: 'confirm', present: there, told, ...who }, call)
        return dayView(call.viewer, dayId, { ...state, ...who })
      })
    },

    attendance: async ({ date, schoolId, companyId, studentIds }: Input<'attendance'>, { viewer }: Call) => {
      const asked = {
        ...(schoolId === undefined ? {} : { schoolId }),
        ...(companyId === undefined ? {} : { companyId }),
        ...(studentIds === undefined ? {} : { studentId: oneOf(studentIds) }),
      }
      const filter = { $and: [asked, visiblePlacements(viewer)] }
      const placements = await expecting.on(date, filter)
      const seen = new Map((await findMany(store.days, { ...filter, date })).map((day) => [day._id, day]))
      const expected = placements.map((placement) => {
        const { studentId, schoolId: of, companyId: at, programmeId } = placement
        const dayId = dayIdFor(placement, date)
        const day = seen.get(dayId)
        seen.delete(dayId)
        const nothing = { situation: 'expected' as const, evidence: 'none' as const, scans: [] }
        return dayView(viewer, dayId, {
          ...(day ?? nothing),
          studentId,
          schoolId: of,
          companyId: at,
          programmeId,
          date,
        })
      })
      return [...expected, ...[...seen.values()].map(viewFor(viewer))]
    },

    attendanceOfStudents: async ({ studentIds, from, until }: Input<'attendanceOfStudents'>, { viewer }: Call) => {
      const asked = { studentId: oneOf(studentIds), date: trusted({ $gte: from, $lte: until }) }
      const filter = { $and: [asked, visiblePlacements(viewer)] }
      return (await findMany(store.days, filter, { sort: { date: 1, _id: 1 } })).map(viewFor(viewer))
    },

    attendanceByIds: async ({ ids }: Input<'attendanceByIds'>, { viewer }: Call) =>
      (await findMany(store.days, { $and: [{ _id: oneOf(ids) }, visiblePlacements(viewer)] })).map(viewFor(viewer)),

    poster: async ({ companyId }: Input<'poster'>, { viewer }: Call) => {
      onlyOwn(viewer, companyId)
      return posterOf(companyId, await posterVersion(companyId))
    },

    replacePoster: async ({ companyId }: Input<'replacePoster'>, { viewer }: Call) => {
      onlyOwn(viewer, companyId)
      const version = (await posterVersion(companyId)) + 1
      const next = { $max: { posterVersion: version } }
      await store.sites.updateOne({ _id: companyId } as never, next as never, { upsert: true })
      return posterOf(companyId, version)
    },

    attendanceKey: async ({ companyId, date }: Input<'attendanceKey'>, { viewer }: Call) => {
      onlyOwn(viewer, companyId)
      const key = dayKey(secret, companyId, date).toString('base64url')
      return { site: companyId, key, stepSeconds, ...dayBounds(date) }
    },
  }
}

/** A company's codes and its own list are for its own people, and for the bureau. */
const onlyOwn = ({ role, companyId: own }: Viewer, companyId: string) => {
  if ((role === 'companyUser' || role === 'companyLink') && own !== companyId)
    throw new DomainError('missing', 'company/unknown')
}

/** The instants at which a day begins and ends in the Netherlands. */
const dayBounds = (date: string): { notBefore: string; notAfter: string } => {
  const start = Date.parse(localInstant(date, '00:00'))
  return { notBefore: new Date(start).toISOString(), notAfter: new Date(start + 24 * 60 * minute - 1).toISOString() }
}
