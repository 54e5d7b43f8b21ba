import { story } from '@stagebureau/shared/testing'
import { attendanceDecider, minutesOf } from './attendance.ts'

const { given } = story(attendanceDecider, '')
const who = { dayId: 'd', studentId: 'p1', schoolId: 'h1', companyId: 'c1', programmeId: 'r1', date: '2026-12-03' }
const scan = (
  scanId: string,
  time: string,
  more: { code?: 'poster' | 'rotating'; late?: boolean; trusted?: boolean } = {},
) => ({
  do: 'scan' as const,
  ...who,
  scanId,
  at: `2026-12-03T${time}:00.000Z`,
  code: 'rotating' as const,
  late: false,
  trusted: true,
  ...more,
})
const confirm = (present: boolean) => ({ do: 'confirm' as const, ...who, present })
const excuse = (reason: string) => ({ do: 'excuse' as const, ...who, reason })
const withdraw = (absent: boolean) => ({ do: 'withdrawExcuse' as const, ...who, absent })
const absence = { do: 'noticeAbsence' as const, ...who }

describe('a day at a company', () => {
  it('is proven by a rotating code, claimed by a poster or by a clock that cannot be trusted', () => {
    expect(given().becomes(scan('a', '07:58'))).toMatchObject({
      situation: 'proven',
      evidence: 'rotating',
      checkedInAt: '2026-12-03T07:58:00.000Z',
    })
    expect(given().becomes(scan('a', '07:58', { code: 'poster' }))).toMatchObject({
      situation: 'claimed',
      evidence: 'poster',
    })
    expect(given().becomes(scan('a', '07:58', { trusted: false }))).toMatchObject({ situation: 'claimed' })
  })
  it('takes the same scan, and another within half an hour, as one', () => {
    expect(given(scan('a', '07:58')).when(scan('a', '07:58'))).toEqual([])
    expect(given(scan('a', '07:58')).when(scan('b', '08:28'))).toEqual([])
    expect(given(scan('a', '07:58')).when(scan('a', '11:00'))).toEqual([])
  })
  it('checks out with a later scan, and the minutes follow', () => {
    const day = given(scan('a', '07:58')).becomes(scan('b', '11:28'))
    expect(day).toMatchObject({ checkedInAt: '2026-12-03T07:58:00.000Z', checkedOutAt: '2026-12-03T11:28:00.000Z' })
    expect(minutesOf(day)).toBe(210)
  })
  it('puts scans that come in late in their right order', () => {
    const day = given(scan('b', '11:28')).becomes(scan('a', '07:58', { late: true }))
    expect(day).toMatchObject({ checkedInAt: '2026-12-03T07:58:00.000Z', checkedOutAt: '2026-12-03T11:28:00.000Z' })
    expect(minutesOf(given(scan('a', '07:58')).state)).toBe(0)
  })
  it('keeps the better proof', () => {
    const day = given(scan('a', '07:58')).becomes(scan('b', '11:28', { code: 'poster' }))
    expect(day).toMatchObject({ situation: 'proven', evidence: 'rotating' })
  })
  it('raises a claim that is proven within half an hour, as the same arrival', () => {
    const claimed = given(scan('a', '07:58', { code: 'poster' }))
    const day = claimed.becomes(scan('b', '08:10'))
    expect(day).toMatchObject({ situation: 'proven', evidence: 'rotating', checkedInAt: '2026-12-03T07:58:00.000Z' })
    expect(day.checkedOutAt).toBeUndefined()
    expect(claimed.when(scan('b', '08:10', { trusted: false }))).toEqual([])
    expect(given(scan('a', '07:58', { code: 'poster' }), scan('b', '08:10')).when(scan('b', '08:10'))).toEqual([])
  })
  it('counts the hours that the company tells, before those of scans', () => {
    const told = { arrivedAt: '2026-12-03T07:30:00.000Z', leftAt: '2026-12-03T14:30:00.000Z' }
    const confirmed = { ...confirm(true), told }
    expect(minutesOf(given().becomes(confirmed))).toBe(420)
    expect(minutesOf(given(confirmed).becomes(scan('a', '13:00')))).toBe(420)
    expect(minutesOf(given(scan('a', '07:58')).becomes({ ...confirm(true), told: { leftAt: told.leftAt } }))).toBe(392)
    expect(given(confirmed).when(confirmed)).toEqual([])
    expect(given(confirmed).when(confirm(true))).toEqual([])
    expect(minutesOf(given(confirmed).becomes(confirm(false)))).toBe(0)
    expect(() => given().when({ ...confirm(true), told: { arrivedAt: told.leftAt, leftAt: told.arrivedAt } })).toThrow(
      expect.objectContaining({ slug: 'attendance/left-before' }),
    )
  })
  it('gives the company the last word', () => {
    expect(given(scan('a', '07:58')).becomes(confirm(true))).toMatchObject({
      situation: 'confirmed',
      evidence: 'supervisor',
    })
    expect(given(scan('a', '07:58'), confirm(true)).becomes(scan('b', '11:28'))).toMatchObject({
      situation: 'confirmed',
    })
    expect(given(scan('a', '07:58')).becomes(confirm(false))).toMatchObject({ situation: 'absent' })
    expect(given(confirm(true)).when(confirm(true))).toEqual([])
  })
  it('notices an absence once, and only when nobody came', () => {
    expect(given().when(absence)).toMatchObject([{ type: 'AbsenceNoticed' }])
    expect(given(absence).when(absence)).toEqual([])
    expect(given(scan('a', '07:58')).when(absence)).toEqual([])
    expect(given(absence).becomes(scan('a', '10:00'))).toMatchObject({ situation: 'proven' })
  })
  it('can be excused before and after it is missed, with the last reason said, and without a word of it in events', () => {
    expect(given(excuse('tandarts')).state).toMatchObject({ situation: 'excused', excuse: 'tandarts' })
    expect(given(absence, excuse('ziek')).state).toMatchObject({ situation: 'excused', excuse: 'ziek' })
    expect(given(excuse('ziek')).when(excuse('ziek'))).toEqual([])
    expect(given(excuse('ziek')).becomes(excuse('tandarts'))).toMatchObject({ excuse: 'tandarts' })
    expect(given(excuse('ziek')).when(absence)).toEqual([])
    expect(JSON.stringify(given().when(excuse('ziek')))).not.toContain('ziek')
  })
  it('needs no excuse when the student was there', () => {
    expect(() => given(scan('a', '07:58')).when(excuse('ziek'))).toThrow(
      expect.objectContaining({ slug: 'attendance/was-seen' }),
    )
    expect(() => given(confirm(true)).when(excuse('ziek'))).toThrow(
      expect.objectContaining({ slug: 'attendance/was-confirmed' }),
    )
    expect(given(confirm(false)).becomes(excuse('ziek'))).toMatchObject({ situation: 'excused' })
  })
  it('counts a student who comes although excused', () => {
    const day = given(excuse('ziek')).becomes(scan('a', '07:58'))
    expect(day).toMatchObject({ situation: 'proven', excuse: undefined })
  })
  it('goes back to what it was without the excuse', () => {
    expect(given(excuse('ziek')).becomes(withdraw(false))).toMatchObject({ situation: 'expected', excuse: undefined })
    expect(given(excuse('ziek')).becomes(withdraw(true))).toMatchObject({ situation: 'absent' })
    expect(given().when(withdraw(false))).toEqual([])
  })
})
