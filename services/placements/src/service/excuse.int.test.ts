// Students who need not come, and students who are missed: what the school says, and what it is told.
import { AbsencesCounted, type DataOf, topicOf } from '@stagebureau/shared'
import { type Attended, office, openAttended } from '../testing/attended.ts'

const date = '2026-12-03'

describe('a student who does not come', () => {
  let attended: Attended
  let studentId: string
  let counted: DataOf<typeof AbsencesCounted>[]
  const stateOn = async (day = date) => (await attended.api.attendance({ date: day }, office))[0]?.state
  const excuse = (more: object = {}) =>
    attended.api.excuseAbsence({ studentId, date, reason: 'griep', ...more }, attended.staff)
  const withdraw = () => attended.api.withdrawExcuse({ studentId, date }, attended.staff)

  beforeEach(async () => {
    attended = await openAttended()
    studentId = attended.studentId
    counted = []
    await attended.bus.consume({
      group: 'test',
      topics: [topicOf('placements')],
      handle: async ({ type, data }) => {
        if (type === AbsencesCounted.type) counted.push(data as DataOf<typeof AbsencesCounted>)
      },
    })
  })
  afterEach(() => attended.close())

  it('is missed half an hour after the start and not before, and counted once for the school', async () => {
    await attended.noticeAbsences()
    expect(await stateOn()).toBe('expected')
    attended.setNow('2026-12-03T08:00:00.000Z')
    await attended.noticeAbsences()
    await attended.noticeAbsences()
    expect(await stateOn()).toBe('absent')
    await attended.settled()
    expect(counted).toEqual([
      {
        countId: `${attended.schoolId}.${date}.morning`,
        schoolId: attended.schoolId,
        date,
        part: 'morning',
        students: 1,
      },
    ])
  })

  it('is not missed when the school has excused it, in advance too', async () => {
    expect(await excuse()).toMatchObject({ state: 'excused', excuse: 'griep', companyId: 'c1' })
    expect(await excuse({ companyId: 'c1' })).toMatchObject({ state: 'excused' })
    await excuse({ date: '2026-12-10' })
    attended.setNow('2026-12-03T09:00:00.000Z')
    await attended.noticeAbsences()
    await attended.settled()
    expect([await stateOn(), await stateOn('2026-12-10')]).toEqual(['excused', 'excused'])
    expect(counted).toEqual([])
  })

  it('keeps the reason between student and school', async () => {
    await excuse()
    const asCompany = { ...office, viewer: { role: 'companyUser' as const, companyId: 'c1' } }
    expect((await attended.api.attendance({ date }, asCompany))[0]).toEqual(
      expect.not.objectContaining({ excuse: 'griep' }),
    )
    expect((await attended.api.attendance({ date }, attended.staff))[0]).toMatchObject({ excuse: 'griep' })
  })

  it('is expected again when the excuse is withdrawn, and missed when it is too late to come', async () => {
    await excuse()
    expect(await withdraw()).toMatchObject({ state: 'expected' })
    await excuse()
    attended.setNow('2026-12-03T09:00:00.000Z')
    expect(await withdraw()).toMatchObject({ state: 'absent' })
    expect(await withdraw()).toMatchObject({ state: 'absent' })
  })

  it('was there after all, so the excuse is refused with what to do', async () => {
    const { code } = await attended.api.poster({ companyId: 'c1' }, office)
    await attended.api.registerScan({ scanId: 'scan-0001', code, studentId }, office)
    await expect(excuse()).rejects.toMatchObject({ slug: 'attendance/was-seen', values: { time: '08:58' } })
    await attended.api.confirmAttendance({ companyId: 'c1', date, present: [studentId], absent: [] }, office)
    await expect(excuse()).rejects.toMatchObject({ slug: 'attendance/was-confirmed' })
  })

  it('can be excused for a day that has been, but not in a season that is over', async () => {
    attended.setNow('2027-07-09T12:00:00.000Z')
    expect(await excuse()).toMatchObject({ state: 'excused' })
    attended.setNow('2027-07-10T12:00:00.000Z')
    await expect(excuse({ reason: 'anders' })).rejects.toMatchObject({ slug: 'attendance/season-over' })
  })

  it('is excused by the own school, on a day of the placement', async () => {
    const input = { studentId, date, reason: 'griep' }
    await expect(attended.api.excuseAbsence(input, attended.otherStaff)).rejects.toMatchObject({
      slug: 'student/unknown',
    })
    await expect(excuse({ date: '2026-12-04' })).rejects.toMatchObject({ slug: 'attendance/not-expected-then' })
    await expect(excuse({ companyId: 'c2' })).rejects.toMatchObject({ slug: 'attendance/not-expected-then' })
    const asStudent = { ...office, viewer: { role: 'student' as const, studentId } }
    await expect(attended.api.excuseAbsence(input, asStudent)).rejects.toMatchObject({ slug: 'rights/not-yours' })
  })
})
