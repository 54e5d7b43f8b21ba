// What everyone does around a placement, from outside: answer, wish, need, scan, confirm, miss, cancel; and what is told live.
import { eventually } from '@stagebureau/shared/testing'
import { type Asking, call, type GraphAnswer, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

/** Listens to a subscription; the events so far, and a way to hang up. */
const listen = async (url: string, key: string, query: string, variables: object = {}) => {
  const hangUp = new AbortController()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    signal: hangUp.signal,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  })
  const events: GraphAnswer[] = []
  const reading = (async () => {
    let text = ''
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk
        const parts = text.split('\n\n')
        text = parts.pop()!
        for (const part of parts) {
          const data = /^data: (.+)$/m.exec(part)?.[1]
          if (data !== undefined && /^event: next$/m.test(part)) events.push(JSON.parse(data) as GraphAnswer)
        }
      }
    } catch (error) {
      if (!hangUp.signal.aborted) throw error
    }
  })()
  return { events, status: response.status, hangUp: () => hangUp.abort(), ended: reading }
}

describe('a day at the bureau', () => {
  let small: SmallBureau
  let people: Readonly<Record<string, string>>
  let link: string
  let student: Asking
  let staff: Asking
  let byLink: Asking
  beforeAll(async () => {
    small = await openSmallBureau()
    const found = await small.people()
    people = found.people
    link = found.companyLink!.split('/').at(-1)!
    ;[student, staff, byLink] = (await Promise.all([people.student!, people.staff!, link].map(small.askAs))) as [
      Asking,
      Asking,
      Asking,
    ]
  })
  afterAll(() => small.close())

  describe('the company by its link', () => {
    const answerPage = `{ viewer { role company { name poster { code } } invitation { id state offer { openings { kind places } }
      lastOffer { openings { kind profile places } } call { subject deadline } } } }`
    it('sees its own question and answers it, again and again', async () => {
      const { data, errors } = await byLink(answerPage)
      expect(errors).toBeUndefined()
      expect(data.viewer).toMatchObject({ role: 'companyLink', invitation: { call: { subject: expect.any(String) } } })
      const answering = `mutation ($places: Int!) { answerCall(input: { token: "${link}", decision: OFFER, openings: [{ kind: PLACEMENT, profile: "PIE", places: $places }], supervisor: { name: "Joke Kolk" } }) { state offer { openings { places } } } }`
      expect((await byLink(answering, { places: 3 })).data.answerCall).toEqual({
        state: 'ANSWERED',
        offer: { openings: [{ places: 3 }] },
      })
    })
    it('finds last season filled in when a new one begins', async () => {
      const { data } = await small.ask(
        'mutation { openSeason(input: { region: "Lindervoort", from: "2027-08-30", until: "2028-07-07", detour: 1.3, means: [{ name: "fiets", kmPerHour: 15, startMinutes: 0 }] }) { id } }',
      )
      const company = (await byLink('{ viewer { company { id } } }')).data.viewer.company.id
      await small.bureau.settled()
      const asked = await small.ask(
        'mutation ($id: ID!) { askCompany(companyId: $id) { id offer { conditions } lastOffer { openings { kind profile places } supervisor { name } } } }',
        { id: company },
      )
      expect(asked.data.askCompany).toMatchObject({
        offer: null,
        lastOffer: { openings: [{ kind: 'PLACEMENT', profile: 'PIE', places: 3 }], supervisor: { name: 'Joke Kolk' } },
      })
      expect(data.openSeason.id).toBeTruthy()
    })
    it('is refused with a token of nobody', async () => {
      const nobody = await small.askAs(`${link.slice(0, -3)}abc`)
      const response = await nobody('{ viewer { role } }')
      expect(JSON.stringify(response)).toContain('invitation/unknown-link')
    })
  })

  it('takes preferences of a student, and refuses companies that are not there', async () => {
    const { data } = await small.ask('{ companies(first: 2) { edges { node { id } } } }')
    const companyIds = data.companies.edges.map(({ node }: { node: { id: string } }) => node.id)
    const giving =
      'mutation ($input: PreferencesInput!) { givePreferences(input: $input) { preferences { rank world company { id } case { title } } } }'
    const given = await student(giving, { input: { worlds: ['Mens & Medisch', 'Market & Money'], companyIds } })
    expect(given.errors).toBeUndefined()
    expect(given.data.givePreferences.preferences).toMatchObject([
      { rank: 1, world: 'Mens & Medisch' },
      { rank: 2, world: 'Market & Money' },
      { rank: 1, company: { id: companyIds[0] } },
      { rank: 2, company: { id: companyIds[1] } },
    ])
    const unknown = await student(giving, { input: { companyIds: ['x'] } })
    expect(unknown.errors?.[0]?.extensions.slug).toBe('preferences/unknown')
    const ofNobody = await staff(giving, { input: { worlds: ['Mens & Medisch'] } })
    expect(ofNobody.errors?.[0]?.extensions.slug).toBe('preferences/of-whom')
  })

  it('takes a need of a school, and replaces it when it is declared again', async () => {
    const programmeId = small.outcome.plans[0]!.programme.id
    const declaring =
      'mutation ($id: ID!, $n: Int!) { declareNeed(input: { programmeId: $id, profile: "PIE", students: $n }) { students school { name } programme { needs { students } } } }'
    await staff(declaring, { id: programmeId, n: 10 })
    const { data } = await staff(declaring, { id: programmeId, n: 12 })
    expect(data.declareNeed).toMatchObject({ students: 12, programme: { needs: [{ students: 12 }] } })
  })

  it('finds companies near a postcode', async () => {
    const counting =
      'query ($near: Postcode!, $minutes: Int!) { companies(first: 1, near: $near, withinMinutes: $minutes) { totalCount } }'
    const { data } = await small.ask('{ companies(first: 1) { edges { node { postcode } } } }')
    const near = data.companies.edges[0].node.postcode
    const count = async (minutes: number) =>
      (await small.ask(counting, { near, minutes })).data.companies.totalCount as number
    expect(await count(0)).toBeGreaterThanOrEqual(1)
    expect(await count(20)).toBeLessThan(await count(600))
  })

  describe('at the company', () => {
    const today = async () => {
      const { data } = await student(
        '{ viewer { student { id placements { id company { id } stops { from } programme { startsAt weekdays } } } } }',
      )
      const [placement] = data.viewer.student.placements
      return { studentId: data.viewer.student.id, placement, date: placement.stops[0].from as string }
    }
    it('tells live who comes, only to those who may see it, and notices who does not come', async () => {
      const { studentId, placement, date } = await today()
      small.setNow(`${date}T08:25:00+01:00`)
      const { code } = await small.bureau.placements.poster({ companyId: placement.company.id }, call)
      const key = async (email: string) => (await small.bureau.door.makeApiKey(email, 1)).key
      const subscription = 'subscription { attendanceToday { state student { displayName } date } }'
      const [mine, other] = await Promise.all([
        listen(small.url, await key(people.student!), subscription),
        listen(small.url, await key((await otherStudent(small, studentId))!), subscription),
      ])
      const scanned = await student(
        `mutation { registerScan(input: { scanId: "scan-live-1", code: "${code}" }) { state message } }`,
      )
      expect(scanned.data.registerScan.state).toBe('CLAIMED')
      await eventually(() =>
        expect(mine.events).toMatchObject([{ data: { attendanceToday: { state: 'CLAIMED', date } } }]),
      )
      expect(other.events).toEqual([])
      mine.hangUp()
      other.hangUp()
      await Promise.all([mine.ended, other.ended])

      const states = async () =>
        (await small.ask(`{ attendance(date: "${date}") { state student { id } } }`)).data.attendance as {
          state: string
          student: { id: string }
        }[]
      await small.bureau.jobs.noticeAbsences()
      expect((await states()).some(({ state }) => state === 'ABSENT')).toBe(false)
      small.setNow(`${date}T14:00:00+01:00`)
      await small.bureau.jobs.noticeAbsences()
      const all = await states()
      expect(all.find(({ student: { id } }) => id === studentId)?.state).toBe('CLAIMED')
      expect(new Set(all.filter(({ student: { id } }) => id !== studentId).map(({ state }) => state))).toEqual(
        new Set(all.length > 1 ? ['ABSENT'] : []),
      )
    })

    it('cancels a placement with a reason, once', async () => {
      const { placement } = await today()
      const cancelling =
        'mutation ($id: ID!) { cancelPlacement(input: { placementId: $id, reason: "verhuisd" }) { state } }'
      expect((await student(cancelling, { id: placement.id })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
      expect((await small.ask(cancelling, { id: placement.id })).data.cancelPlacement.state).toBe('CANCELLED')
      expect((await small.ask(cancelling, { id: placement.id })).errors?.[0]?.extensions.slug).toBe(
        'placement/cancelled-already',
      )
    })
  })

  it('tells how far a plan is', async () => {
    const planId = '0b0f6a1e-5f0c-4a49-8f0c-2f1a5d0f6a1e'
    const { key } = await small.bureau.door.makeApiKey(people.coordinator!, 1)
    const told = await listen(
      small.url,
      key,
      'subscription ($id: ID!) { planProgress(planId: $id) { state plan { quality { placed } } } }',
      { id: planId },
    )
    const programmeId = small.outcome.plans[0]!.programme.id
    const draft = await small.ask(
      `mutation { draftPlan(input: { programmeId: "${programmeId}", planId: "${planId}" }) { id quality { placed } } }`,
    )
    expect(draft.data.draftPlan.id).toBe(planId)
    await told.ended
    const tooLate = await small.ask(`mutation { cancelDraft(planId: "${planId}") }`)
    expect(tooLate.data.cancelDraft).toBe(false)
    expect(told.events.at(-1)?.data.planProgress).toEqual({
      state: 'READY',
      plan: { quality: draft.data.draftPlan.quality },
    })
  })
})

const otherStudent = async (small: SmallBureau, id: string): Promise<string | undefined> => {
  const viewer = { role: 'coordinator' as const }
  const { items } = await small.bureau.placements.students({ first: 10 }, { viewer, language: 'nl', requestId: 'test' })
  return items.find(({ node }) => node.id !== id && node.email !== undefined)?.node.email
}
