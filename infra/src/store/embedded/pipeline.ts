// Runs an aggregation: what comes first in SQL, the common stages over kept documents, the rest by mingo.
import { unsupported } from '../store-error.ts'
import type { Source } from './cursor.ts'
import { type Document, decodeCopy, decodeDocument } from './decode.ts'
import { wantedBy } from './find.ts'
import { parseGrouping } from './group.ts'
import { groupInSql } from './group-in-sql.ts'
import type { Layout } from './layout.ts'
import { runByMingo } from './mingo-stages.ts'
import type { Filter } from './parse-filter.ts'
import { splitPath } from './path.ts'
import { ownStage, type Stage } from './pipeline-stages.ts'
import { countRows, explainPlan, planFor, selectRows, type Wanted } from './reading.ts'
import { serverError } from './server-error.ts'
import { parseSimple } from './simple-expression.ts'
import type { Stored, StoredDocument } from './stored.ts'
import type { Tables } from './tables.ts'

const REFUSED: Readonly<Record<string, string>> = {
  $out: 'read the result and write it with insertMany()',
  $merge: 'read the result and write it with bulkWrite()',
  $geoNear: 'compare latitude and longitude in a $match',
  $search: 'keep a field of lower-case words and match it with $all or $in',
  $vectorSearch: 'compute the distances after reading',
  $changeStream: 'let the writer publish an event',
  $collStats: 'use countDocuments()',
  $indexStats: 'use listIndexes()',
  $documents: 'insert the documents first',
}

const nameOf = (stage: Stage): string => {
  const names = Object.keys(stage)
  if (names.length !== 1)
    throw serverError(40323, 'A pipeline stage specification object must contain exactly one field.')
  return names[0]!
}

const checkStages = (stages: unknown): readonly Stage[] => {
  if (!Array.isArray(stages)) throw serverError(14, "'pipeline' option must be specified as an array")
  for (const stage of stages as readonly Stage[]) {
    const name = nameOf(stage)
    if (name in REFUSED) throw unsupported(`The stage ${name}`, REFUSED[name]!)
  }
  return stages as readonly Stage[]
}

/** The first stages that are together one find, and those after them. */
const leading = (stages: readonly Stage[]): { readonly wanted: Wanted; readonly rest: readonly Stage[] } => {
  const order = ['$match', '$sort', '$skip', '$limit']
  const filters: Filter[] = []
  const options: Record<string, unknown> = {}
  let at = 0
  let step = 0
  for (; at < stages.length; at += 1) {
    const name = nameOf(stages[at]!)
    const next = order.indexOf(name, step)
    if (next < 0) break
    if (name === '$match') filters.push(stages[at]![name] as Filter)
    // Checks the operand as well as any stage would.
    else if (ownStage(name, stages[at]![name])) options[name.slice(1)] = stages[at]![name]
    step = name === '$match' ? 0 : next + 1
  }
  return {
    wanted: wantedBy(filters.length === 1 ? filters[0]! : filters.length > 1 ? { $and: filters } : {}, options),
    rest: stages.slice(at),
  }
}

const isPlain = ({ sort = [], skip = 0, limit = 0 }: Wanted): boolean => sort.length === 0 && skip === 0 && limit === 0

/** Joins by equal values, with a find per document, so that an index on the other side is used. */
const lookup = (tables: Tables, spec: Stage, documents: readonly StoredDocument[]): readonly StoredDocument[] => {
  const local = parseSimple(`$${String(spec.localField)}`)!
  const path = splitPath(String(spec.foreignField))
  return documents.map((document) => {
    const value: Stored = local.value(document) ?? null
    const values = Array.isArray(value) ? value : [value]
    const wanted: Wanted = { condition: { kind: 'in', path, values, patterns: [] } }
    const found = selectRows(tables, String(spec.from), wanted).map((row) => row.document)
    return { ...document, [String(spec.as)]: found }
  })
}

const unite = (tables: Tables, operand: unknown, documents: readonly StoredDocument[]): readonly StoredDocument[] => {
  const { coll, pipeline = [] } = (typeof operand === 'string' ? { coll: operand } : operand) as {
    coll: string
    pipeline?: unknown
  }
  return [...documents, ...runPipeline(tables, coll, checkStages(pipeline))]
}

const facets = (tables: Tables, operand: unknown, documents: readonly StoredDocument[]): readonly StoredDocument[] => {
  const lists = Object.entries(operand as Readonly<Record<string, unknown>>)
  return [
    Object.fromEntries(lists.map(([field, stages]) => [field, [...runStages(tables, checkStages(stages), documents)]])),
  ]
}

const isSimpleLookup = (operand: unknown): operand is Stage => {
  const { localField, foreignField, pipeline } = operand as Stage
  return localField !== undefined && foreignField !== undefined && pipeline === undefined
}

const runOne = (
  tables: Tables,
  stage: Stage,
  documents: readonly StoredDocument[],
): readonly StoredDocument[] | undefined => {
  const name = nameOf(stage)
  const operand = stage[name]
  if (name === '$lookup' && isSimpleLookup(operand)) return lookup(tables, operand, documents)
  if (name === '$unionWith') return unite(tables, operand, documents)
  if (name === '$facet') return facets(tables, operand, documents)
  return ownStage(name, operand)?.(documents)
}

const runStages = (
  tables: Tables,
  stages: readonly Stage[],
  start: readonly StoredDocument[],
): readonly StoredDocument[] => {
  const all = (collection: string) =>
    selectRows(tables, collection, wantedBy({})).map(({ document }) => decodeDocument(document))
  let documents = start
  for (let at = 0; at < stages.length; at += 1) {
    documents = runOne(tables, stages[at]!, documents) ?? runByMingo([stages[at]!], documents, all)
  }
  return documents
}

/** What SQL alone can answer: a count, or groups with sums. */
const inSql = (tables: Tables, layout: Layout, wanted: Wanted, stage: Stage): readonly StoredDocument[] | undefined => {
  const name = nameOf(stage)
  if (name === '$count' && ownStage(name, stage[name])) {
    const count = countRows(tables, layout.collection, wanted)
    return count === 0 ? [] : [{ [stage[name] as string]: count }]
  }
  if (name !== '$group' || !isPlain(wanted)) return undefined
  const grouping = parseGrouping(stage[name])
  return grouping && groupInSql(tables, layout, planFor(layout, wanted), grouping)
}

const runPipeline = (tables: Tables, collection: string, stages: readonly Stage[]): readonly StoredDocument[] => {
  const { wanted, rest } = leading(stages)
  const layout = tables.catalogue.find(collection)
  const answered = layout && rest[0] && inSql(tables, layout, wanted, rest[0])
  if (answered !== undefined) return runStages(tables, rest.slice(1), answered)
  return runStages(
    tables,
    rest,
    selectRows(tables, collection, wanted).map(({ document }) => document),
  )
}

/** The source of an aggregation's documents. */
export const pipelineSource = (tables: Tables, collection: string, given: unknown): Source => {
  const stages = checkStages(given)
  const run = () => runPipeline(tables, collection, stages).map((document) => decodeCopy(document) as Document)
  return {
    all: run,
    batches: () => [run()][Symbol.iterator](),
    explain: () => {
      const layout = tables.catalogue.find(collection)
      return layout === undefined ? { steps: [] } : explainPlan(tables, layout, planFor(layout, leading(stages).wanted))
    },
  }
}
