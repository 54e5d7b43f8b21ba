// Turns a condition into an SQL predicate that holds for every matching document, and says whether for no others.
import { RANK, rankOf } from './compare.ts'
import type { Condition, Order } from './condition.ts'
import { endOfType, isComparable, isExact, type Key, keyOf, startOfType } from './key.ts'
import { columnOf, ID, type Layout, sideTable } from './layout.ts'
import { isNumber } from './numbers.ts'
import { isPosition, type Path } from './path.ts'
import { fixedPrefix } from './regex.ts'
import { mayHoldArray } from './shape.ts'
import { quote } from './sql.ts'
import { isTagged, type Stored, TAG } from './stored.ts'

/** An exact predicate needs no second test, and lets SQLite count, skip and limit. */
export type Predicate = { readonly sql: string; readonly values: readonly Key[]; readonly exact: boolean }

const ANY: Predicate = { sql: '1', values: [], exact: false }
const EVERY: Predicate = { sql: '1', values: [], exact: true }
const NONE: Predicate = { sql: '0', values: [], exact: true }

const predicate = (sql: string, values: readonly Key[], exact = true): Predicate => ({ sql, values, exact })
const loosely = (part: Predicate): Predicate => ({ ...part, exact: false })
const isAny = (part: Predicate): boolean => part.sql === '1'

const and = (parts: readonly Predicate[]): Predicate => {
  const telling = parts.filter((part) => !isAny(part))
  const exact = parts.every((part) => part.exact)
  if (telling.length === 0) return exact ? EVERY : ANY
  if (telling.length === 1) return { ...telling[0]!, exact }
  return predicate(
    telling.map((part) => `(${part.sql})`).join(' AND '),
    telling.flatMap((part) => part.values),
    exact,
  )
}

const or = (parts: readonly Predicate[]): Predicate => {
  if (parts.some(isAny)) return parts.every((part) => part.exact) ? EVERY : ANY
  if (parts.length === 1) return parts[0]!
  const sql = parts.map((part) => `(${part.sql})`).join(' OR ')
  return predicate(
    sql,
    parts.flatMap((part) => part.values),
    parts.every((part) => part.exact),
  )
}

/** NULL counts as "no", so a plain NOT would lose documents. A loose predicate says nothing about what it excludes. */
const not = (part: Predicate): Predicate => (part.exact ? predicate(`(${part.sql}) IS NOT TRUE`, part.values) : ANY)

/** Something in SQL that stands for the value at a path. */
type Column = {
  readonly sql: string
  /** Whether its order and equality are those of BSON. */
  readonly exact: boolean
  readonly keyOf: (value: Stored) => Key
  readonly startOfType: (value: Stored) => Key
  readonly endOfType: (value: Stored) => Key
  /** More that must hold where the bounds of a type do not say it all. */
  readonly ofType?: (value: Stored) => string | undefined
}

const keys = (sql: string, exact: boolean): Column => ({ sql, exact, keyOf, startOfType, endOfType })

