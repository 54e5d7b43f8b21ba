// The morning after the start: absences are noticed by the clock, and each person of a school hears of them once.
import { createLog } from '@stagebureau/infra'
import { removeTestFolder, testFolder } from '@stagebureau/infra/testing'
import type { Bureau } from './bureau.ts'
import { openTestBureau } from './testing/open-test-bureau.ts'
import { call, inventSeason } from './testing/small-bureau.ts'

describe('a morning on which students do not come', () => {
  const folder = testFolder()
  let now = '2026-06-08T08:00:00.000Z'
  let bureau: Bureau
  let date: string
  const open = () => openTestBureau(folder, createLog('silent'), { clock: { now: () => now } })
  const at = (time: string) => {
    now = new Date(`${date}T${time}:00+01:00`).toISOString()
  }
  const absent = async () => {
    const days = await bureau.placements.attendance({ date }, call)
    return Map.groupBy(
      days.filter(({ state }) => state === 'absent'),
      ({ schoolId }) => schoolId,
    )
  }
  const letters = async () => {
    await bureau.settled()
    const all = await bureau.keptMail!.list(5000)
    return all.filter(({ messageId }) => messageId.startsWith('<absence-'))
  }

  beforeAll(async () => {
    bureau = await open()
    await inventSeason(bureau)
    const [season] = await bureau.placements.seasons({}, call)
    const programmes = await bureau.placements.programmesOfSeason({ seasonId: season!.id }, call)
    date = programmes.find(({ kind }) => kind === 'carousel')!.rounds[0]!.from
  })
  afterAll(async () => {
    await bureau.stop()
    await removeTestFolder(folder)
  })

  it('tells the staff of each school how many are missing and where to look, without a name', async () => {
    at('08:59')
    await bureau.jobs.noticeAbsences()
    expect((await absent()).size).toBe(0)
    at('09:00')
    await bureau.jobs.noticeAbsences()
    const missed = await absent()
    expect(missed.size).toBeGreaterThan(1)
    const staff = (await bureau.door.people()).filter(({ schoolId }) => missed.has(schoolId ?? ''))
    const told = await letters()
    expect(told.map(({ to }) => to).toSorted()).toEqual(staff.map(({ email }) => email).toSorted())
    const first = told.find(({ to }) => to === staff[0]!.email)!
    const students = missed.get(staff[0]!.schoolId!)!.map(({ studentId }) => studentId)
    expect(first.subject).toMatch(`${new Set(students).size} leerling`)
    expect(first.text).toContain(`/aanwezig?dag=${date}`)
    for (const { firstName } of await bureau.placements.studentsByIds({ ids: students }, call))
      expect(`${first.subject} ${first.text}`).not.toMatch(new RegExp(`\\b${firstName}\\b`))
  })

  it('tells it once: not again by the clock, and not after a new start', async () => {
    const [before, missed] = [await letters(), await absent()]
    at('09:30')
    await bureau.jobs.noticeAbsences()
    await bureau.stop()
    bureau = await open()
    await bureau.jobs.noticeAbsences()
    expect(await letters()).toHaveLength(before.length)
    expect((await absent()).size).toBe(missed.size)
  })
})
