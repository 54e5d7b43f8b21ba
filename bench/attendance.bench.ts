// Measures the morning at 08:30: scans of a whole region through the graph of one process, with staff pages meanwhile and a kill at the end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openBureau } from '@stagebureau/gateway'
import { createLog, readConfig } from '@stagebureau/infra'
import { type Call, StudentAssigned, topicOf } from '@stagebureau/shared'
import { agent, ask, figuresOf, percentile, processorSeconds, type Running, start, timed } from './bureau-process.ts'
import { keepResults, type Row } from './results.ts'

const students = 3000
const companies = 300
const atATime = 32
const today = '2026-12-03'
const yesterday = '2026-12-02'
const dayBefore = '2026-12-01'
const morningOf = `${today}T08:25:00+01:00`
const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'bench' }

type Scanner = { readonly session: string; readonly code: string }
type Prepared = {
  readonly folder: string
  readonly scanners: readonly Scanner[]
  readonly staff: string
  readonly schoolId: string
}

const tableOf = (columns: readonly string[], rows: readonly (readonly string[])[]) => ({
  columns: [...columns],
  rows: rows.map((cells, i) => ({ row: i + 2, cells: [...cells] })),
})
const lenient = { dryRun: false, onError: 'validRowsOnly' as const }

/** A season with students who all have a place today, and a session for each of them. */
const prepare = async (): Promise<Prepared> => {
  const folder = mkdtempSync(join(tmpdir(), 'attendance-'))
  const config = { ...readConfig({}), data: folder, port: 0 }
  const bureau = await openBureau(config, createLog('silent'), { clock: { now: () => `${today}T06:00:00.000Z` } })
  const { placements, door, bus } = bureau
  const season = await placements.openSeason(
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
  await placements.importSchools(
    {
      table: tableOf(
        ['BRIN', 'Naam', 'Soort', 'Postcode', 'Plaats'],
        [['28WS03', 'De Brug', 'vmbo', '7100 AB', 'Baak']],
      ),
      ...lenient,
    },
    call,
  )
  const [school] = await placements.schools({}, call)
  const schoolId = school!.id
  const emailOf = (i: number) => `leerling${i}@brug.example`
  const rows = Array.from({ length: students }, (_, i) => [
    String(i),
    `Roep${i}`,
    `Achter${i}`,
    '3A',
    'PIE',
    '11-03-2012',
    '7100 BE',
    'fiets',
    emailOf(i),
  ])
  const columns = [
    'Leerlingnummer',
    'Roepnaam',
    'Achternaam',
    'Klas',
    'Profiel',
    'Geboortedatum',
    'Postcode',
    'Vervoer',
    'E-mail',
  ]
  await placements.importStudents({ table: tableOf(columns, rows), ...lenient, seasonId: season.id, schoolId }, call)
  const programme = await placements.openProgramme(
    {
      seasonId: season.id,
      kind: 'placement',
      name: 'Blokstage',
      grade: '3',
      profiles: [],
      weekdays: ['ma', 'di', 'wo', 'do', 'vr'],
      from: '2026-11-30',
      until: '2026-12-18',
      needsRecognition: false,
    },
    call,
  )
  const text = { address: '', worlds: [], profiles: [], recognitions: [], postcode: '7100 AB', place: 'Baak' }
  const companyIds: string[] = []
  for (let i = 0; i < companies; i++) {
    const numbers = {
      kvkNumber: String(10_000_000 + i),
      establishmentNumber: String(100_000_000 + i).padStart(12, '0'),
    }
    companyIds.push((await bureau.companies.registerCompany({ ...text, ...numbers, name: `Bedrijf ${i}` }, call)).id)
  }
  await bureau.settled()
  const scanners: Scanner[] = []
  for (let i = 0; i < students; i++) {
    const [student] = await placements.studentByEmail({ email: emailOf(i) }, { ...call, viewer: { role: 'service' } })
    const companyId = companyIds[i % companies]!
    const stop = { companyId, openingId: `o${i}`, from: '2026-11-30', until: '2026-12-18', minutes: 12 }
    await bus.publish(topicOf('matching'), [
      {
        id: `bench-${i}:1`,
        source: 'bench',
        type: StudentAssigned.type,
        version: 1,
        subject: `bench-${i}`,
        sequence: 1,
        time: `${today}T06:00:00.000Z`,
        data: { studentId: student!.id, programmeId: programme.id, planId: 'bench', stops: [stop] },
      },
    ])
    const link = await door.linkFor(emailOf(i))
    const { session } = await door.useLink(link.split('/').at(-1)!)
    scanners.push({ session: session.token, code: (await placements.poster({ companyId }, call)).code })
  }
  await door.invite({ email: 'staf@brug.example', name: 'Staf', role: 'staff', schoolId })
  const { key } = await door.makeApiKey('staf@brug.example', 1)
  await bureau.settled()
  await bureau.stop()
  return { folder, scanners, staff: key, schoolId }
}

const scanning = 'mutation ($input: ScanInput!) { registerScan(input: $input) { state duplicate firstSeenAt message } }'
const board =
  'query ($date: Date!, $schoolId: ID!) { attendance(date: $date, schoolId: $schoolId) { state checkedInAt minutes student { displayName } company { name } } }'
const page =
  'query { students(first: 50) { totalCount edges { node { displayName placements { company { name } } } } } }'

const scan = ({ url }: Running, { session, code }: Scanner, i: number, capturedAt?: string) => {
  const input = { scanId: `bench-${capturedAt ?? ''}-${i}`, code, ...(capturedAt === undefined ? {} : { capturedAt }) }
  return ask(url, { cookie: `__Host-stagebureau=${session}` }, scanning, { input })
}
/** What the processor of the bureau spends on each of so many scans, pages of staff meanwhile included. */
const spending = async (running: Running, scans: number, work: () => Promise<void>): Promise<number> => {
  const before = await processorSeconds(running)
  await work()
  const spent = (await processorSeconds(running)) - before
  return Math.round((spent * 100_000) / scans) / 100
}

/** As fast as it goes: so many at a time, one after the other. */
const flood = async (running: Running, scanners: readonly Scanner[]): Promise<Row> => {
  const times: number[] = []
  let next = 0
  let seconds = 0
  const processorMilliseconds = await spending(running, scanners.length, async () => {
    const begin = performance.now()
    const worker = async () => {
      for (let i = next++; i < scanners.length; i = next++)
        await timed(() => scan(running, scanners[i]!, i, `${yesterday}T08:2${i % 10}:00+01:00`), times)
    }
    await Promise.all(Array.from({ length: atATime }, worker))
    seconds = (performance.now() - begin) / 1000
  })
  const perSecond = Math.round(times.length / seconds)
  return { what: 'as fast as it goes', scans: times.length, perSecond, ...figuresOf(times), processorMilliseconds }
}

/** A staff member who reloads pages all the time, until told to stop. */
const readPages = (running: Running, staff: string) => {
  const times: number[] = []
  let over = false
  const reading = (async () => {
    while (!over) {
      await timed(() => ask(running.url, { authorization: `Bearer ${staff}` }, page, {}), times)
      await sleep(200)
    }
  })()
  return async () => {
    over = true
    await reading
    return percentile(times, 0.95)
  }
}

const nobodyScans = async (running: Running, { staff }: Prepared): Promise<Row> => {
  const stop = readPages(running, staff)
  await sleep(10_000)
  return { what: 'nobody scans', scans: 0, staffP95: await stop() }
}

/** So many a second, whether answers come or not. */
const morning = async (
  running: Running,
  { scanners, staff }: Prepared,
  { what, perSecond, capturedAt }: { readonly what: string; readonly perSecond: number; readonly capturedAt?: string },
): Promise<Row> => {
  const times: number[] = []
  const stop = readPages(running, staff)
  let seconds = 0
  const processorMilliseconds = await spending(running, scanners.length, async () => {
    const begin = performance.now()
    const under: Promise<void>[] = []
    for (const [i, scanner] of scanners.entries()) {
      const ahead = begin + (i * 1000) / perSecond - performance.now()
      if (ahead > 1) await sleep(ahead)
      under.push(timed(() => scan(running, scanner, i, capturedAt), times))
    }
    await Promise.all(under)
    seconds = (performance.now() - begin) / 1000
  })
  const reached = { scans: times.length, perSecond: Math.round(times.length / seconds) }
  return { what, ...reached, ...figuresOf(times), staffP95: await stop(), processorMilliseconds }
}

/** `npm run -s bench -- attendance`. */
export const run = async (): Promise<void> => {
  const prepared = await prepare()
  try {
    const first = await start(prepared.folder, morningOf)
    const rows = [
      await flood(first, prepared.scanners),
      await nobodyScans(first, prepared),
      await morning(first, prepared, { what: '3,000 in a minute', perSecond: 50 }),
      await morning(first, prepared, {
        what: '500 a second asked',
        perSecond: 500,
        capturedAt: `${dayBefore}T08:25:00+01:00`,
      }),
    ]
    // Everything above was acknowledged; now the process is killed and what is on disk is counted.
    first.child.kill('SIGKILL')
    await new Promise((resolve) => first.child.once('exit', resolve))
    const second = await start(prepared.folder, morningOf)
    const headers = { authorization: `Bearer ${prepared.staff}` }
    let lost = 3 * students
    for (const date of [dayBefore, yesterday, today]) {
      const { attendance } = await ask(second.url, headers, board, { date, schoolId: prepared.schoolId })
      lost -= (attendance as { state: string }[]).filter(({ state }) => state === 'CLAIMED').length
    }
    second.child.kill('SIGTERM')
    keepResults(
      'attendance',
      rows.map((row) => ({ ...row, ...(row.scans === 0 ? {} : { lost }) })),
    )
  } finally {
    agent.destroy()
    rmSync(prepared.folder, { recursive: true, force: true })
  }
}
