// What staff meet who decide something by hand: why a student is not there, and how to keep one where he should be.
import { openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

type Stop = { round: number | null; opening: { id: string } }
type Row = { student: { id: string; school: { id: string } }; stops: Stop[]; unplaced: string | null }
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
  }, 60_000)
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
  }, 60_000)

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
  }, 60_000)

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
  }, 60_000)
})
