// The graph from outside, over a bureau whose season has been planned and published.
import { limits } from './limits.ts'
import { type GraphAnswer, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

describe('the graph', () => {
  let small: SmallBureau
  beforeAll(async () => {
    small = await openSmallBureau()
  })
  afterAll(() => small.close())
  const programmeOf = async (kind: string) => {
    const { data } = await small.ask('{ season { programmes { id kind plans { id state } } } }')
    return data.season.programmes.find((one: { kind: string }) => one.kind === kind)
  }

  it('shows the season, its companies and what they offer', async () => {
    const { data, errors } = await small.ask(`{
      viewer { role }
      season { region from until schools { brin } programmes { name kind weekdays openings { places filled company { name } } } call { subject } }
      companies(first: 5) { totalCount edges { cursor node { id name status profiles invitation { state askedAt } offers { places programme { name } } cases { title } } } pageInfo { hasNextPage endCursor } }
    }`)
    expect(errors).toBeUndefined()
    expect(data.viewer.role).toBe('coordinator')
    expect(data.season).toMatchObject({ region: 'Lindervoort', schools: { length: 3 } })
    expect(data.companies).toMatchObject({ totalCount: 30, pageInfo: { hasNextPage: true } })
    expect(data.companies.edges).toHaveLength(5)
  })

  it('says in plain words why every stop is where it is, and why a round is empty', async () => {
    const { data } = await small.ask(
      '{ season { programmes { kind board { rows { unplaced stops { round } reasons { round text } gaps { round reason } } } } } }',
    )
    const kinds = ['CAROUSEL', 'PLACEMENT', 'ATELIER']
    const planned = data.season.programmes.filter(({ kind }: { kind: string }) => kinds.includes(kind))
    expect(new Set(planned.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(kinds))
    type Row = { unplaced: string | null; stops: { round: number }[]; reasons: { round: number; text: string }[] }
    for (const { board } of planned)
      for (const { unplaced, stops, reasons } of board.rows as Row[]) {
        expect(reasons.map(({ round }) => round)).toEqual(stops.map(({ round }) => round))
        for (const { text } of reasons) expect(text).toMatch(/^[^{}]{10,}$/)
        expect(unplaced === null).toBe(stops.length > 0)
      }
  })

  it('goes through a list page by page without missing or repeating anyone', async () => {
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const { data } = await small.ask(
        'query ($after: String) { companies(first: 7, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      seen.push(...data.companies.edges.map(({ node }: { node: { id: string } }) => node.id))
      if (!data.companies.pageInfo.hasNextPage) break
      after = data.companies.pageInfo.endCursor
    }
    expect(seen).toHaveLength(30)
    expect(new Set(seen).size).toBe(30)
  })

  it('finds companies and students by what people type', async () => {
    const { data } = await small.ask(
      '{ companies(first: 1) { edges { node { name kvkNumber establishmentNumber place } } } students(first: 1) { edges { node { displayName } } } }',
    )
    const company = data.companies.edges[0].node
    const found = await small.ask(
      'query ($s: String, $k: String, $v: String) { a: companies(first: 9, search: $s) { totalCount } b: companies(first: 9, search: $k) { totalCount } company(kvkNumber: $k, establishmentNumber: $v) { name } none: companies(first: 9, search: "(*") { totalCount } }',
      {
        s: company.name.slice(0, 8).toUpperCase(),
        k: company.kvkNumber,
        v: company.establishmentNumber,
      },
    )
    expect(found.data).toMatchObject({ b: { totalCount: 1 }, company: { name: company.name }, none: { totalCount: 0 } })
    expect(found.data.a.totalCount).toBeGreaterThanOrEqual(1)
  })

  it('shows a published plan with its proof, the board of a school, and each placement', async () => {
    const programme = await programmeOf('PLACEMENT')
    const { data, errors } = await small.ask(
      `query ($id: ID!) { programme(id: $id) { name board { rows { student { displayName school { name } placements { id company { name } stops { from minutes opening { places } } } } stops { company { name } minutes } unplaced } }
        plans { state quality { placed unplaced objective bound gap } certificate { goals { goal objective bound } }
          assignments(first: 3) { totalCount edges { node { student { displayName } stops { company { name } } } } } unplaced(first: 100) { totalCount edges { node { displayName } } } } } }`,
      { id: programme.id },
    )
    expect(errors).toBeUndefined()
    const [plan] = data.programme.plans
    expect(plan).toMatchObject({ state: 'PUBLISHED', quality: { gap: 0 } })
    expect(plan.quality.objective).toBe(plan.quality.bound)
    for (const { objective, bound } of plan.certificate.goals) expect(objective).toBe(bound)
    expect(plan.assignments.totalCount).toBe(plan.quality.placed)
    expect(plan.unplaced.totalCount).toBe(plan.quality.unplaced)
    const rows: { stops: unknown[]; unplaced: string | null; student: { placements: unknown[] } }[] =
      data.programme.board.rows
    expect(rows).toHaveLength(plan.quality.placed + plan.quality.unplaced)
    for (const row of rows) expect(row.stops.length > 0).toBe(row.unplaced === null)
  })

  it('drafts another plan beside the one that holds, with other weights, and publishes it', async () => {
    const programme = await programmeOf('PLACEMENT')
    const draft =
      'mutation ($id: ID!, $weights: [WeightInput!]) { draftPlan(input: { programmeId: $id, name: "Alleen wensen", weights: $weights }) { id state quality { placed } } }'
    const { data } = await small.ask(draft, { id: programme.id, weights: [{ name: 'wish', value: 1000 }] })
    expect(data.draftPlan.state).toBe('DRAFT')
    const wrong = await small.ask(draft, { id: programme.id, weights: [{ name: 'luck', value: 1 }] })
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', slug: 'plan/no-such-weight' })
    const published = await small.ask(
      'mutation ($id: ID!) { publishPlan(planId: $id) { state programme { plans { state } } } }',
      { id: data.draftPlan.id },
    )
    expect(published.data.publishPlan.state).toBe('PUBLISHED')
    expect(published.data.publishPlan.programme.plans.map(({ state }: { state: string }) => state).toSorted()).toEqual([
      'PUBLISHED',
      'SUPERSEDED',
    ])
  })

  it('takes in a file as text: first as a dry run, then for real, and once more without a change', async () => {
    const text =
      'KvK-nummer;Vestigingsnummer;Naam;Postcode;Plaats\n7654321;000076543210;Nieuw Bedrijf;7100 AB;Lindervoort\n12AB;000076543211;Fout;7100 AB;Lindervoort\n'
    const importing =
      'mutation ($input: ImportInput!) { importFile(input: $input) { dryRun applied added unchanged merged rejected rows { row column value outcome reason } } }'
    const run = async (input: object) =>
      (await small.ask(importing, { input: { kind: 'COMPANIES', text, ...input } })).data.importFile
    expect(await run({ dryRun: true, onError: 'VALID_ROWS_ONLY' })).toMatchObject({
      dryRun: true,
      applied: false,
      added: 1,
      rejected: 1,
    })
    expect(await run({})).toMatchObject({ applied: false, added: 1, rejected: 1 })
    expect(await run({ onError: 'VALID_ROWS_ONLY' })).toMatchObject({
      applied: true,
      added: 1,
      rows: expect.arrayContaining([
        expect.objectContaining({
          row: 3,
          column: 'KvK-nummer',
          value: '12AB',
          outcome: 'rejected',
          reason: expect.stringContaining('8 cijfers'),
        }),
      ]),
    })
    expect(await run({ onError: 'VALID_ROWS_ONLY' })).toMatchObject({ added: 0, unchanged: 1, rejected: 1 })
  })

  it('asks a person about a row without numbers that is probably known', async () => {
    const { data } = await small.ask('{ companies(first: 1) { edges { node { id name address postcode place } } } }')
    const { id, name, address, postcode, place } = data.companies.edges[0].node
    const text = `KvK;Vestigingsnummer;Naam;Adres;Postcode;Plaats\n;;${name} Holding;${address};${postcode};${place}\n`
    const taken = await small.ask(
      'mutation ($text: String!) { importFile(input: { kind: COMPANIES, text: $text }) { added offered } }',
      { text },
    )
    expect(taken.data.importFile).toEqual({ added: 0, offered: 1 })
    const waiting = async () => {
      const asked = await small.ask('{ duplicates { id name company { id } } }')
      const duplicates: { id: string; name: string; company: { id: string } }[] = asked.data.duplicates
      return duplicates.find((one) => one.name === `${name} Holding`)
    }
    const question = await waiting()
    expect(question?.company).toEqual({ id })
    const settling = 'mutation ($id: ID!) { settleDuplicate(id: $id, same: true) { id otherNames } }'
    const asked = { id: question!.id }
    expect((await small.ask(settling, asked)).data.settleDuplicate).toEqual({ id, otherNames: [`${name} Holding`] })
    expect((await small.ask(settling, asked)).errors?.[0]?.extensions.slug).toBe('duplicate/unknown')
    expect(await waiting()).toBeUndefined()
  })

  it('takes in an uploaded file of any encoding', async () => {
    const bytes = Uint8Array.from(
      [...'KvK-nummer;Vestigingsnummer;Naam;Postcode;Plaats\n08765432;000087654321;Café Zoë;7100 AB;Baak\n'].map(
        (sign) => sign.codePointAt(0)!,
      ),
    )
    const { uploadId } = (await (await small.post('/upload', bytes)).json()) as { uploadId: string }
    const { data } = await small.ask(
      'mutation ($id: ID!) { importFile(input: { kind: COMPANIES, uploadId: $id }) { added } }',
      { id: uploadId },
    )
    expect(data.importFile.added).toBe(1)
    expect(
      (await small.ask('{ companies(first: 1, search: "Café Zoë") { totalCount } }')).data.companies.totalCount,
    ).toBe(1)
  })

  it('asks a company once and takes its answer', async () => {
    const { data } = await small.ask(
      'mutation { registerCompany(input: { kvkNumber: "1122334", establishmentNumber: "000011223344", name: "Smederij Vonk", postcode: "7100 AB", place: "Baak", email: "info@vonk.example" }) { id kvkNumber } }',
    )
    expect(data.registerCompany.kvkNumber).toBe('01122334')
    const ask = 'mutation ($id: ID!) { askCompany(companyId: $id) { id state reminders contactRequests { at } } }'
    const [first, second] = [
      await small.ask(ask, { id: data.registerCompany.id }),
      await small.ask(ask, { id: data.registerCompany.id }),
    ]
    expect(second.data.askCompany).toEqual(first.data.askCompany)
    const answered = await small.ask(
      'mutation ($id: ID!) { answerCall(input: { invitationId: $id, decision: OFFER, openings: [{ kind: PLACEMENT, profile: "PIE", places: 2 }], cases: [{ title: "Vonk", problem: "Hoe?", maxTeams: 1 }] }) { state company { cases { title } } } }',
      { id: first.data.askCompany.id },
    )
    expect(answered.data.answerCall).toEqual({ state: 'ANSWERED', company: { cases: [{ title: 'Vonk' }] } })
  })

  describe('given a wrong request', () => {
    const codeOf = async (query: string, headers = {}) => (await small.ask(query, {}, headers)).errors?.[0]

    it.each([
      ['an unknown field', '{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
      ['half a query', '{ viewer {', 'GRAPHQL_PARSE_FAILED'],
      ['a wrong page size', '{ companies(first: 1000) { totalCount } }', 'BAD_USER_INPUT'],
      ['a wrong cursor', '{ companies(first: 1, after: "x") { totalCount } }', 'BAD_USER_INPUT'],
      ['an unknown world', '{ companies(first: 1, world: "Ruimtevaart") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['an unknown company', 'mutation { askCompany(companyId: "x") { id } }', 'NOT_FOUND'],
      ['an unknown plan', 'mutation { publishPlan(planId: "x") { id } }', 'NOT_FOUND'],
      ['a foreign token', 'mutation { answerCall(input: { token: "a.b", decision: DECLINE }) { id } }', 'FORBIDDEN'],
      ['an import of nothing', 'mutation { importFile(input: { kind: COMPANIES }) { id } }', 'BAD_USER_INPUT'],
      [
        'an import without its school',
        'mutation { importFile(input: { kind: STUDENTS, text: "a;b\\n1;2" }) { id } }',
        'BAD_USER_INPUT',
      ],
    ])('refuses %s with a code, and a number to ask about', async (_, query, code) => {
      const error = await codeOf(query)
      expect(error?.extensions).toMatchObject({ code, slug: expect.any(String), requestId: expect.any(String) })
      expect(JSON.stringify(error)).not.toMatch(/\.ts:|node_modules/)
    })

    it('speaks the language of the reader', async () => {
      const query = 'mutation { publishPlan(planId: "x") { id } }'
      expect((await codeOf(query))?.message).toContain('Maak eerst een plan')
      expect((await codeOf(query, { 'accept-language': 'en-GB,en;q=0.9' }))?.message).toContain('Draft one first')
    })

    it.each([
      ['graph/syntax', '{ viewer { ', {}, 'niet goed geschreven (1:12)', 'not written right (1:12)'],
      ['graph/unknown-field', '{ viewr { role } }', {}, 'Query heeft geen veld viewr (1:3)', 'no field viewr (1:3)'],
      ['graph/no-day', '{ attendance(date: "2027-02-30") { id } }', {}, '"2027-02-30" is geen dag', 'is not a day'],
      [
        'graph/no-day',
        'query ($d: Date!) { attendance(date: $d) { id } }',
        { d: '2027-02-30' },
        'geen dag',
        'not a day',
      ],
      ['graph/not-known', '{ companies(first: 1, profile: "XXX") { totalCount } }', {}, 'Kies uit', 'Choose one of'],
      [
        'graph/variable-missing',
        'query ($i: ID!) { student(id: $i) { id } }',
        {},
        'i (ID!) ontbreekt',
        'i (ID!) is missing',
      ],
      [
        'graph/variable-wrong',
        'query ($i: Int!) { students(first: $i) { totalCount } }',
        { i: 'veel' },
        'Verbeter hem',
        'Mend it',
      ],
      [
        'graph/which-operation',
        'query A { viewer { role } } query B { viewer { role } }',
        {},
        'operationName',
        'operationName',
      ],
    ])('says what is wrong in the language of the reader: %s', async (slug, query, variables, dutch, english) => {
      const [inDutch] = (await small.ask(query, variables)).errors ?? []
      const [inEnglish] = (await small.ask(query, variables, { 'accept-language': 'en' })).errors ?? []
      expect(inDutch).toMatchObject({ message: expect.stringContaining(dutch), extensions: { slug } })
      expect(inEnglish).toMatchObject({ message: expect.stringContaining(english), extensions: { slug } })
      expect(JSON.stringify([inDutch, inEnglish])).not.toContain('Did you mean')
    })

    it('names the limit that a request passes', async () => {
      const deep = `{ season ${'{ programmes { openings { company { offers '.repeat(4)} { id ${'} } } }'.repeat(4)} } }`
      expect((await codeOf(deep))?.message).toContain(`hoogstens ${limits.depth} mag`)
      const aliases = `{ ${Array.from({ length: limits.aliases + 1 }, (_, i) => `a${i}: viewer { role }`).join(' ')} }`
      expect((await codeOf(aliases))?.message).toContain(`${limits.aliases + 1} aliassen`)
      const tokens = `{ ${'viewer { role } '.repeat(700)} }`
      expect((await codeOf(tokens))?.message).toContain(`meer dan ${limits.tokens} woorden`)
    })

    it('refuses what holds no query as the graph refuses', async () => {
      const asJson = { 'content-type': 'application/json' }
      const own = { 'x-graphql-yoga-csrf': '1' }
      const sent = async (body: string, headers: Record<string, string>) => {
        const init = { method: 'POST', headers, body: new TextEncoder().encode(body) }
        const response = await fetch(`${small.url}/graphql`, init)
        return { status: response.status, ...((await response.json()) as GraphAnswer) }
      }
      const refusal = (status: number, code: string, slug: string) => ({
        status,
        errors: [{ message: expect.any(String), extensions: { code, slug, requestId: expect.any(String) } }],
      })
      const wrong = (slug: string) => refusal(400, 'BAD_USER_INPUT', slug)
      expect(await sent('{"query": ', { ...own, ...asJson })).toEqual(wrong('request/not-json'))
      for (const body of ['null', '5', '"x"', ''])
        expect(await sent(body, { ...own, ...asJson })).toEqual(wrong('graph/no-query'))
      const large = JSON.stringify({ query: 'x'.repeat((limits.bodyMegabytes + 1) * 1024 * 1024) })
      expect(await sent(large, { ...own, ...asJson })).toEqual(wrong('request/too-large'))
      const query = '{"query":"{ viewer { role } }"}'
      expect(await sent(query, asJson)).toEqual(refusal(403, 'FORBIDDEN', 'request/header-missing'))
      const unlike = refusal(415, 'BAD_USER_INPUT', 'request/content-type')
      expect(await sent(query, own)).toEqual(unlike)
      expect(await sent(query, { ...own, 'content-type': 'text/plain' })).toEqual(unlike)
    })

    it('refuses elsewhere with a problem that has the same slug and code', async () => {
      const problem = async (path: string, init?: object) => (await fetch(`${small.url}${path}`, init)).json()
      expect(await problem('/nowhere')).toMatchObject({
        status: 404,
        type: 'request/no-such-page',
        slug: 'request/no-such-page',
        code: 'NOT_FOUND',
      })
      expect(await problem('/inloggen/%E0%A4%A')).toMatchObject({ status: 400, slug: 'request/bad-address' })
      const upload = { method: 'POST', headers: { 'x-graphql-yoga-csrf': '1' }, body: 'a;b' }
      expect(await problem('/upload', upload)).toMatchObject({ status: 403, slug: 'rights/sign-in-first' })
    })
  })

  it('says that it is well, ready, and in figures', async () => {
    expect(await (await fetch(`${small.url}/health`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${small.url}/ready`)).json()).toMatchObject({
      parts: { companies: true, placements: true, matching: true },
    })
    await small.bureau.settled()
    const figures = await (await fetch(`${small.url}/metrics`)).text()
    const shown = (sample: string) => {
      const values = [...figures.matchAll(new RegExp(`^stagebureau_${sample} (.+)$`, 'gm'))]
      return values.reduce((sum, [, value]) => sum + Number(value), 0)
    }
    for (const counted of [
      'events_published_total{service="companies",.*}',
      'events_consumed_total{.*outcome="handled"}',
      'relay_latency_seconds_count{service="companies"}',
      'letters{service="companies",state="sent"}',
      'solver_seconds_count{kind=".*"}',
    ])
      expect({ counted, any: shown(counted) > 0 }).toEqual({ counted, any: true })
    for (const name of ['outbox_depth', 'outbox_oldest_age_seconds', 'consumer_lag_events'])
      expect(figures).toMatch(new RegExp(`^stagebureau_${name}{.*} 0$`, 'm'))
  })

  it('shows the start page and the letters that were kept', async () => {
    expect(await (await fetch(small.url)).text()).toContain('Lindervoort')
    const letters = (await (await fetch(`${small.url}/_mail.json`)).json()) as { to: string; text: string }[]
    expect(letters.length).toBeGreaterThanOrEqual(30)
    expect(letters[0]?.text).toContain('/antwoord/')
    expect(await (await fetch(`${small.url}/_mail`)).text()).toContain('Plekken voor leerlingen')
  })
})
