// Measures how the graph of one process goes on answering while a plan of 9,000 students is drafted, and then published.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inventRegion, openBureau, readSeasonFiles, runSeason } from '@stagebureau/gateway'
import { createLog, readConfig } from '@stagebureau/infra'
import type { Call } from '@stagebureau/shared'
import { agent, ask, figuresOf, type Running, start, timed } from './bureau-process.ts'
import { keepResults, type Row } from './results.ts'

const size = { seed: 5, students: 9000, schools: 34, companies: 4000 }
const now = '2026-08-03T08:00:00.000Z'
const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'bench' }

type Prepared = {
  readonly folder: string
  readonly office: string
  readonly staff: string
  readonly programmeId: string
  readonly schoolId: string
  readonly studentId: string
  readonly companyId: string
}

type TableRow = { readonly row: number; readonly cells: readonly string[] }
/** Everybody in the third year, so that everybody takes part. */
const inThirdYear = ({ row, cells }: TableRow) => ({
  row,
  cells: cells.map((cell) => cell.replace(/^(?:\d|T1)([A-Z])$/, '3$1')),
})

/** A province before it is planned, with a carousel in which every student takes part. */
const prepare = async (): Promise<Prepared> => {
  const folder = mkdtempSync(join(tmpdir(), 'answering-'))
  const config = { ...readConfig({}), data: folder, port: 0 }
  const bureau = await openBureau(config, createLog('silent'), { clock: { now: () => now } })
  const { placements, companies, door } = bureau
  const files = readSeasonFiles(inventRegion(size), 'the bench')
  const carousel = files.season.programmes.find(({ kind }) => kind === 'carousel')!
  const students = files.students.map((one) => ({
    ...one,
    table: { ...one.table, rows: one.table.rows.map(inThirdYear) },
  }))
  const unplanned = { ...files, students, season: { ...files.season, programmes: [] } }
  const { season, schools } = await runSeason(bureau, unplanned, call, () => {}, undefined)
  const { weekday, profiles, weekdays: _, needsRecognition: __, ...facts } = carousel
  const programme = await placements.openProgramme(
    { seasonId: season.id, ...facts, profiles: profiles ?? [], weekdays: [weekday!], needsRecognition: false },
    call,
  )
  const schoolId = schools[0]!.id
  const found = await placements.students({ first: 1, schoolId }, call)
  const [company] = await companies.companies({ first: 1 }, call).then(({ items }) => items)
  await door.invite({ email: 'bureau@lindervoort.example', name: 'Bureau', role: 'coordinator' })
  await door.invite({ email: 'staf@lindervoort.example', name: 'Staf', role: 'staff', schoolId })
  const keyOf = async (email: string) => (await door.makeApiKey(email, 1)).key
  const keys = { office: await keyOf('bureau@lindervoort.example'), staff: await keyOf('staf@lindervoort.example') }
  await bureau.settled()
  await bureau.stop()
  const studentId = found.items[0]!.node.id
  return { folder, ...keys, programmeId: programme.id, schoolId, studentId, companyId: company!.node.id }
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

/** Asks small things without end, one every so often whether the answers come or not; `stop` gives the times they took. */
const askOn = ({ url }: Running, { staff, studentId, companyId, programmeId, schoolId }: Prepared) => {
  const questions = [
    ['{ viewer { role name school { name } } }', {}],
    [
      'query ($id: ID!) { student(id: $id) { displayName school { name } placements { company { name } } } }',
      { id: studentId },
    ],
    ['query ($id: ID!) { company(id: $id) { name place worlds status } }', { id: companyId }],
    [
      'query ($id: ID!, $schoolId: ID) { programme(id: $id) { name rounds { number from until } plans { id state quality { placed } } } students(first: 30, schoolId: $schoolId) { totalCount edges { node { displayName } } } }',
      { id: programmeId, schoolId },
    ],
  ] as const
  const times: number[] = []
  const under: Promise<void>[] = []
  let over = false
  const asking = (async () => {
    for (let i = 0; !over; i++) {
      const [query, variables] = questions[i % questions.length]!
      const once = () => ask(url, bearer(staff), query, variables)
      // A kept connection may be closed at the very moment at which it is used again; a browser asks once more, too.
      under.push(timed(() => once().catch(once), times))
      await sleep(40)
    }
  })()
  return async () => {
    over = true
    await asking
    await Promise.all(under)
    return times
  }
}

/** Until every event has been seen and no outbox holds any. */
const settled = async ({ url }: Running): Promise<void> => {
  for (let calm = 0; calm < 2; ) {
    const metrics = () => fetch(new URL('/metrics', url))
    const text = await (await metrics().catch(metrics)).text()
    const waiting = [...text.matchAll(/^stagebureau_(?:outbox_depth|consumer_lag_events)\S* (\d+)$/gm)]
    calm = waiting.every(([, count]) => count === '0') ? calm + 1 : 0
    await sleep(2000)
  }
}

const during = async (
  running: Running,
  prepared: Prepared,
  what: string,
  work: () => Promise<unknown>,
): Promise<Row> => {
  const stop = askOn(running, prepared)
  const begin = performance.now()
  await work()
  const seconds = Math.round((performance.now() - begin) / 100) / 10
  const times = await stop()
  return { what, seconds, questions: times.length, ...figuresOf(times), longest: Math.round(Math.max(...times)) }
}

/** `npm run -s bench -- answering`. */
export const run = async (): Promise<void> => {
  const prepared = await prepare()
  const running = await start(prepared.folder, now)
  try {
    const say = (query: string, variables: object) => ask(running.url, bearer(prepared.office), query, variables)
    let planId = ''
    const rows = [
      await during(running, prepared, 'nothing else', () => sleep(10_000)),
      await during(running, prepared, 'drafting a plan', async () => {
        const draft =
          'mutation ($id: ID!) { draftPlan(input: { programmeId: $id }) { id quality { placed unplaced } } }'
        const { draftPlan } = await say(draft, { id: prepared.programmeId })
        planId = draftPlan.id
        console.log(draftPlan)
      }),
      await during(running, prepared, 'publishing it', async () => {
        await say('mutation ($planId: ID!) { publishPlan(planId: $planId) { id } }', { planId })
        await settled(running)
      }),
    ]
    keepResults('answering', rows)
  } finally {
    running.child.kill('SIGKILL')
    agent.destroy()
    rmSync(prepared.folder, { recursive: true, force: true })
  }
}
