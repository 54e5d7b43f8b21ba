// Decides what every company answered from a file with one line per thing offered.
import {
  type CellReader,
  equal,
  type FieldSpec,
  type ImportRow,
  type Mapping,
  type OpenRow,
  openRow,
  type ProgrammeKind,
  problem,
  readProfile,
  readText,
  readWeekdays,
  readWhole,
  said,
  squash,
  type Table,
  type Weekday,
  type World,
} from '@stagebureau/shared'
import { companyKey } from './company.ts'
import type { CaseLine, OfferLine } from './invitation.ts'
import { readEstablishmentNumber, readKvkNumber } from './numbers.ts'

export const answerFields: readonly FieldSpec[] = [
  { field: 'kvkNumber', required: true, headers: ['KvK-nummer', 'KvK', 'KvK nr'] },
  { field: 'establishmentNumber', required: true, headers: ['Vestigingsnummer', 'Vestigingsnr', 'Vestiging'] },
  { field: 'kind', required: true, headers: ['Soort', 'Aanbod', 'Antwoord'] },
  { field: 'profile', required: false, headers: ['Profiel'] },
  { field: 'places', required: false, headers: ['Plaatsen', 'Aantal', 'Plekken'] },
  { field: 'weekdays', required: false, headers: ['Dagen', 'Weekdagen', 'Dag'] },
  { field: 'closedRounds', required: false, headers: ['Gesloten ronde', 'Gesloten rondes', 'Gesloten'] },
  { field: 'remark', required: false, headers: ['Opmerking', 'Opmerkingen', 'Toelichting'] },
]

const ends = ['declined', 'later', 'silent', 'bounced'] as const
type End = (typeof ends)[number]
const offers = ['carousel', 'placement', 'case'] as const
type Offered = (typeof offers)[number]

/** What one company said, gathered from its lines. */
export type GatheredAnswer = {
  readonly companyId: string
  readonly openings: readonly OfferLine[]
  readonly cases: readonly CaseLine[]
  readonly end?: { readonly kind: End; readonly reason?: string | undefined } | undefined
}
export type AnswerImport = {
  readonly answers: readonly GatheredAnswer[]
  readonly rows: readonly ImportRow[]
  readonly rejected: number
}

const readKind: CellReader<Offered | End> = (cell) => {
  const known = [...offers, ...ends]
  const found = known.find((kind) => squash(kind) === squash(cell))
  return found === undefined ? problem('cell/answer-kind', { known: known.join(', ') }) : { value: found }
}
/** `r3`, `r1 r4` or `1, 4`. */
const readRounds: CellReader<readonly number[]> = (cell) => {
  const parts = cell.split(/[\s,;|]+/).filter((part) => part !== '')
  const numbers = parts.map((part) => Number(/^r?(\d{1,2})$/i.exec(part)?.[1] ?? Number.NaN))
  if (numbers.some((number) => !(number >= 1))) return problem('cell/rounds')
  return { value: [...new Set(numbers)].toSorted((a, b) => a - b) }
}

export type AnsweringCompany = {
  readonly companyId: string
  readonly asked: boolean
  readonly worlds: readonly World[]
}

const readOpening = (row: OpenRow, kind: ProgrammeKind): OfferLine => ({
  kind,
  profile: row.required('profile', readProfile),
  places: row.required('places', readWhole(1, 999)) ?? 0,
  weekdays: row.optional('weekdays', readWeekdays) ?? ([] as Weekday[]),
  closedRounds: row.optional('closedRounds', readRounds) ?? [],
  condition: row.optional('remark', readText),
})
const readCase = (row: OpenRow, worlds: readonly World[]): CaseLine => {
  const problemText = row.required('remark', readText) ?? ''
  const maxTeams = row.required('places', readWhole(1, 99)) ?? 0
  return { title: problemText, problem: problemText, world: worlds[0], maxTeams }
}

export const importAnswers = (
  table: Table,
  mapping: Mapping,
  companyOf: (key: string) => AnsweringCompany | undefined,
): AnswerImport => {
  type Gathering = {
    companyId: string
    openings: OfferLine[]
    cases: CaseLine[]
    end?: GatheredAnswer['end']
  }
  const gathered = new Map<string, Gathering>()
  const rows: OpenRow[] = []

  const take = (row: OpenRow) => {
    const kvkNumber = row.required('kvkNumber', readKvkNumber)
    const establishmentNumber = row.required('establishmentNumber', readEstablishmentNumber)
    const kind = row.required('kind', readKind)
    if (kvkNumber === undefined || establishmentNumber === undefined || kind === undefined) return
    const key = companyKey({ kvkNumber, establishmentNumber })
    const company = companyOf(key)
    if (company === undefined) return row.note('rejected', 'kvkNumber', said('answer/unknown-company', { key }))
    if (!company.asked) return row.note('rejected', 'kvkNumber', said('answer/not-asked', { key }))
    const { companyId } = company
    const so = gathered.get(companyId) ?? { companyId, openings: [], cases: [] }
    const offered = so.openings.length + so.cases.length > 0
    if (isEnd(kind)) {
      if (so.end?.kind === kind) return row.note('merged', 'kind', said('answer/said-twice'))
      if (offered || so.end !== undefined) return row.note('rejected', 'kind', said('answer/contradiction'))
      so.end = { kind, reason: row.optional('remark', readText) }
    } else {
      if (so.end !== undefined) return row.note('rejected', 'kind', said('answer/contradiction'))
      const opening = kind === 'case' ? undefined : readOpening(row, kind)
      const posed = kind === 'case' ? readCase(row, company.worlds) : undefined
      if (row.rejected()) return
      // By what it says: the same line may be written with another spelling of the company's number.
      if (so.openings.some((one) => equal(one, opening)) || so.cases.some((one) => equal(one, posed)))
        return row.note('merged', 'kind', said('answer/said-twice'))
      if (opening !== undefined) so.openings.push(opening)
      if (posed !== undefined) so.cases.push(posed)
    }
    gathered.set(companyId, so)
  }

  for (const line of table.rows) {
    const row = openRow(table, mapping, line)
    if (row.blank()) continue
    rows.push(row)
    take(row)
  }
  return {
    answers: [...gathered.values()].map(({ companyId, openings, cases, end }) => ({ companyId, openings, cases, end })),
    rows: rows.map((row) => row.line()).filter((line) => line !== undefined),
    rejected: rows.filter((row) => row.rejected()).length,
  }
}

const isEnd = (kind: Offered | End): kind is End => (ends as readonly string[]).includes(kind)
