// What staff meet who decide something by hand: why a student is not there, and how to keep one where he should be.
import { type Asking, call, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

type Stop = { round: number | null; opening: { id: string } }
type ByHand = { openingId: string; round: number | null; by: string | null }
type Row = {
  student: { id: string; school: { id: string } }
  stops: Stop[]
  unplaced: string | null
  pins: ByHand[]
  forbidden: ByHand[]
}
type Programme = {
  id: string
  kind: string
  plans: { id: string; state: string; quality: { objective: number; unplaced: number } }[]
  openings: { id: string; profile: string | null; places: number }[]
  board: { rows: Row[] }
}

describe('deciding by hand', () => {
  let bureau: SmallBureau
  beforeAll(async () => {
    bureau = await openSmallBureau()
  })
  afterAll(() => bureau.close())

  const programmeOf = async (wanted: string): Promise<Programme> => {
    const { data } = await bureau.ask(`{ season { programmes { id kind
      plans { id state quality { objective unplaced } } openings { id profile places }
      board { rows { student { id school { id } } unplaced stops { round opening { id } } } } } } }`)
    return data.season.programmes.find(({ kind }: Programme) => kind === wanted)
  }
  const planIdOf = ({ plans }: Programme) => plans.find(({ state }) => state === 'PUBLISHED')!.id
  const whyNot = async (planId: string, studentId: string, openingId: string) => {
    const { data, errors } = await bureau.ask(
      'query ($planId: ID!, $studentId: ID!, $openingId: ID!) { whyNot(planId: $planId, studentId: $studentId, openingId: $openingId) { possible reason othersMoved extraMinutes delta } }',
      { planId, studentId, openingId },
    )
    expect(errors).toBeUndefined()
    return data.whyNot
  }
  const pin = async (variables: object) => {
    const { data, errors } = await bureau.ask(
      'mutation ($planId: ID!, $studentId: ID!, $openingId: ID!, $round: Int) { pinAssignment(planId: $planId, studentId: $studentId, openingId: $openingId, round: $round) { pinned student { id } } }',
      variables,
    )
    return { row: data?.pinAssignment, slug: errors?.[0]?.extensions.slug }
  }
  const decide = async (mutation: 'forbidAssignment' | 'releaseAssignment', variables: object, ask = bureau.ask) => {
    const { data, errors } = await ask(
      `mutation ($planId: ID!, $studentId: ID!, $openingId: ID!, $round: Int) { ${mutation}(planId: $planId, studentId: $studentId, openingId: $openingId, round: $round) { student { id } pins { openingId round by } forbidden { openingId round by } } }`,
      variables,
    )
    return { row: data?.[mutation], slug: errors?.[0]?.extensions.slug }
  }
  const forbid = (variables: object, ask?: Asking) => decide('forbidAssignment', variables, ask)
  const release = (variables: object, ask?: Asking) => decide('releaseAssignment', variables, ask)
  const rowIn = async (planId: string, programmeId: string, studentId: string): Promise<Row> => {
    const { data } = await bureau.ask(
      'query ($id: ID!, $planId: ID!) { programme(id: $id) { board(planId: $planId) { rows { student { id school { id } } unplaced stops { round opening { id } } pins { openingId round by } forbidden { openingId round by } } } } }',
      { id: programmeId, planId },
    )
    return data.programme.board.rows.find((row: Row) => row.student.id === studentId)
  }
  const redraft = async (programmeId: string, basedOn: string) => {
    const { data, errors } = await bureau.ask(
      'mutation ($programmeId: ID!, $basedOn: ID!) { draftPlan(input: { programmeId: $programmeId, basedOn: $basedOn }) { id quality { objective unplaced } assignments(first: 100) { edges { node { pinned student { id } stops { round opening { id } } } } } } }',
      { programmeId, basedOn },
    )
    expect(errors).toBeUndefined()
    return data.draftPlan
  }

  it('says what it costs to have a student elsewhere, and a plan with that pin costs exactly so much', async () => {
    const programme = await programmeOf('PLACEMENT')
    const planId = planIdOf(programme)
    let told = 0
    for (const row of programme.board.rows) {
      if (row.stops.length === 0) continue
      for (const { id } of programme.openings) {
        if (told >= 3) return
        const answer = await whyNot(planId, row.student.id, id)
        expect(answer.reason).not.toMatch(/[{}]/)
        const there = row.stops[0]!.opening.id === id
        if (there) expect(answer).toMatchObject({ possible: true, delta: 0, othersMoved: 0 })
        if (there || !answer.possible) continue
        expect((await pin({ planId, studentId: row.student.id, openingId: id })).row).toEqual({
          pinned: true,
          student: { id: row.student.id },
        })
        const drafted = await redraft(programme.id, planId)
        const edge = drafted.assignments.edges.find(({ node }: { node: Row }) => node.student.id === row.student.id)
        expect(edge.node).toMatchObject({ pinned: true, stops: [{ opening: { id } }] })
        const { objective, unplaced } = programme.plans.find((plan) => plan.id === planId)!.quality
        if (drafted.quality.unplaced === unplaced && told === 0)
          expect(drafted.quality.objective - objective).toBe(answer.delta)
        told++
        break
      }
    }
    expect(told).toBeGreaterThan(0)
  })

  it('names the rule that forbids it, and refuses to pin against it', async () => {
    const programme = await programmeOf('PLACEMENT')
    const planId = planIdOf(programme)
    for (const { student } of programme.board.rows)
      for (const { id } of programme.openings) {
        const answer = await whyNot(planId, student.id, id)
        if (answer.possible) continue
        expect(answer.delta).toBeNull()
        expect((await pin({ planId, studentId: student.id, openingId: id })).slug).toBe('pin/not-allowed')
        return
      }
  })

  it('puts the best other places beside a stop, with what stands in the way, and agrees with the rule that forbids', async () => {
    for (const kind of ['PLACEMENT', 'CAROUSEL']) {
      const programme = await programmeOf(kind)
      const planId = planIdOf(programme)
      const row = programme.board.rows.find(({ stops }) => stops.length > 0)!
      const [stop] = row.stops
      const { data, errors } = await bureau.ask(
        `query ($planId: ID!, $studentId: ID!, $round: Int) {
          boardRow(planId: $planId, studentId: $studentId) { reasons { round text } }
          alternatives(planId: $planId, studentId: $studentId, round: $round) { opening { id } minutes wish worse possible reason }
        }`,
        { planId, studentId: row.student.id, round: stop!.round },
      )
      expect(errors).toBeUndefined()
      expect(
        data.boardRow.reasons.some(
          ({ round, text }: { round: number | null; text: string }) => round === stop!.round && text !== '',
        ),
      ).toBe(true)
      expect(data.alternatives.length).toBeGreaterThan(0)
      for (const { opening, minutes, possible, reason } of data.alternatives) {
        expect(opening.id).not.toBe(stop!.opening.id)
        expect(minutes).toBeGreaterThanOrEqual(0)
        expect(reason).not.toMatch(/[{}]/)
        if (kind === 'PLACEMENT' && !possible)
          expect((await whyNot(planId, row.student.id, opening.id)).reason).toBe(reason)
      }
    }
  })

  it('keeps a student at a station in a round of a carousel, and refuses the same company twice', async () => {
    const programme = await programmeOf('CAROUSEL')
    const planId = planIdOf(programme)
    const row = programme.board.rows.find(({ stops }) => stops.length > 1)!
    const [stop, other] = row.stops
    const wish = { planId, studentId: row.student.id, openingId: stop!.opening.id, round: stop!.round }
    expect((await pin(wish)).row.pinned).toBe(true)
    expect((await pin(wish)).row.pinned).toBe(true)
    expect((await pin({ ...wish, round: other!.round })).slug).toBe('pin/twice')
    expect((await pin({ ...wish, round: null })).slug).toBe('pin/round-needed')
    const drafted = await redraft(programme.id, planId)
    const mine = drafted.assignments.edges.find(({ node }: { node: Row }) => node.student.id === row.student.id).node
    expect(mine.stops).toContainEqual({ round: stop!.round, opening: stop!.opening })
    expect(mine.pinned).toBe(true)
    const released = await release({ planId, studentId: row.student.id, openingId: stop!.opening.id })
    expect(released.row).toMatchObject({ pins: [], forbidden: [] })
  })

  it('names the rounds that are open when a company has closed one, and who takes no part in the programme', async () => {
    const { companyLink } = await bureau.people()
    const token = decodeURIComponent(companyLink!.split('/').at(-1)!)
    const company = await bureau.askAs(token)
    const openings = [{ kind: 'CAROUSEL', places: 4, closedRounds: [2] }]
    const answered = await company('mutation ($input: AnswerCallInput!) { answerCall(input: $input) { id } }', {
      input: { token, decision: 'OFFER', openings },
    })
    expect(answered.errors).toBeUndefined()
    await bureau.bureau.settled()
    const carousel = await programmeOf('CAROUSEL')
    const planId = planIdOf(carousel)
    const { data } = await company('{ viewer { company { offers { id places closedRounds } } } }')
    const offers: { id: string; closedRounds: number[] }[] = data.viewer.company.offers
    const openingId = offers.find(({ closedRounds }) => closedRounds.includes(2))!.id
    const slugs: (string | undefined)[] = []
    for (const { student } of carousel.board.rows) {
      const { errors } = await bureau.ask(
        'mutation ($planId: ID!, $studentId: ID!, $openingId: ID!) { pinAssignment(planId: $planId, studentId: $studentId, openingId: $openingId, round: 2) { pinned } }',
        { planId, studentId: student.id, openingId },
      )
      slugs.push(errors?.[0]?.extensions.slug as string | undefined)
      if (slugs.at(-1) !== 'pin/round-closed') continue
      expect(errors![0]!.message).toBe(
        'Dit bedrijf kan niet in ronde 2. Kies een ronde waarin het wel kan: 1, 3, 4, 5, 6.',
      )
      break
    }
    expect(slugs.at(-1)).toBe('pin/round-closed')

    const inCarousel = new Set(carousel.board.rows.map(({ student }) => student.id))
    const others = (await programmeOf('PLACEMENT')).board.rows.filter(({ student }) => !inCarousel.has(student.id))
    expect(others.length).toBeGreaterThan(0)
    const elsewhere = { planId, studentId: others[0]!.student.id, openingId, round: 1 }
    expect((await pin(elsewhere)).slug).toBe('student/not-in-programme')
    expect((await pin({ ...elsewhere, studentId: 'none' })).slug).toBe('student/unknown')
  })

  describe('given a place that is forbidden', () => {
    it('sends the student elsewhere, says who decided it, and hands it on until it is taken back', async () => {
      const programme = await programmeOf('PLACEMENT')
      const planId = planIdOf(programme)
      const row = programme.board.rows.findLast(({ stops }) => stops.length > 0)!
      const wish = { planId, studentId: row.student.id, openingId: row.stops[0]!.opening.id }
      const by = (await bureau.ask('{ viewer { name } }')).data.viewer.name
      const decision = { openingId: wish.openingId, round: null, by }
      expect((await forbid(wish)).row).toEqual({ student: { id: wish.studentId }, pins: [], forbidden: [decision] })
      expect((await forbid(wish)).row.forbidden).toEqual([decision])
      expect((await pin(wish)).slug).toBe('pin/forbidden')
      expect(await whyNot(planId, wish.studentId, wish.openingId)).toMatchObject({
        possible: false,
        reason: expect.stringContaining(`${by} heeft besloten`),
      })

      const drafted = await redraft(programme.id, planId)
      const moved = await rowIn(drafted.id, programme.id, wish.studentId)
      expect(moved.stops.map(({ opening }) => opening.id)).not.toContain(wish.openingId)
      expect(moved.forbidden).toEqual([decision])

      expect((await release({ ...wish, planId: drafted.id })).row.forbidden).toEqual([])
      expect((await release({ ...wish, planId: drafted.id })).row.forbidden).toEqual([])
      const again = await redraft(programme.id, drafted.id)
      expect((await rowIn(again.id, programme.id, wish.studentId)).forbidden).toEqual([])
      expect((await rowIn(planId, programme.id, wish.studentId)).forbidden).toEqual([decision])
    })

    it('keeps a student of a carousel away in one round or in all, and refuses what contradicts a pin', async () => {
      const programme = await programmeOf('CAROUSEL')
      const planId = planIdOf(programme)
      const row = programme.board.rows.findLast(({ stops }) => stops.length > 2)!
      const [stop, other, third] = row.stops
      const studentId = row.student.id
      const at = ({ opening, round }: Stop) => ({ planId, studentId, openingId: opening.id, round })
      expect((await forbid(at(stop!))).row.forbidden).toHaveLength(1)
      expect((await forbid({ ...at(other!), round: null })).row.forbidden).toHaveLength(2)
      await pin(at(third!))
      expect((await forbid(at(third!))).slug).toBe('forbid/pinned')
      expect((await forbid({ ...at(third!), round: null })).slug).toBe('forbid/pinned')
      expect((await forbid({ ...at(third!), round: 99 })).slug).toBe('pin/round-needed')
      const drafted = await redraft(programme.id, planId)
      const { stops } = await rowIn(drafted.id, programme.id, studentId)
      expect(stops).not.toContainEqual({ round: stop!.round, opening: stop!.opening })
      expect(stops.map(({ opening }) => opening.id)).not.toContain(other!.opening.id)
      expect(stops).toContainEqual({ round: third!.round, opening: third!.opening })
      await release({ ...at(third!), round: null })
    })

    it('gives a team of an Atelier another case', async () => {
      const { data } = await bureau.ask(
        '{ season { programmes { id kind plans { id state } teams { students { id } case { id } } } } }',
      )
      const programme = data.season.programmes.find(({ kind }: { kind: string }) => kind === 'ATELIER')
      const planId = planIdOf(programme)
      const team = programme.teams.find((one: { case: object | null }) => one.case !== null)
      const wish = { planId, studentId: team.students[0].id, openingId: team.case.id }
      expect((await forbid({ ...wish, round: 1 })).slug).toBe('forbid/no-rounds')
      expect((await forbid(wish)).row.forbidden).toHaveLength(1)
      expect((await pin(wish)).slug).toBe('pin/no-cases')
      const drafted = await redraft(programme.id, planId)
      const caseOf = async (plan: string) =>
        (await bureau.bureau.matching.rows({ planId: plan, first: 100, studentIds: [wish.studentId] }, call)).items[0]!
          .node.caseId
      expect(await caseOf(planId)).toBe(team.case.id)
      expect(await caseOf(drafted.id)).not.toBe(team.case.id)
    })

    it('is for staff of that school and for nobody else', async () => {
      const programme = await programmeOf('CAROUSEL')
      const planId = planIdOf(programme)
      const { staff, student } = (await bureau.people()).people as { staff: string; student: string }
      const own = await bureau.askAs(staff)
      const { data } = await own('{ viewer { school { id } } }')
      const inSchool = ({ student: { school } }: Row) => school.id === data.viewer.school.id
      const openingId = programme.openings[0]!.id
      const at = (row: Row) => ({ planId, studentId: row.student.id, openingId })
      const mine = programme.board.rows.find(inSchool)!
      expect((await forbid(at(mine), own)).row.forbidden).toHaveLength(1)
      const theirs = programme.board.rows.find((row) => !inSchool(row))!
      expect((await forbid(at(theirs), own)).slug).toBe('student/unknown')
      expect((await release(at(theirs), own)).slug).toBe('student/unknown')
      expect((await forbid(at(theirs), await bureau.askAs(student))).slug).toBe('rights/not-yours')
    })
  })

  it('keeps a student at the company of first choice, and says so', async () => {
    const { data } = await bureau.ask(
      '{ season { programmes { id kind plans { id state } board { rows { student { id } stops { company { id } } } } } } }',
    )
    const programme = data.season.programmes.find(({ kind }: { kind: string }) => kind === 'PLACEMENT')
    type Placed = { student: { id: string }; stops: { company: { id: string } }[] }
    const row = programme.board.rows.find(({ stops }: Placed) => stops.length > 0) as Placed
    const companyIds = [row.stops[0]!.company.id]
    const given = await bureau.ask(
      'mutation ($input: PreferencesInput!) { givePreferences(input: $input) { preferences { rank company { id } } } }',
      { input: { studentId: row.student.id, companyIds } },
    )
    expect(given.errors).toBeUndefined()
    await bureau.bureau.settled()
    const drafted = await bureau.ask(
      'mutation ($programmeId: ID!) { draftPlan(input: { programmeId: $programmeId }) { assignments(first: 100) { edges { node { student { id } reasons { text } stops { company { id } } } } } } }',
      { programmeId: programme.id },
    )
    const mine = drafted.data.draftPlan.assignments.edges.find(
      ({ node }: { node: Placed }) => node.student.id === row.student.id,
    ).node
    expect(mine.stops).toEqual([{ company: { id: companyIds[0] } }])
    expect(mine.reasons[0].text).toContain('1e keus van de bedrijven')
  })

  describe('given two plans of a programme', () => {
    const compare = async (planId: string, withPlanId: string, ask: Asking = bureau.ask) => {
      const { data, errors } = await ask(
        `query ($planId: ID!, $withPlanId: ID!) { comparePlans(planId: $planId, withPlanId: $withPlanId) {
          plan { id quality { placed } } withPlan { id quality { placed } } changed extraMinutes
          moves(first: 100) { totalCount edges { node { student { id school { id } } from { minutes opening { id } } to { minutes opening { id } } } } }
        } }`,
        { planId, withPlanId },
      )
      return { comparison: data?.comparePlans, slug: errors?.[0]?.extensions.slug }
    }
    type Node = { student: Row['student']; from: { minutes: number }[]; to: { minutes: number }[] }

    it('says who goes elsewhere, and what it costs in travel; staff see their own school', async () => {
      const programme = await programmeOf('CAROUSEL')
      const planId = planIdOf(programme)
      const row = programme.board.rows.find(({ stops }) => stops.length > 0)!
      await forbid({ planId, studentId: row.student.id, openingId: row.stops[0]!.opening.id })
      const drafted = await redraft(programme.id, planId)
      const { comparison } = await compare(planId, drafted.id)
      expect(comparison).toMatchObject({ plan: { id: planId }, withPlan: { id: drafted.id } })
      const nodes: Node[] = comparison.moves.edges.map(({ node }: { node: Node }) => node)
      expect(nodes.map(({ student }) => student.id)).toContain(row.student.id)
      expect(comparison.moves.totalCount).toBe(comparison.changed)
      const minutes = (stops: { minutes: number }[]) => stops.reduce((sum, stop) => sum + stop.minutes, 0)
      expect(comparison.extraMinutes).toBe(nodes.reduce((sum, { from, to }) => sum + minutes(to) - minutes(from), 0))
      expect((await compare(planId, planId)).comparison).toMatchObject({ changed: 0, extraMinutes: 0 })

      const { staff } = (await bureau.people()).people as { staff: string }
      const own = await bureau.askAs(staff)
      const { data } = await own('{ viewer { school { id } } }')
      const seen: Node[] = (await compare(planId, drafted.id, own)).comparison.moves.edges.map(
        ({ node }: { node: Node }) => node,
      )
      const mine = nodes.filter(({ student }) => student.school.id === data.viewer.school.id)
      expect(seen.map(({ student }) => student.id)).toEqual(mine.map(({ student }) => student.id))
    })

    it('refuses plans of two programmes, and one that is not there', async () => {
      const planId = planIdOf(await programmeOf('CAROUSEL'))
      expect((await compare(planId, planIdOf(await programmeOf('PLACEMENT')))).slug).toBe('plan/other-programme')
      expect((await compare(planId, 'none')).slug).toBe('plan/unknown')
    })
  })
})
