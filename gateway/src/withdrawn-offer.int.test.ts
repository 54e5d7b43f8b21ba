// What follows when a company takes places back on which a published plan counts: who sees it, what is refused, how it is mended.
import { type Asking, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

type Stop = { company: { id: string } }
type Programme = {
  id: string
  kind: string
  plans: { id: string; state: string }[]
  disruptions: { cause: string; students: number; company: { id: string; name: string } }[]
  openings: { places: number; profile: string | null; company: { id: string } }[]
  board: { rows: { student: { id: string }; stops: Stop[] }[] }
}

describe('a company that takes its places back after publication', () => {
  let small: SmallBureau
  let company: Asking
  let token: string
  let companyId: string
  beforeAll(async () => {
    small = await openSmallBureau()
    const { companyLink } = await small.people()
    token = decodeURIComponent(companyLink!.split('/').at(-1)!)
    company = await small.askAs(token)
    companyId = (await company('{ viewer { company { id } } }')).data.viewer.company.id
  })
  afterAll(() => small.close())

  const carousel = async (): Promise<Programme> => {
    await small.bureau.settled()
    const { data } = await small.ask(`{ season { programmes { id kind plans { id state }
      disruptions { cause students company { id name } } openings { places profile company { id } }
      board { rows { student { id } stops { company { id } } } } } } }`)
    return data.season.programmes.find(({ kind }: Programme) => kind === 'CAROUSEL')
  }
  const there = ({ board }: Programme) =>
    board.rows.filter(({ stops }) => stops.some((stop) => stop.company.id === companyId)).length
  const answer = async (input: object) => {
    const { errors } = await company('mutation ($input: AnswerCallInput!) { answerCall(input: $input) { id } }', {
      input: { token, ...input },
    })
    expect(errors).toBeUndefined()
  }
  const draft = async (programmeId: string): Promise<string> => {
    const { data } = await small.ask(
      'mutation ($programmeId: ID!) { draftPlan(input: { programmeId: $programmeId }) { id } }',
      { programmeId },
    )
    return data.draftPlan.id
  }
  const publish = (planId: string) =>
    small.ask('mutation ($planId: ID!) { publishPlan(planId: $planId) { id } }', { planId })
  const repair = async (programmeId: string) => {
    const { data, errors } = await small.ask(
      'mutation ($programmeId: ID!) { repairOptions(programmeId: $programmeId, event: { offersChanged: true }) { id changed } }',
      { programmeId },
    )
    expect(errors).toBeUndefined()
    return data.repairOptions as { id: string; changed: number }[]
  }
  const apply = (optionId: string) =>
    small.ask('mutation ($optionId: ID!) { applyRepair(optionId: $optionId) { id } }', { optionId })
  const page = async () => (await fetch(`${small.url}/antwoord/${encodeURIComponent(token)}`)).text()

  it('is accepted and named to the office, for fewer places and for none at all; its page says what follows', async () => {
    const before = await carousel()
    expect(before.disruptions).toEqual([])
    const lines = before.openings.filter((one) => one.company.id === companyId)
    const fewer = lines.map(({ profile }) => ({ kind: 'CAROUSEL', profile, places: 1 }))
    await answer({ decision: 'OFFER', openings: fewer })
    const { disruptions } = await carousel()
    expect(disruptions).toMatchObject([{ cause: 'FEWER_PLACES', company: { id: companyId } }])
    expect(disruptions[0]!.students).toBeGreaterThan(0)
    expect(disruptions[0]!.students).toBeLessThan(there(before))

    expect(await page()).not.toContain('zoekt voor hen een andere plek')
    await answer({ decision: 'WITHDRAW' })
    expect((await carousel()).disruptions).toMatchObject([
      { cause: 'WITHDRAWN', students: there(before), company: { id: companyId } },
    ])
    expect(await page()).toContain('zoekt voor hen een andere plek')
    const { people } = await small.people()
    const student = await small.askAs(people.student!)
    const seen = await student('{ season { programmes { disruptions { students } } } }')
    expect(seen.errors?.[0]?.extensions.slug).toMatch(/^rights\//)
  })

  it('makes no plan that counts on it publishable, and is mended by a repair that nobody can undo by mistake', async () => {
    const { id, plans } = await carousel()
    const held = plans.find(({ state }) => state === 'PUBLISHED')!.id
    const [few] = await repair(id)
    expect((await apply(few!.id)).errors).toBeUndefined()
    const after = await carousel()
    expect(after.disruptions).toEqual([])
    expect(there(after)).toBe(0)
    const again = await publish(held)
    expect(again.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/rekent op plekken die er niet meer zijn, bij .+: \d+ leerling/),
      extensions: { slug: 'plan/overtaken', code: 'CONFLICT' },
    })
    expect((await publish(await draft(id))).errors).toBeUndefined()
  })

  it('stops a draft and a proposal that were made before', async () => {
    const offer = { decision: 'OFFER', openings: [{ kind: 'CAROUSEL', places: 20 }] }
    await answer(offer)
    const { id } = await carousel()
    const counting = await draft(id)
    expect((await publish(counting)).errors).toBeUndefined()
    await small.bureau.settled()
    expect(there(await carousel())).toBeGreaterThan(0)

    const made = await draft(id)
    const options = await repair(id)
    await answer({ decision: 'DECLINE' })
    await small.bureau.settled()
    expect((await publish(made)).errors?.[0]?.extensions.slug).toBe('plan/overtaken')
    expect((await apply(options[0]!.id)).errors?.[0]?.extensions.slug).toBe('repair/overtaken')
    expect((await carousel()).disruptions).toMatchObject([{ cause: 'WITHDRAWN' }])
  })
})
