// Carrying out a publication that is broken off in the middle, repeated and overtaken.
import { createPart, findMany, findOne } from '@stagebureau/infra'
import { openTestSurroundings, type TestSurroundings } from '@stagebureau/infra/testing'
import type { AssignedStop, Call, Envelope } from '@stagebureau/shared'
import { assignmentDecider } from '../domain/assignment.ts'
import { planDecider } from '../domain/plan.ts'
import { publicationDecider } from '../domain/publication.ts'
import { assignmentContracts, planContracts, publicationContracts } from '../events.ts'
import { createStore, type MatchingStore } from '../store.ts'
import { createBroken } from './broken.ts'
import { createKeeping } from './keep-plan.ts'
import { createPublishing } from './publish.ts'
import { createSituations } from './situation.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }
const programmeId = 'r1'
const students = Array.from({ length: 6 }, (_, i) => `p${i + 1}`)
const prices = Buffer.from([1, 2, 3])
const quality = { placed: 6, unplaced: 0, objective: 60, bound: 60, gap: 0, averageTravelMinutes: 10, coverage: 1 }
const made = { quality: { ...quality, solveMilliseconds: 1 }, levels: [], weights: {} }
const stop = (companyId: string): AssignedStop => ({
  companyId,
  openingId: `${companyId}.o`,
  from: '2026-12-03',
  until: '2026-12-17',
  minutes: 10,
})

