// Answers a find: the source of its cursor, and the single document of findOne.
import { ALWAYS, type Condition } from './condition.ts'
import type { Source } from './cursor.ts'
import { type Document, decodeDocument } from './decode.ts'
import { compileMatcher } from './matcher.ts'
import type { Options } from './options.ts'
import { type Filter, parseFilter } from './parse-filter.ts'
import { type Projection, parseProjection } from './projection.ts'
import { explainPlan, firstRow, type Plan, placesOf, planFor, selectRows, trailOf, type Wanted } from './reading.ts'
import { serverError } from './server-error.ts'
import { parseSort } from './sort.ts'
import { quote } from './sql.ts'
import type { StoredDocument } from './stored.ts'
import type { Tables } from './tables.ts'

const BATCH = 200

const count = (name: string, value: unknown): number => {
  const number = value === undefined || value === null ? 0 : Number(value)
  if (!Number.isInteger(number)) throw serverError(9, `${name} must be a whole number, found ${String(value)}`)
  if (number < 0 && name === 'skip')
    throw serverError(51024, `BSON field 'skip' value must be >= 0, actual value '${number}'`)
  return Math.abs(number)
}

/** What a filter and its options ask for. */
export const wantedBy = (filter: Filter | undefined, options: Options = {}): Wanted => ({
  condition: parseFilter(filter),
  sort: parseSort(options.sort),
  skip: count('skip', options.skip),
  limit: count('limit', options.limit),
})

/** Turns a kept document into what the caller gets. */
export const presenter = (condition: Condition, spec: unknown): ((document: StoredDocument) => Document) => {
  const projection: Projection | undefined = parseProjection(spec)
  if (projection === undefined) return decodeDocument
  if (!projection.positional) return (document) => decodeDocument(projection(document))
  const matcher = compileMatcher(condition)
  return (document) => decodeDocument(projection(document, trailOf(matcher, document)))
}

/** Documents of the places, read when they are needed and tested again: they may have changed since. */
function* inBatches(
  tables: Tables,
  table: string,
  wanted: Wanted,
  plan: Plan,
  present: (document: StoredDocument) => Document,
) {
  const places = placesOf(tables, plan)
  const matches = wanted.condition === ALWAYS ? () => true : compileMatcher(wanted.condition)
  let { skip, limit } = plan
  for (let at = 0; at < places.length && limit > 0; at += BATCH) {
    const batch: Document[] = []
    for (const rid of places.slice(at, at + BATCH)) {
      const row = tables.sql.get<[string]>(`SELECT doc FROM ${table} WHERE rid=?`, rid)
      const document = row && (JSON.parse(row[0]) as StoredDocument)
      if (document === undefined || !matches(document) || limit <= 0) continue
      if (skip > 0) {
        skip -= 1
        continue
      }
      limit -= 1
      batch.push(present(document))
    }
    if (batch.length > 0) yield batch
  }
}

/** The source of a find's documents; a collection that does not exist is empty. */
export const findSource = (
  tables: Tables,
  collection: string,
  filter: Filter | undefined,
  options: Options,
): Source => {
  const wanted = wantedBy(filter, options)
  const present = presenter(wanted.condition, options.projection)
  const layout = tables.catalogue.find(collection)
  return {
    all: () => selectRows(tables, collection, wanted).map(({ document }) => present(document)),
    batches: () =>
      layout === undefined
        ? [][Symbol.iterator]()
        : inBatches(tables, quote(collection), wanted, planFor(layout, wanted), present),
    explain: () => (layout === undefined ? { steps: [] } : explainPlan(tables, layout, planFor(layout, wanted))),
  }
}

export const findFirst = (
  tables: Tables,
  collection: string,
  filter: Filter | undefined,
  options: Options,
): Document | null => {
  const wanted = wantedBy(filter, options)
  const row = firstRow(tables, collection, wanted)
  return row === undefined ? null : presenter(wanted.condition, options.projection)(row.document)
}
