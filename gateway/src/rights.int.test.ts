// Who gets to see whom: a school its own students, a company the first names of its own, a student himself; and how few calls that takes.
import { execute, parse } from 'graphql'
import { createContext } from './context.ts'
import { createSchema } from './schema.ts'
import { type Asking, call, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

describe('rights', () => {
  let small: SmallBureau
  let [staff, student, company, nobody]: Asking[] = []
  let own: { id: string; displayName: string; schoolId: string }
  let other: typeof own
  beforeAll(async () => {
    small = await openSmallBureau()
    const { people } = await small.people()
    ;[staff, student, company] = await Promise.all(
      [people.staff!, people.student!, people.companyUser!].map(small.askAs),
    )
    nobody = (query, variables) => small.ask(query, variables, { authorization: '', 'x-graphql-yoga-csrf': '1' })
    const { items } = await small.bureau.placements.students({ first: 100 }, call)
    own = items.find(({ node }) => node.email === people.student)!.node
    other = items.find(({ node }) => node.schoolId !== own.schoolId)!.node
  })
  afterAll(() => small.close())

  it('let staff see their own school and nobody else', async () => {
    const { data } = await staff!(
      '{ viewer { school { id } } students(first: 100) { totalCount edges { node { school { id } } } } }',
    )
    const schools = new Set(data.students.edges.map(({ node }: { node: { school: { id: string } } }) => node.school.id))
    expect([...schools]).toEqual([data.viewer.school.id])
    const { items } = await small.bureau.placements.students({ first: 100 }, call)
    const foreign = items.find(({ node }) => node.schoolId !== data.viewer.school.id)!.node
    const asked =
      'query ($id: ID!, $school: ID!) { student(id: $id) { id } students(first: 9, schoolId: $school) { totalCount } attendance(date: "2026-12-03", schoolId: $school) { id } }'
    expect((await staff!(asked, { id: foreign.id, school: foreign.schoolId })).data).toEqual({
      student: null,
      students: { totalCount: 0 },
      attendance: [],
    })
  })

  it('let a student see himself', async () => {
    const asked =
      'query ($own: ID!, $other: ID!) { own: student(id: $own) { displayName preferences { rank } } other: student(id: $other) { id } students(first: 9) { totalCount } }'
    expect((await student!(asked, { own: own.id, other: other.id })).data).toMatchObject({
      own: { displayName: own.displayName },
      other: null,
      students: { totalCount: 1 },
    })
    expect((await student!('{ season { schools { id } } }')).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      slug: 'rights/not-yours',
    })
  })

  it('let a company see the first names of those who come, and nothing else of them', async () => {
    const { data, errors } = await company!(
      '{ students(first: 100) { edges { node { id displayName } } } companies(first: 100) { totalCount } }',
    )
    expect(errors).toBeUndefined()
    expect(data.companies.totalCount).toBe(1)
    expect(data.students.edges.length).toBeGreaterThan(0)
    for (const { node } of data.students.edges) expect(node.displayName).not.toContain(' ')
    const more = await company!('query ($id: ID!) { student(id: $id) { number } }', {
      id: data.students.edges[0].node.id,
    })
    expect(more.data.student).toBeNull()
    expect(more.errors?.[0]?.extensions.slug).toBe('rights/not-yours')
    const { items } = await small.bureau.companies.companies({ first: 100 }, call)
    const mine = (await company!('{ viewer { company { id } } }')).data.viewer.company.id
    const foreign = items.find(({ node }) => node.id !== mine)!.node.id
    const codes = await company!('query ($id: ID!) { company(id: $id) { poster { code } } }', { id: foreign })
    expect(codes.data.company).toBeNull()
    const confirming =
      'mutation ($id: ID!) { confirmAttendance(input: { companyId: $id, date: "2026-12-03", present: [] }) { id } }'
    expect((await company!(confirming, { id: foreign })).errors?.[0]?.extensions.code).toBe('NOT_FOUND')
  })

  it('let a company answer for itself and the office for a company that phones, and no school', async () => {
    const { items } = await small.bureau.companies.companies({ first: 100 }, call)
    const seasonId = (await small.ask('{ season { id } }')).data.season.id
    const companyIds = items.map(({ node }) => node.id)
    const [invitation] = await small.bureau.companies.invitationsOfCompanies({ companyIds, seasonId }, call)
    const variables = { id: invitation!.id }
    const answering =
      'mutation ($id: ID!) { answerCall(input: { invitationId: $id, decision: DECLINE, reason: "gebeld" }) { reason } }'
    const mending = 'mutation ($id: ID!) { mendInvitation(invitationId: $id, email: "mij@school.example") { id } }'
    expect((await staff!(answering, variables)).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      slug: 'invitation/not-by-schools',
    })
    const before = await small.bureau.companies.invitationsByIds({ ids: [invitation!.id] }, call)
    expect(before).toEqual([invitation])
    expect((await staff!(mending, variables)).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      slug: 'rights/not-yours',
    })
    expect((await small.ask(answering, variables)).data).toEqual({ answerCall: { reason: 'gebeld' } })
  })

  it('let a school ask a company for itself, and the office for a school that there is', async () => {
    const { items } = await small.bureau.companies.companies({ first: 100 }, call)
    const asking =
      'mutation ($id: ID!, $school: ID) { askCompany(companyId: $id, onBehalfOf: $school) { contactRequests { schoolId } } }'
    const id = items[0]!.node.id
    const mine = (await staff!('{ viewer { school { id } } }')).data.viewer.school.id
    const foreign = (await small.ask('{ season { schools { id } } }')).data.season.schools
      .map((one: { id: string }) => one.id)
      .find((one: string) => one !== mine)
    const refused = async (who: Asking, school: string) =>
      (await who(asking, { id, school })).errors?.[0]?.extensions.slug
    expect(await refused(staff!, foreign)).toBe('invitation/other-school')
    expect(await refused(small.ask, 'nope')).toBe('school/unknown')
    expect((await staff!(asking, { id, school: mine })).data.askCompany.contactRequests).toEqual([{ schoolId: mine }])
    const { data } = await small.ask(asking, { id, school: foreign })
    expect(data.askCompany.contactRequests).toContainEqual({ schoolId: foreign })
  })

  it('let nobody see anything but how to sign in', async () => {
    const { data } = await nobody!('{ viewer { role may } season { region } }')
    expect(data.viewer).toEqual({ role: 'nobody', may: expect.arrayContaining(['signIn', 'answerCall']) })
    expect((await nobody!('{ students(first: 1) { totalCount } }')).errors?.[0]?.extensions.slug).toBe(
      'rights/sign-in-first',
    )
  })

  it('close a company link when its season has ended', async () => {
    const token = (await small.people()).companyLink!.split('/').at(-1)!
    small.setNow('2028-01-01T09:00:00Z')
    const late = await nobody!(
      'mutation ($token: String!) { answerCall(input: { token: $token, decision: DECLINE }) { id } }',
      { token },
    )
    small.setNow('2026-06-08T08:00:00Z')
    expect(late.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', slug: 'invitation/season-ended' })
  })

  it('ask each service once a level, however many things are on it', async () => {
    const counts = new Map<string, number>()
    const counted = <Client extends object>(name: string, client: Client): Client =>
      new Proxy(client, {
        get:
          (target, operation) =>
          (...args: unknown[]) => {
            const key = `${name}.${String(operation)}`
            counts.set(key, (counts.get(key) ?? 0) + 1)
            return (target as Record<PropertyKey, (...all: unknown[]) => unknown>)[operation]!(...args)
          },
      })
    const { companies, placements, matching } = small.bureau
    const clients = {
      companies: counted('companies', companies),
      placements: counted('placements', placements),
      matching: counted('matching', matching),
    }
    const contextValue = createContext(clients, { call } as never)
    const document = parse(
      '{ students(first: 50) { edges { node { school { name } placements { company { name invitation { state } offers { places } } programme { name } stops { company { name } } } attendance { state } teams { name } } } } }',
    )
    const { errors } = await execute({ schema: createSchema(), document, contextValue })
    expect(errors).toBeUndefined()
    expect(Object.fromEntries([...counts].filter(([, count]) => count > 1))).toEqual({})
    expect(counts.get('companies.companiesByIds')).toBe(1)
  })
})
