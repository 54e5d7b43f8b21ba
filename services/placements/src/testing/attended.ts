// A service that knows a company, another one, and a student whose assignment at the first is published: for tests of attendance.
import { createHmac } from 'node:crypto'
import { openTestSurroundings } from '@stagebureau/infra/testing'
import { type Call, CompanyRegistered, StudentAssigned, topicOf } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { createPlacements } from '../service.ts'

export const office: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }

const table = (text: string) => {
  const [columns, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(';'))
  return { columns: columns!, rows: rows.map((cells, i) => ({ row: i + 2, cells })) }
}
const envelope = (type: string, subject: string, data: object, sequence = 1) => ({
  id: `${subject}:${sequence}`,
  source: 'test',
  type,
  version: 1,
  subject,
  sequence,
  time: '2026-11-01T08:00:00.000Z',
  data,
})
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

export type Attended = Awaited<ReturnType<typeof openAttended>>

/** The student comes to company `c1` on Thursdays 3, 10 and 17 December 2026, and it is 08:58 on the first of them. */
export const openAttended = async () => {
  let now = '2026-12-03T07:58:00.000Z'
  const surroundings = await openTestSurroundings({ clock: { now: () => now } })
  const { bus } = surroundings.adapters
  const placements = createPlacements(await surroundings.of('placements'))
  await placements.start()
  const { api } = placements
  const season = await api.openSeason(
    {
      region: 'Lindervoort',
      from: '2026-08-31',
      until: '2027-07-09',
      holidays: [],
      travel: { detour: 1, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } },
      crebos: {},
      seed: 1,
    },
    office,
  )
  const lenient = { dryRun: false, onError: 'validRowsOnly' as const }
  await api.importSchools(
    { table: table('BRIN;Naam;Soort;Postcode;Plaats\n28WS03;Vmbo De Brug;vmbo;7100 AB;Lindervoort'), ...lenient },
    office,
  )
  const [school] = await api.schools({}, office)
  const students =
    'Leerlingnummer;Roepnaam;Achternaam;Klas;Profiel;Geboortedatum;Postcode;Vervoer;Werelden\n1;Noor;Dijkhof;3A;PIE;11-03-2012;7100 BE;fiets;'
  await api.importStudents({ table: table(students), ...lenient, seasonId: season.id, schoolId: school!.id }, office)
  const programme = await api.openProgramme(
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
    office,
  )
  const found = await api.students({ first: 1 }, office)
  const studentId = found.items[0]!.node.id
  await bus.publish(topicOf('companies'), [company('c1', 'Machinebouw Kolk'), company('c2', 'Bakkerij Bos')])
  const assign = (companyId: string, sequence: number) => {
    const stop = { round: 1, companyId, openingId: 'o1', from: '2026-12-03', until: '2026-12-17', minutes: 12 }
    const data = { studentId, programmeId: programme.id, planId: `l${sequence}`, stops: [stop] }
    return bus.publish(topicOf('matching'), [envelope(StudentAssigned.type, 'a1', data, sequence)])
  }
  await assign('c1', 1)
  const settled = () => surroundings.settled(placements)
  await eventually(async () =>
    expect(await api.placementsOfStudents({ studentIds: [studentId] }, office)).toHaveLength(1),
  )
  await settled()
  const asSchool = (schoolId: string): Call => ({ ...office, viewer: { role: 'staff', schoolId } })
  return {
    bus,
    studentId,
    schoolId: school!.id,
    api,
    noticeAbsences: placements.noticeAbsences,
    /** What a screen at the company shows at an instant, made from its key by the published form. */
    codeAt: async (companyId: string, instant: string): Promise<string> => {
      const date = instant.slice(0, 10)
      const { site, key, stepSeconds } = await api.attendanceKey({ companyId, date }, office)
      const step = Math.floor(Date.parse(instant) / 1000 / stepSeconds)
      const mac = createHmac('sha256', Buffer.from(key, 'base64url')).update(`${site}|${step}`).digest().subarray(0, 10)
      return `${site}.${step}.${mac.toString('base64url')}`
    },
    staff: asSchool(school!.id),
    otherStaff: asSchool('another-school'),
    settled,
    /** The event with this number that the student is to go to this company. */
    assign,
    setNow: (instant: string) => {
      now = new Date(instant).toISOString()
    },
    close: async () => {
      await placements.stop()
      await surroundings.close()
    },
  }
}
