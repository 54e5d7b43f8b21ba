// What a company answers by its link, who sees it, and what later changes of it do to the next plan.
import { type Asking, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

const answerCall = `mutation ($input: AnswerCallInput!) {
  answerCall(input: $input) { id state offer { conditions supervisor { name email phone } signatory { name } preferredSchools { name } } }
}`
const openingsQuery =
  '{ season { schools { id name } programmes { id kind openings { id places profile company { id } } } } }'

describe('an answer by the link of a company', () => {
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

  const carousel = async () => {
    await small.bureau.settled()
    const { programmes, schools } = (await small.ask(openingsQuery)).data.season
    const programme = programmes.find(({ kind }: { kind: string }) => kind === 'CAROUSEL')
    type Opening = { places: number; profile: string; company: { id: string } }
    const openings: Opening[] = programme.openings.filter((one: Opening) => one.company.id === companyId)
    return { id: programme.id as string, openings, schools: schools as { id: string; name: string }[] }
  }
  const answer = (input: object) => company(answerCall, { input: { token, ...input } })
  const placesUsed = async (programmeId: string): Promise<number> => {
    const { data } = await small.ask(
      'mutation ($programmeId: ID!) { draftPlan(input: { programmeId: $programmeId }) { assignments(first: 100) { edges { node { stops { company { id } } } } } } }',
      { programmeId },
    )
    type Row = { node: { stops: { company: { id: string } }[] } }
    return data.draftPlan.assignments.edges.filter(({ node }: Row) =>
      node.stops.some((one) => one.company.id === companyId),
    ).length
  }

  it('keeps who supervises, who signs and which schools are liked; schools and the office see it, students do not', async () => {
    const { openings, schools } = await carousel()
    const lines = openings.map(({ places, profile }) => ({ kind: 'CAROUSEL', places, profile }))
    const supervisor = { name: 'Joke Kolk', email: 'joke@kolk.example', phone: '0314 123456' }
    const said = { conditions: 'op tijd', supervisor, signatory: { name: 'Henk Kolk' } }
    const { data } = await answer({ decision: 'OFFER', openings: lines, ...said, preferredSchools: [schools[0]!.id] })
    const expected = { ...said, preferredSchools: [{ name: schools[0]!.name }] }
    expect(data.answerCall).toMatchObject({ state: 'ANSWERED', offer: expected })

    const seen = `query ($id: ID!) { company(id: $id) { invitation { offer {
      conditions supervisor { name email phone } signatory { name } preferredSchools { name } } } } }`
    const { people } = await small.people()
    for (const who of [people.coordinator!, people.staff!])
      expect((await (await small.askAs(who))(seen, { id: companyId })).data.company.invitation.offer).toEqual(expected)
    const student = await (await small.askAs(people.student!))(seen, { id: companyId })
    expect(JSON.stringify(student)).not.toContain('Kolk')
    expect(student.errors?.[0]?.extensions.slug).toMatch(/^rights\//)
  })

  it.each([
    ['a school that is not there', { preferredSchools: ['none'] }, 'school/unknown'],
    ['an address that is none', { supervisor: { name: 'Joke', email: 'joke' } }, undefined],
  ])('refuses %s, and keeps what was there', async (_, more, slug) => {
    const openings = [{ kind: 'CAROUSEL', places: 1 }]
    const { errors } = await answer({ decision: 'OFFER', openings, ...more })
    expect(errors).toHaveLength(1)
    if (slug !== undefined) expect(errors![0]!.extensions.slug).toBe(slug)
    const { data } = await company('{ viewer { invitation { offer { signatory { name } } } } }')
    expect(data.viewer.invitation.offer.signatory).toEqual({ name: 'Henk Kolk' })
  })

  it('says on the page which address is none', async () => {
    const body = new URLSearchParams({
      decision: 'offer',
      'o-0-kind': 'carousel',
      'o-0-places': '1',
      'supervisor-name': 'Joke',
      'supervisor-email': 'joke',
    })
    const response = await fetch(`${small.url}/antwoord/${token}?taal=nl`, { method: 'POST', body })
    expect(response.status).toBe(400)
    const text = await response.text()
    expect(text).toContain('E-mailadres van de begeleider')
    expect(text).toContain('value="Joke"')
  })

  it('is in the next plan, whether it came before the last one or after it', async () => {
    const { id, openings } = await carousel()
    expect(openings.length).toBeGreaterThan(0)
    await answer({ decision: 'WITHDRAW' })
    expect((await carousel()).openings).toEqual([])
    expect(await placesUsed(id)).toBe(0)

    const { profile } = openings[0]!
    await answer({ decision: 'OFFER', openings: [{ kind: 'CAROUSEL', profile, places: 1 }] })
    expect((await carousel()).openings).toMatchObject([{ places: 1, profile }])
    // One place in each of six rounds.
    expect(await placesUsed(id)).toBeLessThanOrEqual(6)

    await answer({ decision: 'OFFER', openings: [{ kind: 'CAROUSEL', profile, places: 40 }] })
    expect((await carousel()).openings).toMatchObject([{ places: 40 }])
    expect(await placesUsed(id)).toBeGreaterThan(6)
  })
})
