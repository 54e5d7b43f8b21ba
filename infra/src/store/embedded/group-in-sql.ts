// Lets SQLite count and add up groups, where that gives the same as reading every document.
import type { Accumulator, Grouping } from './group.ts'
import type { Layout } from './layout.ts'
import type { Path } from './path.ts'
import type { Plan } from './reading.ts'
import { mayHoldArray } from './shape.ts'
import type { Expression } from './simple-expression.ts'
import type { Stored, StoredDocument } from './stored.ts'
import type { Tables } from './tables.ts'

/** The JSON path of a path without arrays; undefined where SQL cannot stand for it. */
const jsonPath = (layout: Layout, path: Path | undefined): string | undefined => {
  if (path === undefined || mayHoldArray(layout.shape, path) || path.some((piece) => /["\\'\0]/.test(piece)))
    return undefined
  return `'$${path.map((piece) => `."${piece}"`).join('')}'`
}

/** An accumulator as two columns and what to make of them. */
type Sum = { readonly columns: string; readonly result: (total: number, count: number) => Stored }

const sumOf = (layout: Layout, { operator, expression }: Accumulator): Sum | undefined => {
  if (operator === '$sum' && typeof expression.constant === 'number') {
    const each = expression.constant
    return { columns: 'count(*),0', result: (count) => count * each }
  }
  const path = jsonPath(layout, expression.path)
  if (path === undefined || (operator !== '$sum' && operator !== '$avg')) return undefined
  const number = `CASE WHEN json_type(doc,${path}) IN ('integer','real') THEN json_extract(doc,${path}) END`
  const columns = `total(${number}),count(${number})`
  return { columns, result: (total, count) => (operator === '$sum' ? total : count === 0 ? null : total / count) }
}

const isDefined = <T>(value: T | undefined): value is T => value !== undefined

/** The fields that make up the id: one without a name when the id is a single path. */
const idFields = ({ id }: Grouping): readonly (readonly [field: string, expression: Expression])[] | undefined => {
  if (id.constant !== undefined) return []
  return id.path ? [['', id]] : id.fields
}

const idFrom = ({ id }: Grouping, names: readonly string[], texts: readonly (string | null)[]): Stored => {
  if (id.constant !== undefined) return id.constant
  if (id.path) return texts[0] === null ? null : (JSON.parse(texts[0]!) as Stored)
  return Object.fromEntries(
    names.flatMap((name, i) => (texts[i] === null ? [] : [[name, JSON.parse(texts[i]!) as Stored]])),
  )
}

type GroupRow = readonly (number | string | null)[]

/** The groups of all rows of a plan, or undefined when SQLite might answer otherwise than MongoDB. */
export const groupInSql = (
  tables: Tables,
  layout: Layout,
  plan: Plan,
  grouping: Grouping,
): StoredDocument[] | undefined => {
  const fields = idFields(grouping)
  // Every row counts, and equal numbers are kept alike: else the documents have to be looked at.
  if (plan.test !== undefined || layout.shape.odd || fields === undefined) return undefined
  const paths = fields.map(([, { path }]) => jsonPath(layout, path))
  const totals = grouping.accumulators.map((one) => sumOf(layout, one))
  if (!paths.every(isDefined) || !totals.every(isDefined)) return undefined
  // A single missing value and null are one group; in an object of fields they differ.
  const ids = paths.map((path) => (grouping.id.path ? `nullif(doc->${path},'null')` : `doc->${path}`))
  const columns = [...ids, ...totals.map((total) => total.columns)]
  const by = paths.length > 0 ? ` GROUP BY ${paths.map((_, i) => i + 1).join()}` : ' GROUP BY NULL'
  const sql = `SELECT ${columns.join() || '1'} ${plan.tail}${by} ORDER BY min(rid)`
  return tables.sql.all<GroupRow>(sql, ...plan.values).map((row): StoredDocument => {
    const sums = row.slice(paths.length) as number[]
    const results = totals.map((total, i) => [
      grouping.accumulators[i]!.field,
      total.result(sums[2 * i]!, sums[2 * i + 1]!),
    ])
    const _id = idFrom(
      grouping,
      fields.map(([name]) => name),
      row.slice(0, paths.length) as (string | null)[],
    )
    return { _id, ...(Object.fromEntries(results) as StoredDocument) }
  })
}
