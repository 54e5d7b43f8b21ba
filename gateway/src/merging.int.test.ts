// What becomes of a duplicate's history: its invitation, answer, openings, placements and link go on in the company that is kept.
import { type Asking, call, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

const merge = 'mutation ($keep: ID!, $duplicate: ID!) { mergeCompanies(keep: $keep, duplicate: $duplicate) { id } }'
const companyQuery = `query ($id: ID!) { company(id: $id) {
  otherNames email status invitation { id state reminders offer { openings { id places } } contactRequests { schoolId } }
  offers { id places } placements(first: 100) { edges { node { id student { id } stops { company { id } } } } }
} }`
const register = `mutation ($input: RegisterCompanyInput!) { registerCompany(input: $input) { id } }`
const askCompany = 'mutation ($id: ID!, $school: ID) { askCompany(companyId: $id, onBehalfOf: $school) { id state } }'
const answer = `mutation ($id: ID!, $places: Int!) { answerCall(input: {
  invitationId: $id, decision: OFFER, openings: [{ kind: CAROUSEL, profile: "PIE", places: $places }]
}) { state offer { openings { id places } } } }`

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
const unfolded = ({ placements, ...company }: any) => ({
  ...company,
  placements: placements.edges.map(({ node }: { node: object }) => node),
})

describe('merging companies', () => {
  let small: SmallBureau
  let schoolId: string
  let link: string
  let byLink: Asking
  beforeAll(async () => {
    small = await openSmallBureau()
    schoolId = (await small.ask('{ season { schools { id } } }')).data.season.schools[0].id
    link = decodeURIComponent((await small.people()).companyLink!.split('/').at(-1)!)
    byLink = await small.askAs(link)
  })
  afterAll(() => small.close())

  let number = 0
  const company = async (name: string, email?: string): Promise<string> => {
    number += 1
    const establishmentNumber = `00009999000${number}`
    const input = {
      kvkNumber: `9999000${number}`,
      establishmentNumber,
      name,
      postcode: '9801 AA',
      place: 'Lindervoort',
    }
    return (await small.ask(register, { input: { ...input, email } })).data.registerCompany.id
  }
  const seen = async (id: string) => unfolded((await small.ask(companyQuery, { id })).data.company)
  const ask = async (id: string, school?: string): Promise<{ id: string; state: string }> =>
    (await small.ask(askCompany, { id, school })).data.askCompany
  const merged = async (keep: string, duplicate: string) => {
    expect((await small.ask(merge, { keep, duplicate })).errors).toBeUndefined()
    await small.bureau.settled()
  }
  const letters = async (to: string) => {
    await small.bureau.settled()
    return (await small.bureau.keptMail!.list(2000)).filter((letter) => letter.to === to)
  }

  it('lets the invitation, the answer, the openings, the placements and the link of the duplicate go on', async () => {
    const duplicate = (await byLink('{ viewer { company { id } } }')).data.viewer.company.id
    await ask(duplicate, schoolId)
    const before = await seen(duplicate)
    expect(before.offers.length).toBeGreaterThan(0)
    expect(before.placements.length).toBeGreaterThan(0)
    const keep = await company('De Linde Techniek')
    await merged(keep, duplicate)

    const { otherNames, email, invitation, offers, placements } = await seen(keep)
    expect(otherNames).toHaveLength(1)
    expect({ email, invitation, offers }).toEqual({
      email: before.email,
      invitation: before.invitation,
      offers: before.offers,
    })
    type Placed = { id: string; student: { id: string }; stops: { company: { id: string } }[] }
    expect(placements.map(({ id, student }: Placed) => ({ id, student }))).toEqual(
      before.placements.map(({ id, student }: Placed) => ({ id, student })),
    )
    expect(new Set(placements.flatMap(({ stops }: Placed) => stops.map((stop) => stop.company.id)))).toEqual(
      new Set([keep]),
    )
    const gone = await seen(duplicate)
    expect(gone).toMatchObject({ status: 'MERGED', invitation: null, offers: [], placements: [] })

    const told = (await letters(before.email)).length
    expect(await ask(keep)).toMatchObject({ id: before.invitation.id, state: 'ANSWERED' })
    expect(await letters(before.email)).toHaveLength(told)
    expect((await byLink('{ viewer { company { id } invitation { id } } }')).data.viewer).toEqual({
      company: { id: keep },
      invitation: { id: before.invitation.id },
    })
  })

  it('brings the answer along when only the duplicate answered, and its link goes on to the company that is kept', async () => {
    const keep = await company('Kolk Metaal', 'info@kolk-metaal.example')
    const duplicate = await company('Metaal Kolk', 'post@kolk-metaal.example')
    const own = await ask(keep)
    const theirs = await ask(duplicate, schoolId)
    const [letter] = await letters('post@kolk-metaal.example')
    const token = /\/antwoord\/(\S+)/.exec(letter!.text)![1]!
    const [opening] = (await small.ask(answer, { id: theirs.id, places: 2 })).data.answerCall.offer.openings
    await merged(keep, duplicate)
    const { invitation, email, offers } = await seen(keep)
    expect(email).toBe('info@kolk-metaal.example')
    expect(invitation).toMatchObject({
      id: own.id,
      state: 'ANSWERED',
      offer: { openings: [opening] },
      contactRequests: [{ schoolId }],
    })
    expect(offers).toHaveLength(1)
    const byOldLink = await small.askAs(decodeURIComponent(token))
    const { viewer } = (await byOldLink('{ viewer { company { id } invitation { id } } }')).data
    expect(viewer).toEqual({ company: { id: keep }, invitation: { id: own.id } })
    const changed = await byOldLink(
      `mutation ($token: String!) { answerCall(input: { token: $token, decision: OFFER, openings: [{ kind: CAROUSEL, profile: "PIE", places: 5 }] }) { offer { openings { id places } } } }`,
      { token: decodeURIComponent(token) },
    )
    expect(changed.data.answerCall.offer.openings).toEqual([{ id: opening.id, places: 5 }])
    expect(await letters('info@kolk-metaal.example')).toHaveLength(1)
  })

  it('keeps the openings of both when both answered, in plans too', async () => {
    const keep = await company('Vonk Elektro', 'info@vonk.example')
    const duplicate = await company('Elektro Vonk', 'post@vonk.example')
    const [own, theirs] = [await ask(keep), await ask(duplicate)]
    const first = (await small.ask(answer, { id: own.id, places: 1 })).data.answerCall.offer.openings
    const second = (await small.ask(answer, { id: theirs.id, places: 3 })).data.answerCall.offer.openings
    await merged(keep, duplicate)
    const { invitation, offers } = await seen(keep)
    expect(invitation.offer.openings).toEqual([...first, ...second])
    expect(offers.map(({ places }: { places: number }) => places)).toEqual([1, 3])
  })

  it('refuses a duplicate that went on in another company, and follows a company that is merged once more', async () => {
    const [a, b, c] = [await company('Smit A'), await company('Smit B'), await company('Smit C')]
    await merged(b, a)
    expect((await small.ask(merge, { keep: c, duplicate: a })).errors?.[0]?.extensions.slug).toBe('company/not-active')
    await merged(c, b)
    const [first] = await small.bureau.companies.companiesByIds({ ids: [a] }, call)
    expect(first?.mergedInto).toBe(c)
    expect((await seen(c)).otherNames.toSorted()).toEqual(['Smit A', 'Smit B'])
  })
})
