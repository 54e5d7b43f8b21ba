// Scans and confirmations at a service that knows a company, a student and a published assignment.
import { openTestSurroundings, type TestSurroundings } from '@stagebureau/infra/testing'
import { type Call, type Clock, CompanyRegistered, StudentAssigned, topicOf } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { createPlacements } from '../service.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }
const table = (text: string) => {
  const [columns, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(';'))
  return { columns: columns!, rows: rows.map((cells, i) => ({ row: i + 2, cells })) }
}
const envelope = (type: string, subject: string, data: object) => ({
  id: `${subject}:1`,
  source: 'test',
  type,
  version: 1,
  subject,
  sequence: 1,
  time: '2026-11-01T08:00:00.000Z',
  data,
})

describe('attendance', () => {
  let surroundings: TestSurroundings
  let placements: ReturnType<typeof createPlacements>
  let studentId: string
  let now = '2026-12-03T07:58:00.000Z'
  const clock: Clock = { now: () => now }
  const api = () => placements.api

  beforeEach(async () => {
    now = '2026-12-03T07:58:00.000Z'
    surroundings = await openTestSurroundings({ clock })
    placements = createPlacements(await surroundings.of('placements'))
    await placements.start()
    const season = await api().openSeason(
      {
        region: 'Lindervoort',
        from: '2026-08-31',
        until: '2027-07-09',
        holidays: [],
        travel: { detour: 1, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } },
        crebos: {},
        seed: 1,
      },
      call,
    )
    const lenient = { dryRun: false, onError: 'validRowsOnly' as const }
    await api().importSchools(
      { table: table('BRIN;Naam;Soort;Postcode;Plaats\n28WS03;Vmbo De Brug;vmbo;7100 AB;Lindervoort'), ...lenient },
      call,
    )
    const [school] = await api().schools({}, call)
    const students =
      'Leerlingnummer;Roepnaam;Achternaam;Klas;Profiel;Geboortedatum;Postcode;Vervoer;Werelden\n1;Noor;Dijkhof;3A;PIE;11-03-2012;7100 BE;fiets;'
    await api().importStudents({ table: table(students), ...lenient, seasonId: season.id, schoolId: school!.id }, call)
    const programme = await api().openProgramme(
      {
        seasonId: season.id,
        kind: 'carousel',
        name: 'LOB',
        grade: '3',
        weekdays: ['do'],
        profiles: [],
        rounds: 2,
        weeksPerRound: 3,
        firstRound: '2026-11-30',
        needsRecognition: false,
      },
      call,
    )
    const found = await api().students({ first: 1 }, call)
    studentId = found.items[0]!.node.id
    const company = (companyId: string, name: string) =>
      envelope(CompanyRegistered.type, companyId, {
        companyId,
        kvkNumber: '1',
        establishmentNumber: '2',
        name,
        place: 'Kolklo',
        area: '7100',
        worlds: [],
        profiles: [],
        recognitions: [],
      })
    await surroundings.adapters.bus.publish(topicOf('companies'), [
      company('c1', 'Machinebouw Kolk'),
      company('c2', 'Bakkerij Bos'),
    ])
    const stop = { round: 1, companyId: 'c1', openingId: 'o1', from: '2026-12-03', until: '2026-12-17', minutes: 12 }
    await surroundings.adapters.bus.publish(topicOf('matching'), [
      envelope(StudentAssigned.type, 'a1', { studentId, programmeId: programme.id, planId: 'l1', stops: [stop] }),
    ])
    await eventually(async () =>
      expect(await api().placementsOfStudents({ studentIds: [studentId] }, call)).toHaveLength(1),
    )
    await eventually(async () =>
      expect((await surroundings.adapters.bus.lag()).every(({ events }) => events === 0)).toBe(true),
    )
  })
  afterEach(async () => {
    await placements.stop()
    await surroundings.close()
  })
  const poster = async (companyId: string) => (await api().poster({ companyId }, call)).code

  it('shows who is expected today', async () => {
    expect(await api().attendance({ date: '2026-12-03' }, call)).toMatchObject([
      { studentId, companyId: 'c1', state: 'expected', evidence: 'none', minutes: 0 },
    ])
    expect(await api().attendance({ date: '2026-12-04' }, call)).toEqual([])
  })

  it('registers a scan once, and says when it was first seen', async () => {
    const code = await poster('c1')
    const scan = { scanId: 'scan-0001', code, studentId }
    expect(await api().registerScan(scan, call)).toMatchObject({
      state: 'claimed',
      duplicate: false,
      message: 'Aanwezig om 08:58. Fijne dag!',
    })
    now = '2026-12-03T08:10:00.000Z'
    expect(await api().registerScan(scan, call)).toMatchObject({
      duplicate: true,
      firstSeenAt: '2026-12-03T07:58:00.000Z',
      message: 'Je was al geregistreerd om 08:58.',
    })
    expect(await api().registerScan({ ...scan, scanId: 'scan-0002' }, call)).toMatchObject({ duplicate: true })
    now = '2026-12-03T11:28:00.000Z'
    expect(await api().registerScan({ ...scan, scanId: 'scan-0003' }, call)).toMatchObject({
      duplicate: false,
      message: 'Afgemeld om 12:28. Tot de volgende keer!',
      day: { minutes: 210 },
    })
  })

  it('registers a hundred repeats at the same moment as one', async () => {
    const code = await poster('c1')
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => api().registerScan({ scanId: 'scan-0001', code, studentId }, call)),
    )
    expect(new Set(replies.map(({ firstSeenAt }) => firstSeenAt)).size).toBe(1)
    expect(replies.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(await api().attendance({ date: '2026-12-03' }, call)).toMatchObject([{ state: 'claimed' }])
  })

  it('takes a scan that was made without connection, marks it late, and trusts none older than 72 hours', async () => {
    const code = await poster('c1')
    now = '2026-12-03T18:00:00.000Z'
    const late = await api().registerScan(
      { scanId: 'scan-0001', code, studentId, capturedAt: '2026-12-03T07:58:00.000Z' },
      call,
    )
    expect(late).toMatchObject({ duplicate: false, day: { late: true, checkedInAt: '2026-12-03T07:58:00.000Z' } })
  })

  it('names the right company kindly to somebody at the wrong one', async () => {
    const refused = api().registerScan({ scanId: 'scan-0001', code: await poster('c2'), studentId }, call)
    await expect(refused).rejects.toMatchObject({
      slug: 'scan/other-company',
      values: { here: 'Bakkerij Bos', name: 'Machinebouw Kolk', place: 'Kolklo' },
    })
    now = '2026-12-04T07:58:00.000Z'
    await expect(
      api().registerScan({ scanId: 'scan-0002', code: await poster('c1'), studentId }, call),
    ).rejects.toMatchObject({ slug: 'scan/not-expected-today' })
  })

  it('refuses a code that is none, and a scan of nobody', async () => {
    await expect(
      api().registerScan({ scanId: 'scan-0001', code: 'c1.p1.wrong', studentId }, call),
    ).rejects.toMatchObject({ slug: 'scan/unknown-code' })
    await expect(api().registerScan({ scanId: 'scan-0001', code: 'ABCDEFGH', studentId }, call)).rejects.toMatchObject({
      slug: 'scan/unknown-code',
    })
    await expect(api().registerScan({ scanId: 'scan-0001', code: await poster('c1') }, call)).rejects.toMatchObject({
      slug: 'scan/whose',
    })
  })

  it('lets the company confirm who was there, and nobody else', async () => {
    const confirmed = await api().confirmAttendance(
      { companyId: 'c1', date: '2026-12-03', present: [studentId], absent: [] },
      call,
    )
    expect(confirmed).toMatchObject([{ state: 'confirmed', evidence: 'supervisor' }])
    await expect(
      api().confirmAttendance({ companyId: 'c2', date: '2026-12-03', present: [studentId], absent: [] }, call),
    ).rejects.toMatchObject({ slug: 'attendance/not-expected' })
  })
})
