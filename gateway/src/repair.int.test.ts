// What the office meets when something happens to a plan that holds.
import { call, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

const repairQuery = `mutation ($programmeId: ID!, $event: DisruptionInput!) {
  repairOptions(programmeId: $programmeId, event: $event) {
    id changed unplaced objective extraMinutes
    moves { student { id } from { round minutes company { id } } to { round minutes company { id } } }
  }
}`
const boardQuery =
  '{ season { programmes { id kind rounds { number from } board { rows { student { id } stops { round company { id } opening { id } } } } } } }'

type Round = { number: number; from: string }
type Stop = { round: number | null; company: { id: string }; opening: { id: string } | null }
type Row = { student: { id: string }; stops: Stop[] }

describe('repair', () => {
  let bureau: SmallBureau
  beforeAll(async () => {
    bureau = await openSmallBureau()
  })
  afterAll(() => bureau.close())

  const boardOf = async (wanted: string): Promise<{ id: string; rows: Row[]; rounds: Round[] }> => {
    const { data } = await bureau.ask(boardQuery)
    const { id, board, rounds } = data.season.programmes.find(({ kind }: { kind: string }) => kind === wanted)
    return { id, rows: board.rows, rounds }
  }
  const placementBoard = () => boardOf('PLACEMENT')
  const repair = async (programmeId: string, event: object) => {
    const { data, errors } = await bureau.ask(repairQuery, { programmeId, event })
    return { options: data?.repairOptions, slug: errors?.[0]?.extensions.slug }
  }
  const apply = (optionId: string) =>
    bureau.ask('mutation ($optionId: ID!) { applyRepair(optionId: $optionId) { id state quality { placed } } }', {
      optionId,
    })

  it('offers from few changes to the best plan, moves nobody without need, and puts the chosen plan in its place', async () => {
    const { id, rows } = await placementBoard()
    const companyId = rows.find(({ stops }) => stops.length > 0)!.stops[0]!.company.id
    const hit = rows.filter(({ stops }) => stops.some(({ company }) => company.id === companyId))
    const { options } = await repair(id, { companyClosed: companyId })
    expect(options.length).toBeGreaterThanOrEqual(1)
    expect(options.length).toBeLessThanOrEqual(5)
    const [few] = options
    const changes = options.map(({ changed }: { changed: number }) => changed)
    expect(changes).toEqual(changes.toSorted((a: number, b: number) => a - b))
    for (const { extraMinutes, moves } of options) {
      const minutes = (stops: { minutes: number }[]) => stops.reduce((sum, stop) => sum + stop.minutes, 0)
      const byHand = moves.reduce(
        (sum: number, { from, to }: { from: { minutes: number }[]; to: { minutes: number }[] }) =>
          sum + minutes(to) - minutes(from),
        0,
      )
      expect(extraMinutes).toBe(byHand)
    }
    const objectives = options.map(({ objective }: { objective: number }) => objective)
    expect(objectives).toEqual(objectives.toSorted((a: number, b: number) => b - a))
    const moved = few.moves.map(({ student }: { student: { id: string } }) => student.id)
    expect(moved).toEqual(expect.arrayContaining(hit.map(({ student }) => student.id)))
    for (const option of options)
      for (const { to } of option.moves) for (const stop of to) expect(stop.company.id).not.toBe(companyId)

    const { data } = await apply(few.id)
    expect(data.applyRepair).toMatchObject({ id: few.id, state: 'PUBLISHED' })
    const after = await placementBoard()
    const changed = after.rows.filter(({ student, stops }) => {
      const was = rows.find((row) => row.student.id === student.id)!
      return (
        JSON.stringify(was.stops.map(({ opening }) => opening!.id)) !==
        JSON.stringify(stops.map(({ opening }) => opening!.id))
      )
    })
    expect(changed.map(({ student }) => student.id).toSorted()).toEqual(moved.toSorted())
    await bureau.bureau.settled()

    // A plan that is drafted afterwards knows that the company is gone.
    const drafted = await bureau.ask(
      'mutation ($programmeId: ID!) { draftPlan(input: { programmeId: $programmeId }) { assignments(first: 20) { edges { node { stops { company { id } } } } } } }',
      { programmeId: id },
    )
    expect(drafted.errors).toBeUndefined()
    const used = drafted.data.draftPlan.assignments.edges.flatMap(({ node }: { node: Row }) =>
      node.stops.map(({ company }) => company.id),
    )
    expect(used).not.toContain(companyId)
    expect((await apply(few.id)).data.applyRepair.id).toBe(few.id)
  })

  it('gives the place of a student who left to one who had none, or leaves all others where they are', async () => {
    const { id, rows } = await placementBoard()
    const leaver = rows.find(({ stops }) => stops.length > 0)!
    const { options } = await repair(id, { studentLeft: leaver.student.id })
    const [few] = options
    for (const { student, from, to } of few.moves) {
      expect(student.id).not.toBe(leaver.student.id)
      expect(to.length).toBeGreaterThanOrEqual(from.length)
    }
    await apply(few.id)
    const after = await placementBoard()
    expect(after.rows.map(({ student }) => student.id)).not.toContain(leaver.student.id)
    await bureau.bureau.settled()
    const mine = await bureau.bureau.placements.placementsOfStudents({ studentIds: [leaver.student.id] }, call)
    expect(mine.filter(({ programmeId, status }) => programmeId === id && status !== 'cancelled')).toEqual([])
  })

  it('mends a carousel from a day on: rounds that have begun stay, nobody visits a company twice, places are kept', async () => {
    const { id, rows, rounds } = await boardOf('CAROUSEL')
    const third = rounds[2]!
    const closed = rows.flatMap(({ stops }) => stops).find(({ round }) => round === third.number)!.company.id
    const { options } = await repair(id, { companyClosed: closed, from: third.from })
    for (const option of options)
      for (const { from, to } of option.moves) {
        const past = (stops: Stop[]) =>
          stops.filter(({ round }) => round! < third.number).map(({ company }) => company.id)
        expect(past(to)).toEqual(past(from))
        expect(
          to.filter(({ round }: Stop) => round! >= third.number).map(({ company }: Stop) => company.id),
        ).not.toContain(closed)
        expect(new Set(to.map(({ company }: Stop) => company.id)).size).toBe(to.length)
      }
    await apply(options[0].id)
    const after = await boardOf('CAROUSEL')
    const unaffected = (row: Row) =>
      row.stops.every(({ round, company }) => company.id !== closed || round! < third.number)
    const moved = new Set(options[0].moves.map(({ student }: { student: { id: string } }) => student.id))
    for (const row of rows.filter((one) => !moved.has(one.student.id))) {
      expect(unaffected(row)).toBe(true)
      expect(
        after.rows.find(({ student }) => student.id === row.student.id)!.stops.map(({ company }) => company.id),
      ).toEqual(row.stops.map(({ company }) => company.id))
    }
    const { data } = await bureau.ask('{ season { programmes { id openings { id places closedRounds } } } }')
    const openings = data.season.programmes.find((one: { id: string }) => one.id === id).openings
    for (const { id: openingId, places, closedRounds } of openings)
      for (const { number } of rounds.slice(2)) {
        const there = after.rows
          .flatMap(({ stops }) => stops)
          .filter(({ round, opening }) => round === number && opening?.id === openingId)
        expect(there.length).toBeLessThanOrEqual(closedRounds.includes(number) ? 0 : places)
      }
    await bureau.bureau.settled()
  })

  it.each(['PLACEMENT', 'CAROUSEL'])('keeps to what was decided by hand in a plan of the kind %s', async (kind) => {
    const { id, rows, rounds } = await boardOf(kind)
    const { data } = await bureau.ask('query ($id: ID!) { programme(id: $id) { plans { id state } } }', { id })
    const planId = data.programme.plans.find(({ state }: { state: string }) => state === 'PUBLISHED').id
    const [pinned, barred, leaver] = rows.filter(({ stops }) => stops.some(({ opening }) => opening !== null))
    const byHand = (field: string, row: Row) =>
      bureau.ask(
        `mutation ($planId: ID!, $studentId: ID!, $openingId: ID!, $round: Int) { ${field}(planId: $planId, studentId: $studentId, openingId: $openingId, round: $round) { pinned } }`,
        { planId, studentId: row.student.id, openingId: row.stops[0]!.opening!.id, round: row.stops[0]!.round },
      )
    expect((await byHand('pinAssignment', pinned!)).errors).toBeUndefined()
    expect((await byHand('forbidAssignment', barred!)).errors).toBeUndefined()
    const { options } = await repair(id, { studentLeft: leaver!.student.id, from: rounds[0]?.from ?? '2026-01-01' })
    const at = (stops: Stop[], row: Row) =>
      stops.some(({ round, company }) => round === row.stops[0]!.round && company.id === row.stops[0]!.company.id)
    type Move = { student: { id: string }; to: Stop[] }
    for (const { moves } of options as { moves: Move[] }[]) {
      const moveOf = (row: Row) => moves.find(({ student }) => student.id === row.student.id)
      const stays = moveOf(pinned!)
      expect(stays === undefined || at(stays.to, pinned!)).toBe(true)
      expect(at(moveOf(barred!)!.to, barred!)).toBe(false)
    }
    await apply(options[0].id)
    const after = await boardOf(kind)
    expect(at(after.rows.find(({ student }) => student.id === barred!.student.id)!.stops, barred!)).toBe(false)
    const { data: board } = await bureau.ask(
      'query ($id: ID!) { programme(id: $id) { board { rows { student { id } pinned pins { round } forbidden { round } } } } }',
      { id },
    )
    const byHandOf = (row: Row) => board.programme.board.rows.find((one: Row) => one.student.id === row.student.id)
    expect(byHandOf(pinned!)).toMatchObject({ pinned: true, pins: [{ round: pinned!.stops[0]!.round }] })
    expect(byHandOf(barred!).forbidden).toHaveLength(1)
    await bureau.bureau.settled()
  })

  it('refuses a proposal about a plan that holds no more, and says what to do', async () => {
    const { id, rows } = await placementBoard()
    const opening = rows.find(({ stops }) => stops.length > 0)!.stops[0]!.opening!.id
    const first = await repair(id, { placesLost: [{ openingId: opening, places: 1 }] })
    const draft = await bureau.ask(
      'mutation ($programmeId: ID!) { draftPlan(input: { programmeId: $programmeId }) { id } }',
      { programmeId: id },
    )
    await bureau.ask('mutation ($planId: ID!) { publishPlan(planId: $planId) { id } }', {
      planId: draft.data.draftPlan.id,
    })
    const { errors } = await apply(first.options[0].id)
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('opnieuw'),
      extensions: { slug: 'repair/overtaken' },
    })
    expect((await apply('none')).errors?.[0]?.extensions.slug).toBe('repair/unknown')
  })

  it.each([
    ['nothing that happened', {}, 'repair/nothing-happened'],
    ['a company that is not there', { companyClosed: 'none' }, 'company/unknown'],
    ['a student who is not there', { studentLeft: 'none' }, 'student/unknown'],
    ['an opening that is not there', { placesLost: [{ openingId: 'none', places: 1 }] }, 'repair/opening-unknown'],
  ])('refuses %s', async (_, event, slug) => {
    const { id } = await placementBoard()
    expect((await repair(id, event)).slug).toBe(slug)
  })
})