/** The text of a JSON path; undefined where quoting it is not safe. */
const jsonPath = (path: Path): string | undefined =>
  path.some((piece) => /["\\'\0]/.test(piece)) ? undefined : `'$${path.map((piece) => `."${piece}"`).join('')}'`

/** Scalars inside the document: numbers and strings are themselves, all other types tagged strings. */
const insideDocument = (path: string): Column => ({
  sql: `json_extract(doc,${path})`,
  exact: true,
  keyOf: (value) => value as Key,
  startOfType: (value) =>
    typeof value === 'string' ? (isTagged(value) ? value.slice(0, 2) : '') : Number.NEGATIVE_INFINITY,
  endOfType: (value) => {
    if (typeof value !== 'string') return ''
    return isTagged(value) ? TAG + String.fromCharCode(value.charCodeAt(1) + 1) : new Uint8Array(0)
  },
  ofType: (value) =>
    rankOf(value) === RANK.text
      ? `json_type(doc,${path})='text' AND (json_extract(doc,${path})<'${TAG}"' OR json_extract(doc,${path})>='\x80')`
      : undefined,
})

const FEW = 16

/** A short list is bound value by value; a long one travels as one JSON text, so that few statements serve all lengths. */
const inList = (column: Column, values: readonly Key[]): Predicate => {
  if (values.length <= FEW) return predicate(`${column.sql} IN (${values.map(() => '?').join()})`, values, column.exact)
  const packed = values.map((value) =>
    typeof value === 'string'
      ? `s${value}`
      : value instanceof Uint8Array
        ? `b${Buffer.from(value).toString('hex')}`
        : Number(value),
  )
  const unpacked = `CASE WHEN type<>'text' THEN value WHEN value<'c' THEN unhex(substr(value,2)) ELSE substr(value,2) END`
  return predicate(`${column.sql} IN (SELECT ${unpacked} FROM json_each(?))`, [JSON.stringify(packed)], column.exact)
}

const equal = (column: Column, value: Stored): Predicate => {
  if (value === null) return predicate(`${column.sql} IS NULL`, [], column.exact)
  const key = column.keyOf(value)
  return key === null ? ANY : predicate(`${column.sql} = ?`, [key], column.exact && isExact(value))
}

const within = (column: Column, values: readonly Stored[]): Predicate => {
  const present = values.filter((value) => value !== null)
  const list = present.map(column.keyOf)
  if (list.some((key) => key === null || typeof key === 'bigint' || key === Infinity || key === -Infinity)) return ANY
  const exact = column.exact && present.every(isExact)
  const parts = list.length > 0 ? [{ ...inList(column, list), exact }] : []
  return or(values.length > present.length ? [...parts, equal(column, null)] : parts.length > 0 ? parts : [NONE])
}

const SIGNS: Readonly<Record<Order, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' }

/** A range never leaves its type: SQLite would go on from numbers to strings and beyond. */
const range = (column: Column, kind: Order, value: Stored): Predicate => {
  if (value === null) return kind === 'gte' || kind === 'lte' ? equal(column, null) : NONE
  const key = column.keyOf(value)
  if (key === null || !isExact(value)) return ANY
  const up = kind === 'gt' || kind === 'gte'
  const sign = column.exact ? SIGNS[kind] : up ? '>=' : '<='
  const bound = up
    ? predicate(`${column.sql} < ?`, [column.endOfType(value)])
    : predicate(`${column.sql} >= ?`, [column.startOfType(value)])
  const type = column.ofType?.(value)
  return and([predicate(`${column.sql} ${sign} ?`, [key], column.exact), bound, ...(type ? [predicate(type, [])] : [])])
}

const startsWith = (column: Column, prefix: string): Predicate => {
  const last = prefix.codePointAt(prefix.length - 1)
  if (prefix === '' || last === undefined || last >= 0xd7ff) return ANY
  const next = prefix.slice(0, -1) + String.fromCodePoint(last + 1)
  return predicate(`${column.sql} >= ? AND ${column.sql} < ?`, [prefix, next], false)
}

/** Conditions on one path that a column can narrow. */
const onColumn = (column: Column, condition: Condition): Predicate => {
  switch (condition.kind) {
    case 'eq':
      return equal(column, condition.value)
    case 'in':
      return condition.patterns.length > 0 ? ANY : within(column, condition.values)
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return range(column, condition.kind, condition.value)
    case 'regex':
      return startsWith(column, fixedPrefix(condition.pattern))
    default:
      return ANY
  }
}

const operandsOf = (condition: Condition): readonly Stored[] => {
  if (condition.kind === 'in') return condition.values
  return 'value' in condition ? [condition.value] : []
}

/** Numbers that SQLite cannot order may lie in the collection: then only a key column, rounded, can narrow. */
const isTold = (layout: Layout, condition: Condition): boolean =>
  operandsOf(condition).every((value) => isComparable(value) || !layout.shape.odd)

const onDocument = (layout: Layout, path: Path, condition: Condition): Predicate => {
  const text = jsonPath(path)
  if (text === undefined || mayHoldArray(layout.shape, path)) return ANY
  if (condition.kind === 'exists') return predicate(`json_type(doc,${text}) IS NOT NULL`, [])
  const operands = operandsOf(condition)
  if (operands.some((value) => !isComparable(value) || !isExact(value))) return ANY
  if (layout.shape.odd && operands.some(isNumber)) return ANY
  // Bytes are kept in base 64 and escaped strings behind a tag: both are equal but not sorted.
  const isRange = condition.kind !== 'eq' && condition.kind !== 'in'
  if (isRange && operands.some((value) => typeof value === 'string' && isTagged(value) && !'obd'.includes(value[1]!)))
    return ANY
  // An object or a list comes out of json_extract as text.
  if (operands.some((value) => typeof value === 'string' && /^[{[]|\0/.test(value))) return ANY
  return onColumn(insideDocument(text), condition)
}

/** One row per element in the side table: some element fulfils the condition. */
const onElements = (layout: Layout, path: string, condition: Condition): Predicate => {
  const index = layout.indexes.find(({ multikey, key }) => multikey && key[0]?.[0] === path)
  if (index === undefined || operandsOf(condition).some((value) => value === null || typeof value === 'object'))
    return ANY
  if (index.sparse && index.key.length === 1 && condition.kind === 'exists') return ANY
  const part = onColumn(keys('k0', !layout.shape.odd), condition)
  const table = quote(sideTable(layout.collection, index.name))
  return isAny(part) ? ANY : { ...part, sql: `rid IN (SELECT rid FROM ${table} WHERE ${part.sql})` }
}

const onPath = (layout: Layout, path: Path, condition: Condition): Predicate => {
  if (path.length === 0 || path.some(isPosition)) return ANY
  const name = path.join('.')
  const column = columnOf(layout, name)
  if (column !== undefined && condition.kind !== 'exists') {
    return isTold(layout, condition) ? onColumn(keys(column.column, column.exact), condition) : ANY
  }
  const side = onElements(layout, name, condition)
  return isAny(side) ? onDocument(layout, path, condition) : side
}

/** What `$elemMatch` asks of the fields of an element holds of some element, so it narrows by the longer path. */
const ofElement = (layout: Layout, path: Path, of: Condition): Predicate => {
  if (of.kind === 'and') return loosely(and(of.of.map((part) => ofElement(layout, path, part))))
  if (!('path' in of) || of.kind === 'element' || of.kind === 'exists' || of.kind === 'size') return ANY
  return loosely(onElements(layout, [...path, ...of.path].join('.'), of))
}

const isIdEquality = (condition: Condition): boolean =>
  condition.kind === 'eq' &&
  condition.path.length === 1 &&
  condition.path[0] === ID &&
  typeof condition.value === 'string'

/** An SQL predicate over the table of the collection. */
export const toSql = (condition: Condition, layout: Layout): Predicate => {
  switch (condition.kind) {
    case 'and': {
      // One document at most: reading it and testing the rest is cheaper than asking SQLite to look into it.
      const id = condition.of.length > 1 ? condition.of.find(isIdEquality) : undefined
      return id ? loosely(toSql(id, layout)) : and(condition.of.map((part) => toSql(part, layout)))
    }
    case 'or':
      return or(condition.of.map((part) => toSql(part, layout)))
    case 'nor':
      return not(or(condition.of.map((part) => toSql(part, layout))))
    case 'not':
      return not(toSql(condition.of, layout))
    case 'element':
      return ofElement(layout, condition.path, condition.of)
    case 'never':
      return NONE
    case 'expression':
      return ANY
    default:
      return onPath(layout, condition.path, condition)
  }
}
