// The solving thread: questions are answered from what it keeps and never from what is out of date; a draft can be stopped.
import { randomUUID } from 'node:crypto'
import { createPart, findMany, project } from '@stagebureau/infra'
import { openTestSurroundings, type TestSurroundings } from '@stagebureau/infra/testing'
import type { Call, Clock } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { planDecider } from '../domain/plan.ts'
import { shortOfPlaces } from '../domain/short-of-places.ts'
import { randomSituation } from '../domain/testing/random-situation.ts'
import { byPlanningAgain } from '../domain/why-not.ts'
import { planContracts } from '../events.ts'
import { createStore, type MatchingStore } from '../store.ts'
import { createDrafting } from './draft.ts'
import { createKeeping } from './keep-plan.ts'
import { openingViewId } from './opening-id.ts'
import { createFollowing } from './progress.ts'
import { createShortages } from './shortages.ts'
import { createSituations } from './situation.ts'
import { createSolver } from './solver.ts'
import { createWhyNot } from './why-not.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }

describe('the solving thread', () => {
  let surroundings: TestSurroundings
  let store: MatchingStore
  let situations: ReturnType<typeof createSituations>
  let clock: Clock
  let drafting: ReturnType<typeof createDrafting>
  const solver = createSolver(() => {})
  const { programme, season, students, companies, openings, centres } = randomSituation(3, {
    students: 80,
    companies: 50,
    places: 2,
  })

  beforeAll(async () => {
    surroundings = await openTestSurroundings()
    const parts = await surroundings.of('matching')
    const { connection } = parts
    clock = parts.clock
    store = createStore(connection)
    // Not started: what would be told stays in the documents.
    const part = createPart('matching', parts)
    const keepPlan = createKeeping({ store, plans: part.aggregate(store.plans, planDecider, planContracts) })
    for (const model of Object.values(connection.models)) await model.createIndexes()
    const first = (_id: string, facts: object) => ({ _id, sequence: 1, ...facts })
    const areas = [...centres].map(([area, centre]) => ({ area, ...centre }))
    await store.seasons.insertMany([first('s', season)] as never)
    await store.programmes.insertMany([
      first('p', programme),
      first('q', { ...programme, programmeId: 'q', order: 0 }),
    ] as never)
    await store.areaSheets.insertMany([first('a', { areas })] as never)
    await store.students.insertMany(students.map((one) => first(one.studentId, { ...one, seasonId: 's' })) as never)
    await store.companies.insertMany(
      [...companies.values()].map((one) => first(one.companyId, { ...one, status: 'active' })) as never,
    )
    const offers = openings.map(({ companyId, ...line }) =>
      first(companyId, { companyId, seasonId: 's', state: 'answered', openings: [line] }),
    )
    await store.offers.insertMany(offers as never)
    const plan = { _id: 'plan', version: 1, outbox: [], pending: false, situation: 'drafted', programmeId: 'p' }
    await store.plans.insertMany([{ ...plan, seasonId: 's', name: 'plan', weights: {} }] as never)
    const row = (studentId: string, at: number) => ({ _id: `plan:${at}`, planId: 'plan', at, studentId, schoolId: 'h' })
    await store.rows.insertMany(students.map(({ studentId }, at) => row(studentId, at)) as never)
    situations = createSituations(store)
    drafting = createDrafting({ store, keepPlan, situations, solver, following: createFollowing(store) })
  })
  afterAll(async () => {
    await solver.stop()
    await surroundings.close()
  })

  it('stops one piece of work at once, and goes on with the others', async () => {
    const situation = await situations.load('p')
    const stop = new AbortController()
    const [stopped, other] = [stop.signal, undefined].map((signal) =>
      solver.solve('draft', { situation, choices: { weights: {} } }, undefined, signal),
    )
    stop.abort(new Error('no more'))
    await expect(stopped).rejects.toThrow('no more')
    expect((await other!).rows).toHaveLength(80)
  })

  it('keeps nothing of a draft that is cancelled', async () => {
    const planId = randomUUID()
    const draft = () => drafting.draftPlan({ programmeId: 'p', planId, weights: [] }, call)
    const refused = expect(draft()).rejects.toMatchObject({ slug: 'plan/cancelled' })
    await eventually(async () => expect(await drafting.cancelDraft({ planId }, call)).toBe(true))
    await refused
    expect(await findMany(store.rows, { planId })).toEqual([])
    expect(await findMany(store.plans, { _id: planId })).toEqual([])
    expect(await drafting.cancelDraft({ planId }, call)).toBe(false)
    expect(await draft()).toBe(planId)
    expect(await findMany(store.rows, { planId })).toHaveLength(80)
  })

  it('answers as things are, after whatever happens, and is loaded again only then', async () => {
    let loads = 0
    const watched: typeof situations = {
      ...situations,
      standing: async (...of) => {
        const { key, load } = await situations.standing(...of)
        const counted = () => {
          loads++
          return load()
        }
        return { key, load: counted }
      },
    }
    const { whyNot } = createWhyNot({ store, situations: watched, solver })
    const { shortages } = createShortages({ store, situations: watched, solver, clock })
    const asked = students.flatMap(({ studentId, profile }) => {
      const fitting = openings.find((one) => one.profile === profile && one.companyId !== 'c0')
      return fitting === undefined ? [] : [{ studentId, openingId: fitting.openingId }]
    })
    const answersAreFresh = async () => {
      const now = await situations.load('p')
      const forbids = (await findMany(store.forbids, { planId: 'plan' })).map(({ studentId, openingId }) => ({
        studentId,
        openingId,
      }))
      const { studentId, openingId } = asked[loads % asked.length]!
      const { othersMoved, extraMinutes, delta } = byPlanningAgain(
        { ...now, forbids },
        { weights: {} },
        { studentId, openingId },
      )
      const answer = await whyNot({ planId: 'plan', studentId, openingId: openingViewId('p', openingId) }, call)
      expect(answer).toMatchObject({ othersMoved, extraMinutes, ...(delta === undefined ? {} : { delta }) })
      const groups = shortOfPlaces(await situations.load('p', 'earlier'))
      expect(await shortages({ programmeId: 'p' }, call)).toEqual(groups.map((one) => ({ ...one, programmeId: 'p' })))
    }
    const event = (subject: string) => ({ subject, sequence: 2 })
    const { _id: __, sequence: ___, ...offer } = (await findMany(store.offers, { _id: 'c0' }))[0]!
    const [someone, other] = [students[5]!, students[6]!]
    const stop = { companyId: 'c1', openingId: 'c1.other', from: '2026-11-02', until: '2026-11-27', minutes: 5 }
    const happenings: (() => Promise<unknown>)[] = [
      async () => {},
      () => project(store.students, event(someone.studentId), { left: true }),
      () => project(store.students, event(other.studentId), { wishes: [] }),
      () => project(store.students, event('s999'), { ...someone, studentId: 's999', seasonId: 's' }),
      () => project(store.offers, event('c0'), { ...offer, openings: [] }),
      () => project(store.companies, event('c2'), { status: 'closed' }),
      () => project(store.programmes, event('p'), { maxTravelMinutes: 30 }),
      () => project(store.seasons, event('s'), { seed: 99 }),
      () =>
        project(store.areaSheets, event('a'), {
          areas: [...centres].map(([area, one]) => ({ area, ...one })).slice(1),
        }),
      () => store.forbids.insertMany([{ _id: 'f', planId: 'plan', ...asked[loads % asked.length], by: 'x' }] as never),
      async () => {
        await store.rows.insertMany([
          { _id: 'r', planId: 'else', at: 0, studentId: other.studentId, schoolId: 'h', stops: [stop] },
        ] as never)
        const publication = {
          _id: 'q',
          version: 1,
          outbox: [],
          pending: false,
          planId: 'else',
          seasonId: 's',
          earlier: [],
        }
        await store.publications.insertMany([publication] as never)
      },
    ]
    for (const [k, happen] of happenings.entries()) {
      await happen()
      const before = loads
      await answersAreFresh()
      // What was forbidden is of one plan; shortages are not about a plan.
      expect(loads - before).toBe(k === 9 ? 1 : 2)
      await answersAreFresh()
      expect(loads - before).toBe(k === 9 ? 1 : 2)
    }
  })
})