describe('carrying out a publication', () => {
  let surroundings: TestSurroundings
  let store: MatchingStore
  let breaksAfter: number
  let publishing: ReturnType<typeof createPublishing>

  beforeEach(async () => {
    surroundings = await openTestSurroundings()
    const parts = await surroundings.of('matching')
    store = createStore(parts.connection)
    // Not started: what would be told stays in the documents, where it can be seen.
    const part = createPart('matching', parts)
    for (const model of Object.values(parts.connection.models)) await model.createIndexes()
    const keepPlan = createKeeping({ store, plans: part.aggregate(store.plans, planDecider, planContracts) })
    const publications = part.aggregate(store.publications, publicationDecider, publicationContracts)
    const kept = part.aggregate(store.assignments, assignmentDecider, assignmentContracts)
    breaksAfter = Number.POSITIVE_INFINITY
    const assignments: typeof kept = {
      ...kept,
      execute: async (...given) => {
        if (--breaksAfter < 0) throw new Error('the process stops')
        return kept.execute(...given)
      },
    }
    const { clock } = parts
    const brokenPlans = createBroken({ store, situations: createSituations(store), clock })
    publishing = createPublishing({ store, publications, assignments, brokenPlans, clock })
    const known = (_id: string) => ({ _id, sequence: 1, studentId: _id, seasonId: 's1', schoolId: 'h1' })
    await store.students.insertMany(students.map(known) as never)
    await store.programmes.insertMany([
      { _id: programmeId, sequence: 1, programmeId, seasonId: 's1', kind: 'placement', name: 'Stage' },
    ] as never)
    for (const planId of ['bos', 'kolk']) {
      const openings = [{ openingId: `${planId}.o`, kind: 'placement', places: 6, weekdays: [], closedRounds: [] }]
      const company = { _id: planId, sequence: 1, companyId: planId, key: planId, name: planId, status: 'active' }
      await store.companies.insertMany([company] as never)
      const offer = { _id: planId, sequence: 1, companyId: planId, seasonId: 's1', state: 'answered', openings }
      await store.offers.insertMany([offer] as never)
      const rows = students.map((studentId) => {
        return { studentId, schoolId: 'h1', stops: [stop(planId)], gaps: [], reasons: [], pinned: false }
      })
      await keepPlan(
        { planId, programmeId, seasonId: 's1', seed: 1, name: planId },
        { rows, ...made },
        prices,
        call,
        () => true,
      )
    }
  })
  afterEach(() => surroundings.close())

  /** Publishes and gives the sequence by which its reaction knows the publication. */
  const publish = async (planId: string): Promise<number> => {
    await publishing.publishPlan(planId, call)
    return (await findOne(store.publications, { _id: programmeId }))!.version
  }
  const told = async (type: string): Promise<Envelope[]> => {
    const documents = [...(await findMany(store.assignments, {})), ...(await findMany(store.publications, {}))]
    return documents.flatMap(({ outbox }) => outbox).filter((event) => event.type === type)
  }
  const outcomes = async () => (await told('PlanCarriedOut')).map(({ data }) => data)
  const all = { placed: 6, moved: 0, dropped: 0, unreachable: 0, schoolId: 'h1' }

  it('comes out the same when it is broken off after any number of students, and tells each of them once', async () => {
    const publication = await publish('bos')
    for (const after of [0, 2, 3]) {
      breaksAfter = after
      await expect(publishing.assign({ planId: 'bos', programmeId }, publication)).rejects.toThrow('stops')
      expect(await outcomes()).toEqual([])
    }
    breaksAfter = Number.POSITIVE_INFINITY
    for (let i = 0; i < 2; i++) await publishing.assign({ planId: 'bos', programmeId }, publication)
    expect(await outcomes()).toMatchObject([
      { companies: [{ companyId: 'bos', before: 0, students: 6, from: '2026-12-03' }], schools: [all] },
    ])
    expect(await told('StudentAssigned')).toHaveLength(6)
  })

  it('says of each publication what it changed, also when the next one came before it was carried out', async () => {
    const first = await publish('bos')
    const second = await publish('kolk')
    await publishing.assign({ planId: 'bos', programmeId }, first)
    breaksAfter = 3
    await expect(publishing.assign({ planId: 'kolk', programmeId }, second)).rejects.toThrow('stops')
    breaksAfter = Number.POSITIVE_INFINITY
    // The first one comes again, late: it is past.
    await publishing.assign({ planId: 'bos', programmeId }, first)
    await publishing.assign({ planId: 'kolk', programmeId }, second)
    expect(await outcomes()).toMatchObject([
      { planId: 'bos', schools: [all] },
      {
        planId: 'kolk',
        companies: [
          { companyId: 'bos', before: 6, students: 0 },
          { companyId: 'kolk', before: 0, students: 6 },
        ],
        schools: [{ placed: 0, moved: 6 }],
      },
    ])
    const standing = await findMany(store.assignments, {})
    expect(new Set(standing.map(({ planId }) => planId))).toEqual(new Set(['kolk']))
  })

  it.each([
    ['a company withdrew its offer', () => store.offers.updateOne({ _id: 'bos' }, { openings: [] } as never), 6],
    ['a company closed', () => store.companies.updateOne({ _id: 'bos' }, { status: 'closed' } as never), 6],
    [
      'a company has fewer places',
      () => store.offers.updateOne({ _id: 'bos' }, { 'openings.0.places': 4 } as never),
      2,
    ],
  ])('refuses a plan when %s since, and says where and how many students', async (_, happens, count) => {
    await publish('kolk')
    await happens()
    await expect(publishing.publishPlan('bos', call)).rejects.toMatchObject({
      kind: 'conflict',
      slug: 'plan/overtaken',
      values: { companies: 'bos', students: count },
    })
    expect((await findOne(store.publications, { _id: programmeId }))!.planId).toBe('kolk')
  })

  it.each([
    ['a student is somewhere else', () => store.rows.updateOne({ studentId: 'p2' }, { 'stops.0.openingId': 'kolk.o' })],
    ['a student is nowhere', () => store.rows.updateOne({ studentId: 'p2' }, { stops: [] })],
    ['a row is gone', () => store.rows.deleteOne({ planId: 'bos', studentId: 'p2' })],
    ['a price is another', () => store.certificates.updateOne({ _id: 'bos' }, { prices: Buffer.from([1, 2, 4]) })],
    ['the proof is gone', () => store.certificates.deleteOne({ _id: 'bos' })],
  ])('refuses a plan that is not what passed its check: %s', async (_, happens) => {
    await happens()
    await expect(publishing.publishPlan('bos', call)).rejects.toMatchObject({ kind: 'conflict', slug: 'plan/unsealed' })
    expect(await findOne(store.publications, { _id: programmeId })).toBeNull()
  })

  it('refuses a plan with a student who has left, but not the plan that holds already', async () => {
    await publish('kolk')
    await store.students.updateOne({ _id: 'p3' }, { left: true } as never)
    await expect(publishing.publishPlan('bos', call)).rejects.toMatchObject({ slug: 'plan/students-left' })
    await publishing.publishPlan('kolk', call)
  })

  it('tells nobody when it is published quietly', async () => {
    await publishing.publishPlan('bos', call, true)
    await publishing.assign({ planId: 'bos', programmeId, quietly: true }, 1)
    expect(await outcomes()).toMatchObject([{ companies: [], schools: [] }])
    for (const { data } of await told('StudentAssigned')) expect(data).not.toHaveProperty('change')
  })
})
