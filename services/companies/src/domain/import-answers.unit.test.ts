import { resolveMapping, type Table } from '@stagebureau/shared'
import { answerFields, importAnswers } from './import-answers.ts'

const columns = [
  'KvK-nummer',
  'Vestigingsnummer',
  'Soort',
  'Profiel',
  'Plaatsen',
  'Dagen',
  'Gesloten ronde',
  'Opmerking',
]
const run = (...rows: readonly (readonly string[])[]) => {
  const table: Table = { columns, rows: rows.map((cells, i) => ({ row: i + 2, cells: [...cells] })) }
  const companies = new Map([
    ['01234567-000012345678', { companyId: 'c1', asked: true, worlds: ['Lifestyle & Design' as const] }],
    ['87654321-000087654321', { companyId: 'c2', asked: false, worlds: [] }],
  ])
  return importAnswers(table, resolveMapping(table, answerFields), (key) => companies.get(key))
}
const who = ['01234567', '000012345678']

describe('importing answers', () => {
  it('gathers the lines of one company into one answer', () => {
    const result = run(
      [...who, 'carousel', 'PIE', '3', 'do ma', 'r3', 'haar vast'],
      [...who, 'placement', 'PIE', '5', '', '', ''],
      [...who, 'case', 'PIE', '2', '', '', 'Hoe meten we slijtage?'],
    )
    expect(result.rows).toEqual([])
    expect(result.answers).toEqual([
      {
        companyId: 'c1',
        openings: [
          {
            kind: 'carousel',
            profile: 'PIE',
            places: 3,
            weekdays: ['do', 'ma'],
            closedRounds: [3],
            condition: 'haar vast',
          },
          { kind: 'placement', profile: 'PIE', places: 5, weekdays: [], closedRounds: [], condition: undefined },
        ],
        cases: [
          {
            title: 'Hoe meten we slijtage?',
            problem: 'Hoe meten we slijtage?',
            world: 'Lifestyle & Design',
            maxTeams: 2,
          },
        ],
        end: undefined,
      },
    ])
  })
  it('takes how else an invitation ended', () =>
    expect(run([...who, 'later', '', '0', '', '', 'verbouwing']).answers).toMatchObject([
      { end: { kind: 'later', reason: 'verbouwing' } },
    ]))
  it.each([
    ['Soort', [...who, 'misschien', 'PIE', '3', '', '', '']],
    ['Plaatsen', [...who, 'carousel', 'PIE', '0', '', '', '']],
    ['Plaatsen', [...who, 'carousel', 'PIE', 'veel', '', '', '']],
    ['Dagen', [...who, 'carousel', 'PIE', '3', 'do xx', '', '']],
    ['Gesloten ronde', [...who, 'carousel', 'PIE', '3', 'do', 'nooit', '']],
    ['Profiel', [...who, 'placement', '', '3', '', '', '']],
    ['KvK-nummer', ['11111111', '000011111111', 'carousel', 'PIE', '3', '', '', '']],
    ['KvK-nummer', ['87654321', '000087654321', 'carousel', 'PIE', '3', '', '', '']],
  ])('rejects a wrong %s and nothing else', (column, line) => {
    const result = run([...who, 'placement', 'PIE', '1', '', '', ''], line)
    expect(result.rows).toMatchObject([{ row: 3, column, outcome: 'rejected' }])
    expect(result.answers).toMatchObject([{ companyId: 'c1', openings: [{ places: 1 }] }])
  })
  it('rejects what contradicts an earlier line, and merges what is said twice', () => {
    const offer = [...who, 'carousel', 'PIE', '3', 'do', '', '']
    expect(run(offer, [...who, 'declined', '', '0', '', '', '']).rows).toMatchObject([{ row: 3, outcome: 'rejected' }])
    expect(run([...who, 'declined', '', '0', '', '', ''], offer).rows).toMatchObject([{ row: 3, outcome: 'rejected' }])
    expect(run(offer, offer).rows).toMatchObject([{ row: 3, outcome: 'merged' }])
    const [no, never] = [
      [...who, 'declined', '', '0', '', '', ''],
      [...who, 'declined', '', '', '', '', 'nooit'],
    ]
    expect(run(no, never).rows).toMatchObject([{ row: 3, outcome: 'merged' }])
  })
  it('counts an offer once when only the spelling of its company differs', () => {
    const rest = ['carousel', 'PIE', '3', 'do', '', '']
    const { answers, rows } = run([...who, ...rest], ['1234567', '12345678', ...rest])
    expect(answers).toMatchObject([{ openings: [{ places: 3 }] }])
    expect(answers[0]?.openings).toHaveLength(1)
    expect(rows).toMatchObject([{ row: 3, outcome: 'merged' }])
  })
  it('takes two offers that differ in their days', () => {
    const offer = (days: string) => [...who, 'carousel', 'PIE', '3', days, '', '']
    expect(run(offer('ma'), offer('do')).answers[0]?.openings).toHaveLength(2)
  })
  it('reads several closed rounds', () =>
    expect(run([...who, 'carousel', 'PIE', '3', '', 'r4 r1', '']).answers).toMatchObject([
      { openings: [{ closedRounds: [1, 4] }] },
    ]))
})
