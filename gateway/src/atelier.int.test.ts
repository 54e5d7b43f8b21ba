// What the office meets when it plans an Atelier.
import { openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

const draftMutation = `mutation ($programmeId: ID!, $rule: AtelierRule) {
  draftPlan(input: { programmeId: $programmeId, rule: $rule }) {
    id quality { placed unplaced objective bound gap }
  }
}`

describe('an Atelier', () => {
  let bureau: SmallBureau
  let programmeId: string
  beforeAll(async () => {
    bureau = await openSmallBureau()
    const { data } = await bureau.ask('{ season { programmes { id kind } } }')
    programmeId = data.season.programmes.find(({ kind }: { kind: string }) => kind === 'ATELIER').id
  })
  afterAll(() => bureau.close())
  const draft = async (rule?: string) => {
    const { data, errors } = await bureau.ask(draftMutation, { programmeId, rule })
    return { plan: data?.draftPlan, slug: errors?.[0]?.extensions.slug }
  }

  it('is planned and published with the season: everyone is in a team with one case, or told why not', async () => {
    const { data } = await bureau.ask(
      'query ($programmeId: ID!) { programme(id: $programmeId) { board { rows { student { id } stops { company { id } opening { id } from until minutes } } } } }',
      { programmeId },
    )
    const rows: { stops: unknown[] }[] = data.programme.board.rows
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some(({ stops }) => stops.length === 1)).toBe(true)
    expect(rows.every(({ stops }) => stops.length <= 1)).toBe(true)
  })

  it('compares the rules side by side, with nothing left unproven', async () => {
    const generous = (await draft()).plan
    const greedy = (await draft('GREEDY')).plan
    const ranksum = (await draft('RANKSUM')).plan
    for (const { quality } of [generous, greedy, ranksum])
      expect(quality).toMatchObject({ gap: 0, objective: quality.bound })
    expect(ranksum.quality.objective).toBeLessThanOrEqual(generous.quality.objective)
    expect(ranksum.quality.objective).toBeLessThanOrEqual(greedy.quality.objective)
  })

  it('refuses a stable plan, because companies do not rank teams', async () => {
    expect((await draft('STABLE')).slug).toBe('plan/nobody-ranks-teams')
  })

  it('refuses to mend the plan, which is made anew instead', async () => {
    const { errors } = await bureau.ask(
      'mutation ($programmeId: ID!) { repairOptions(programmeId: $programmeId, event: { studentLeft: "x" }) { id } }',
      { programmeId },
    )
    expect(errors?.[0]?.extensions.slug).toBe('repair/kind-not-mended')
  })
})
