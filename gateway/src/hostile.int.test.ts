// Operations by chance, right, spoilt and hostile, of every role: nothing falls over and nothing leaks.
import { eventually } from '@stagebureau/shared/testing'
import { parse } from 'graphql'
import { createSchema, graphRoles } from './schema.ts'
import { leaksIn } from './testing/leaks.ts'
import { createChance, createOperations, type KnownIds } from './testing/random-operations.ts'
import { call, type GraphAnswer, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

/** Enough for every run of the tests; `OPERATIONS=10000 npm test -- hostile` for all of them. */
const operations = Number(process.env.OPERATIONS ?? 1500)
const atATime = 8
/** These would plan anew or open other seasons all the time; they are asked now and then. */
const costly = [
  'draftPlan',
  'publishPlan',
  'repairOptions',
  'applyRepair',
  'openSeason',
  'importFile',
  'pinAssignment',
  'forbidAssignment',
]

type Person = {
  readonly role: 'coordinator' | 'staff' | 'student' | 'companyUser' | 'companyLink' | 'nobody'
  readonly bearer?: string
  readonly strange: readonly string[]
}

/** What there is to ask about, and who asks; for everyone the texts that must never come their way. */
const situation = async (small: SmallBureau): Promise<{ ids: KnownIds; people: readonly Person[] }> => {
  const { placements, companies, matching, door } = small.bureau
  const found = await small.people()
  const students = (await placements.students({ first: 100 }, call)).items.map(({ node }) => node)
  const all = (await companies.companies({ first: 100 }, call)).items.map(({ node }) => node)
  const [season] = await placements.seasons({}, call)
  const seasonId = season!.id
  const schools = await placements.schools({}, call)
  const programmes = await placements.programmesOfSeason({ seasonId }, call)
  const plans = await matching.plansOfProgrammes({ programmeIds: programmes.map(({ id }) => id) }, call)
  const placed = await placements.placementsOfStudents({ studentIds: students.map(({ id }) => id) }, call)
  const invitations = await companies.invitationsOfSeason({ seasonId }, call)
  const openings = await matching.openingsOfProgrammes({ programmeIds: programmes.map(({ id }) => id) }, call)
  const idsOf = (things: readonly { id: string }[]) => things.map(({ id }) => id)
  const ids: KnownIds = {
    student: idsOf(students),
    company: idsOf(all),
    season: [seasonId],
    school: idsOf(schools),
    programme: idsOf(programmes),
    plan: idsOf(plans),
    placement: idsOf(placed),
    invitation: idsOf(invitations),
    opening: idsOf(openings),
    case: invitations.flatMap(({ cases }) => idsOf(cases)),
    keep: idsOf(all),
    duplicate: idsOf(all),
    present: idsOf(students),
  }
  const key = async (email: string) => (await door.makeApiKey(email, 30)).key
  const token = found.companyLink!.split('/').at(-1)!
  const numberOf = (of: readonly (typeof students)[number][]) =>
    of.flatMap(({ email }) => (email === undefined ? [] : [email]))
  const me = students.find(({ email }) => email === found.people.student)!
  const staff = (await door.people()).find(({ email }) => email === found.people.staff)!
  const fullNames = students
    .filter(({ displayName, firstName }) => displayName !== firstName)
    .map(({ displayName }) => displayName)
  const others = students.filter(({ id }) => id !== me.id)
  const elsewhere = students.filter(({ schoolId }) => schoolId !== staff.schoolId)
  const ownNames = new Set(
    students.filter(({ schoolId }) => schoolId === staff.schoolId).map(({ displayName }) => displayName),
  )
  const foreignNames = elsewhere.map(({ displayName }) => displayName).filter((name) => !ownNames.has(name))
  const secrets = [token.slice(-20)]
  return {
    ids,
    people: [
      { role: 'coordinator', bearer: await key(found.people.coordinator!), strange: secrets },
      {
        role: 'staff',
        bearer: await key(found.people.staff!),
        strange: [...numberOf(elsewhere), ...foreignNames, ...secrets],
      },
      {
        role: 'student',
        bearer: await key(me.email!),
        strange: [
          ...others.map(({ displayName }) => displayName).filter((name) => name !== me.displayName),
          ...idsOf(others),
          ...secrets,
        ],
      },
      {
        role: 'companyUser',
        bearer: await key(found.people.companyUser!),
        strange: [...fullNames, ...numberOf(students), ...secrets],
      },
      { role: 'companyLink', bearer: token, strange: [...fullNames, ...numberOf(students)] },
      { role: 'nobody', strange: [...fullNames, ...numberOf(students), ...idsOf(students), ...secrets] },
    ],
  }
}

describe('the graph under operations by chance', () => {
  let small: SmallBureau
  const schema = createSchema()
  beforeAll(async () => {
    small = await openSmallBureau()
  })
  afterAll(() => small.close())

  it('never falls over, masks every fault, and shows nobody what is not theirs', async () => {
    const seed = Number(process.env.SEED ?? 20_261_208)
    const chance = createChance(seed)
    const { ids, people } = await situation(small)
    const make = createOperations(schema, ids, chance)
    const flaws: string[] = []
    const counted: Record<string, number> = {}

    const requestFor = () => {
      const leave = chance.often(98) ? costly : []
      const dice = chance.below(100)
      if (dice < 55) return make.operation('Query', leave)
      if (dice < 80) return make.operation('Mutation', leave)
      return dice < 92 ? make.spoilt(leave) : make.hostile()
    }

    const send = async () => {
      const person = chance.one(people)
      const request = requestFor()
      const right = 'query' in request
      const body = right ? JSON.stringify(request) : request.body
      const response = await fetch(`${small.url}/graphql`, {
        method: 'POST',
        body: body as never,
        headers: {
          'content-type': 'application/json',
          'x-graphql-yoga-csrf': '1',
          ...(person.bearer === undefined ? {} : { authorization: `Bearer ${person.bearer}` }),
          ...(right ? {} : request.headers),
        },
      })
      const text = await response.text()
      const flaw = (what: string) =>
        void flaws.push(`${what}: ${person.role} asked ${String(body).slice(0, 600)} and got ${text.slice(0, 600)}`)
      counted[response.status] = (counted[response.status] ?? 0) + 1
      if (response.headers.get('x-request-id') === null) flaw('an answer without a number')
      if (/\bat .*\.ts:|node_modules/.test(text)) flaw('a stack')
      const stranger = right && person.strange.find((one) => text.includes(one) && !String(body).includes(one))
      if (stranger) flaw(`something of somebody else (${stranger})`)
      if (response.status >= 500 && !text.includes('requestId')) flaw('a fault without a number')
      if (response.headers.get('content-type')?.includes('event-stream')) return
      let answer: GraphAnswer & { readonly requestId?: string }
      try {
        answer = JSON.parse(text)
      } catch {
        // A body of another kind is fine for a request of another kind.
        if (right) flaw('no JSON')
        return
      }
      for (const { extensions } of answer.errors ?? []) {
        if (
          typeof extensions?.code !== 'string' ||
          typeof extensions.slug !== 'string' ||
          typeof extensions.requestId !== 'string'
        )
          flaw('an error without code, slug or number')
        if (extensions?.code === 'INTERNAL_SERVER_ERROR') flaw('a fault')
      }
      if (right && answer.data != null)
        for (const field of leaksIn(schema, graphRoles, parse(request.query), answer.data, person.role))
          flaw(`the field ${field}`)
    }

    let left = operations
    const worker = async () => {
      while (left-- > 0 && flaws.length < 20) await send()
    }
    await Promise.all(Array.from({ length: atATime }, worker))
    expect({ seed, flaws }).toEqual({ seed, flaws: [] })
    expect(Object.keys(counted).filter((status) => Number(status) >= 500)).toEqual([])
    expect(await (await fetch(`${small.url}/health`)).json()).toEqual({ status: 'ok' })
    await eventually(async () => expect((await fetch(`${small.url}/ready`)).status).toBe(200))
    expect(await small.bureau.bus.parked.list()).toEqual([])
  }, 600_000)
})
