// Everyone whom a publication or a repair touches gets one letter, and nobody else gets any.
import { createLog } from '@stagebureau/infra'
import { removeTestFolder, testFolder } from '@stagebureau/infra/testing'
import type { RowView } from '@stagebureau/matching'
import type { Bureau } from './bureau.ts'
import { everyPage } from './season/collect.ts'
import { openTestBureau } from './testing/open-test-bureau.ts'
import { call, inventSeason } from './testing/small-bureau.ts'

const clock = { now: () => '2026-06-08T08:00:00.000Z' }
const log = createLog('silent')
type Options = Parameters<typeof openTestBureau>[2]

const open = (folder: string, options: Options = {}) => openTestBureau(folder, log, { clock, ...options })

type Letters = Awaited<ReturnType<NonNullable<Bureau['keptMail']>['list']>>
const lettersOf = ({ keptMail }: Bureau): Promise<Letters> => keptMail!.list(5000)
const addresses = (letters: Letters) => letters.map(({ to }) => to).toSorted()
/** What was mailed since the letters that were there before. */
const since = async (bureau: Bureau, before: Letters): Promise<Letters> => {
  await bureau.settled()
  const known = new Set(before.map(({ messageId }) => messageId))
  return (await lettersOf(bureau)).filter(({ messageId }) => !known.has(messageId))
}

const placementOf = async ({ placements }: Bureau) => {
  const [season] = await placements.seasons({}, call)
  const programmes = await placements.programmesOfSeason({ seasonId: season!.id }, call)
  return programmes.find(({ kind }) => kind === 'placement')!
}

/** Who is to get a letter, worked out from the boards before and after. */
const touched = async (bureau: Bureau, before: readonly RowView[], after: readonly RowView[]): Promise<string[]> => {
  const visits = (rows: readonly RowView[]) =>
    new Map(
      rows.map(({ studentId, stops }) => [studentId, stops.map((one) => `${one.companyId} ${one.from} ${one.until}`)]),
    )
  const [was, is] = [visits(before), visits(after)]
  const [students, companies] = [new Set<string>(), new Set<string>()]
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const [old, fresh] = [was.get(id) ?? [], is.get(id) ?? []]
    const changed = [...old.filter((one) => !fresh.includes(one)), ...fresh.filter((one) => !old.includes(one))]
    if (changed.length > 0) students.add(id)
    for (const visit of changed) companies.add(visit.split(' ')[0]!)
  }
  const known = await bureau.placements.studentsByIds({ ids: [...students] }, call)
  const hosts = await bureau.companies.companiesByIds({ ids: [...companies] }, call)
  const schools = new Set(known.map(({ schoolId }) => schoolId))
  const staff = (await bureau.door.people()).filter(({ schoolId }) => schoolId !== undefined && schools.has(schoolId))
  return [...known, ...hosts, ...staff].flatMap(({ email }) => email ?? []).toSorted()
}

const publish = ({ matching }: Bureau, planId: string) => matching.publishPlan({ planId, quietly: false }, call)

describe('letters about what is published, on a bus that repeats, delays and mixes up', () => {
  const folder = testFolder()
  let bureau: Bureau
  let programmeId: string
  /** A plan in which nobody has a place, because every company has withdrawn. */
  let empty: string
  const rows = () => bureau.matching.board({ programmeId }, call)
  beforeAll(async () => {
    bureau = await open(folder, { mischief: { seed: 5, duplicate: 0.3, delayMilliseconds: 3 } })
    await inventSeason(bureau)
    programmeId = (await placementOf(bureau)).id
  })
  afterAll(async () => {
    await bureau.stop()
    await removeTestFolder(folder)
  })

  it('are none for a season that is run from files: it asks companies, and no more', async () => {
    for (const { messageId } of await since(bureau, [])) expect(messageId).toMatch(/^<invitation-/)
  })

  it('go to those whom a repair moves, their companies and their schools, and to nobody else', async () => {
    const [asked, before] = [await lettersOf(bureau), await rows()]
    const companyClosed = before.find(({ stops }) => stops.length > 0)!.stops[0]!.companyId
    const [option] = await bureau.matching.repairOptions({ programmeId, event: { companyClosed } }, call)
    await bureau.matching.applyRepair({ optionId: option!.id }, call)
    const told = await since(bureau, asked)
    expect(addresses(told)).toEqual(await touched(bureau, before, await rows()))
    expect(told.length).toBeGreaterThan(2)
    expect(told.length).toBeLessThan(before.length)
    await bureau.matching.applyRepair({ optionId: option!.id }, call)
    expect(await since(bureau, [...asked, ...told])).toEqual([])
  })

  it('go once to everyone when all places are lost, and once when they are back', async () => {
    const [asked, before] = [await lettersOf(bureau), await rows()]
    const plans = await bureau.matching.plansOfProgrammes({ programmeIds: [programmeId] }, call)
    const full = plans.find(({ state }) => state === 'published')!
    const invitations = await everyPage((page) =>
      bureau.companies.invitationsOfState({ ...page, seasonId: full.seasonId, state: 'answered' }, call),
    )
    for (const { id } of invitations)
      await bureau.companies.answerCall({ invitationId: id, decision: 'withdraw', openings: [], cases: [] }, call)
    await bureau.settled()
    empty = (await bureau.matching.draftPlan({ programmeId, weights: [] }, call)).id

    await publish(bureau, empty)
    const lost = await since(bureau, asked)
    const everyone = await touched(bureau, before, [])
    expect(everyone.length).toBeGreaterThan(30)
    expect(addresses(lost)).toEqual(everyone)
    const texts = lost.map(({ text }) => text)
    for (const part of ['gaat niet door', 'U hoeft niets te doen', 'die er eerder wel een had'])
      expect(texts.some((text) => text.includes(part))).toBe(true)
    await publish(bureau, empty)
    expect(await since(bureau, [...asked, ...lost])).toEqual([])

    for (const { id, openings, cases } of invitations) {
      const offer = {
        openings: openings.map(({ openingId: _, ...line }) => line),
        cases: cases.map(({ title, problem, world, maxTeams }) => ({ title, problem, world, maxTeams })),
      }
      await bureau.companies.answerCall({ invitationId: id, decision: 'offer', ...offer }, call)
    }
    await bureau.settled()
    await publish(bureau, full.id)
    const found = await since(bureau, [...asked, ...lost])
    expect(addresses(found)).toEqual(everyone)

    // What companies get names no student, and opens only their own link.
    const ids = before.map(({ studentId }) => studentId)
    const students = await bureau.placements.studentsByIds({ ids }, call)
    const toCompanies = found.filter(({ to }) => to.startsWith('info'))
    expect(new Set(toCompanies.map(({ text }) => /\/antwoord\/\S+/.exec(text)![0])).size).toBe(toCompanies.length)
    for (const { text } of toCompanies)
      for (const { firstName, displayName } of students) {
        expect(text).not.toContain(displayName)
        expect(text.replace(/^Beste .*$/m, '')).not.toMatch(new RegExp(`\\b${firstName}\\b`))
      }
  })

  it('go once as well when the bureau stops in the middle and starts again', async () => {
    const [asked, before] = [await lettersOf(bureau), await rows()]
    await publish(bureau, empty)
    await bureau.stop()
    bureau = await open(folder)
    expect(addresses(await since(bureau, asked))).toEqual(await touched(bureau, before, []))
  })
})
