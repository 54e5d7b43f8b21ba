// Finds documents: SQLite narrows and sorts as far as it can, the rest is done over what it gives.

import type { Condition } from './condition.ts'
import { type Predicate, toSql } from './filter-to-sql.ts'
import type { Key } from './key.ts'
import { columnOf, type Layout } from './layout.ts'
import { compileMatcher, type Matcher } from './matcher.ts'
import type { Trail } from './path.ts'
import { type SortKey, sortBy } from './sort.ts'
import { quote } from './sql.ts'
import type { StoredDocument } from './stored.ts'
import type { Row, Tables } from './tables.ts'

export type Wanted = {
  readonly condition: Condition
  readonly sort?: readonly SortKey[]
  readonly skip?: number
  /** Zero for no limit. */
  readonly limit?: number
}

/** How a question is answered: by this SQL, and by testing, sorting, skipping and limiting where it says so. */
export type Plan = {
  /** All after `SELECT ...`. */
  readonly tail: string
  readonly values: readonly Key[]
  readonly test: Matcher | undefined
  readonly sort: readonly SortKey[]
  readonly skip: number
  readonly limit: number
}

/** ORDER BY, if SQLite's order is BSON's on every key; ties in the order of writing, or against it as an index would. */
const orderOf = (layout: Layout, sort: readonly SortKey[]): string | undefined => {
  const columns = sort.map(({ path }) => columnOf(layout, path.join('.')))
  if (!columns.every((column) => column?.exact)) return undefined
  const keys = columns.map((column, i) => `${column!.column}${sort[i]!.direction === -1 ? ' DESC' : ''}`)
  return ` ORDER BY ${keys.join()},rid${sort.at(-1)!.direction === -1 ? ' DESC' : ''}`
}

export const planFor = (layout: Layout, { condition, sort = [], skip = 0, limit = 0 }: Wanted): Plan => {
  const narrow: Predicate = toSql(condition, layout)
  const order = sort.length === 0 ? '' : orderOf(layout, sort)
  const from = `FROM ${quote(layout.collection)}${narrow.sql === '1' ? '' : ` WHERE ${narrow.sql}`}${order ?? ''}`
  const most = limit === 0 ? Number.POSITIVE_INFINITY : limit
  const test = narrow.exact ? undefined : compileMatcher(condition)
  if (test === undefined && order !== undefined && (skip > 0 || limit > 0)) {
    const values = [...narrow.values, limit === 0 ? -1 : limit, skip]
    return { tail: `${from} LIMIT ? OFFSET ?`, values, test, sort: [], skip: 0, limit: Number.POSITIVE_INFINITY }
  }
  return { tail: from, values: narrow.values, test, sort: order === undefined ? sort : [], skip, limit: most }
}

type TextRow = [rid: number, text: string]

const parse = (text: string): StoredDocument => JSON.parse(text) as StoredDocument

function* matching({ sql }: Tables, plan: Plan): Generator<Row> {
  for (const [rid, text] of sql.each<TextRow>(`SELECT rid,doc ${plan.tail}`, ...plan.values)) {
    const document = parse(text)
    if (plan.test === undefined || plan.test(document)) yield { rid, text, document }
  }
}

/** Rows in order, in one go; do not write to the collection before the last one is taken. */
const rowsOf = (tables: Tables, plan: Plan): readonly Row[] => {
  if (plan.test === undefined && plan.sort.length === 0 && plan.limit === Number.POSITIVE_INFINITY && plan.skip === 0) {
    const rows = tables.sql.all<TextRow>(`SELECT rid,doc ${plan.tail}`, ...plan.values)
    return rows.map(([rid, text]) => ({ rid, text, document: parse(text) }))
  }
  if (plan.sort.length > 0) {
    const tie = plan.sort.at(-1)!.direction
    const placed = [...matching(tables, plan)].sort((a, b) => (a.rid - b.rid) * tie)
    return sortBy(placed, plan.sort, ({ document }) => document).slice(plan.skip, plan.skip + plan.limit)
  }
  const rows: Row[] = []
  let skip = plan.skip
  for (const row of matching(tables, plan)) {
    if (skip > 0) skip -= 1
    else if (rows.push(row) >= plan.limit) break
  }
  return rows
}

/** The wanted rows of a collection; none when it does not exist. */
export const selectRows = (tables: Tables, collection: string, wanted: Wanted): readonly Row[] => {
  const layout = tables.catalogue.find(collection)
  return layout === undefined ? [] : rowsOf(tables, planFor(layout, wanted))
}

export const firstRow = (tables: Tables, collection: string, wanted: Wanted): Row | undefined => {
  const layout = tables.catalogue.find(collection)
  if (layout === undefined) return undefined
  const plan = planFor(layout, wanted)
  if (plan.test !== undefined || plan.sort.length > 0 || plan.skip > 0) return rowsOf(tables, { ...plan, limit: 1 })[0]
  const row = tables.sql.get<TextRow>(`SELECT rid,doc ${plan.tail}`, ...plan.values)
  return row && { rid: row[0], text: row[1], document: parse(row[1]) }
}

export const countRows = (tables: Tables, collection: string, wanted: Wanted): number => {
  const layout = tables.catalogue.find(collection)
  if (layout === undefined) return 0
  const plan = planFor(layout, wanted)
  if (plan.test === undefined) {
    const row = tables.sql.get<[number]>(`SELECT count(*) FROM (SELECT 1 ${plan.tail})`, ...plan.values)
    return Math.max(0, Math.min((row?.[0] ?? 0) - plan.skip, plan.limit))
  }
  let count = 0
  for (const _ of matching(tables, plan)) count += 1
  return Math.max(0, Math.min(count - plan.skip, plan.limit))
}

/** Follows a match again to learn at which element of an array it was. */
export const trailOf = (matcher: Matcher, document: StoredDocument): Trail => {
  const trail: Trail = { position: undefined }
  matcher(document, trail)
  return trail
}

/** Places of the rows in order, without their documents, for a cursor that reads them bit by bit. */
export const placesOf = (tables: Tables, plan: Plan): readonly number[] =>
  plan.sort.length > 0
    ? rowsOf(tables, { ...plan, skip: 0, limit: Number.POSITIVE_INFINITY }).map(({ rid }) => rid)
    : tables.sql.all<[number]>(`SELECT rid ${plan.tail}`, ...plan.values).map(([rid]) => rid)

/** What SQLite would do to answer, for `explain()`. */
export const explainPlan = (tables: Tables, layout: Layout, plan: Plan) => ({
  sql: `SELECT doc ${plan.tail}`,
  steps: tables.sql
    .all<[number, number, number, string]>(`EXPLAIN QUERY PLAN SELECT rid,doc ${plan.tail}`, ...plan.values)
    .map(([, , , detail]) => detail),
  testsDocuments: plan.test !== undefined,
  sortsDocuments: plan.sort.length > 0,
  collection: layout.collection,
})
