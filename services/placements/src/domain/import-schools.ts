// Decides for every row of a file of schools: new, changed, the same, merged or rejected.
import {
  equal,
  type FieldSpec,
  type ImportRow,
  type Mapping,
  type OpenRow,
  openRow,
  readPostcode,
  readText,
  said,
  type Table,
} from '@stagebureau/shared'
import { readBrin, readSchoolKind, type SchoolFacts } from './school.ts'

export const schoolFields: readonly FieldSpec[] = [
  { field: 'brin', required: true, headers: ['BRIN', 'BRIN-nummer', 'Brinnummer', 'Vestigingscode'] },
  { field: 'name', required: true, headers: ['Vestigingsnaam', 'Naam', 'School', 'Schoolnaam'] },
  { field: 'kind', required: true, headers: ['Soort', 'Onderwijssoort', 'Type'] },
  { field: 'postcode', required: true, headers: ['Postcode', 'PC'] },
  { field: 'place', required: true, headers: ['Plaatsnaam', 'Plaats'] },
]

export type SchoolDecision =
  | { readonly kind: 'register' | 'change'; readonly schoolId: string; readonly facts: SchoolFacts }
  | { readonly kind: 'unchanged' | 'merge' | 'reject' }
type KnownSchool = { readonly schoolId: string; readonly facts: SchoolFacts }

export const importSchools = (
  table: Table,
  mapping: Mapping,
  known: readonly KnownSchool[],
  newId: () => string,
): { readonly decisions: readonly SchoolDecision[]; readonly rows: readonly ImportRow[] } => {
  const byBrin = new Map(known.map((school) => [school.facts.brin, school]))
  const seen = new Map<string, OpenRow>()
  const rows: ImportRow[] = []

  const decide = (row: OpenRow): SchoolDecision => {
    const read = {
      brin: row.required('brin', readBrin),
      name: row.required('name', readText),
      kind: row.required('kind', readSchoolKind),
      postcode: row.required('postcode', readPostcode),
      place: row.wanted('place', readText) ?? '',
    }
    if (row.rejected()) return { kind: 'reject' }
    const facts = read as SchoolFacts
    const earlier = seen.get(facts.brin)
    if (earlier !== undefined) {
      row.merged(['brin'], said('school/merged', { row: earlier.row }), earlier)
      return { kind: 'merge' }
    }
    seen.set(facts.brin, row)
    const there = byBrin.get(facts.brin)
    if (there === undefined) return { kind: 'register', schoolId: newId(), facts }
    return equal(there.facts, facts) ? { kind: 'unchanged' } : { kind: 'change', schoolId: there.schoolId, facts }
  }

  const decisions = table.rows.flatMap((line) => {
    const row = openRow(table, mapping, line)
    if (row.blank()) return []
    const decision = decide(row)
    const said = row.line()
    if (said !== undefined) rows.push(said)
    return [decision]
  })
  return { decisions, rows }
}
