// The stages of aggregation that the store runs itself, over kept documents.
import { encode } from './encode.ts'
import { groupDocuments, parseGrouping } from './group.ts'
import { compileMatcher } from './matcher.ts'
import type { Options } from './options.ts'
import { type Filter, parseFilter } from './parse-filter.ts'
import { fieldOf, splitPath } from './path.ts'
import { parseProjection } from './projection.ts'
import { serverError } from './server-error.ts'
import { parseSort, sortBy } from './sort.ts'
import { isDocument, type Stored, type StoredDocument } from './stored.ts'
import { applyAt } from './update-path.ts'

export type Stage = Readonly<Record<string, unknown>>
type Run = (documents: readonly StoredDocument[]) => readonly StoredDocument[]

const wholeNumber = (stage: string, value: unknown, least: number): number => {
  const number = encode(value)
  if (typeof number === 'number' && Number.isInteger(number) && number >= least) return number
  throw serverError(
    5107200,
    `invalid argument to ${stage} stage: Expected a ${least === 0 ? 'non-negative' : 'positive'} number, found ${JSON.stringify(number)}`,
  )
}

const match = (operand: unknown): Run => {
  const matches = compileMatcher(parseFilter(operand as Filter))
  return (documents) => documents.filter((document) => matches(document))
}

const sort = (operand: unknown): Run => {
  const keys = parseSort(operand)
  if (keys.length === 0) throw serverError(15976, '$sort stage must have at least one sort key')
  return (documents) => sortBy(documents, keys, (document) => document)
}

const count = (operand: unknown): Run => {
  if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.')) {
    throw serverError(40156, 'the count field must be a non-empty string without $ and .')
  }
  return (documents) => (documents.length === 0 ? [] : [{ [operand]: documents.length }])
}

const NO_POSITIONS = { position: undefined, filters: new Map() }

/** A copy of the document with another value at the path; only what lies on the path is copied. */
const replacedAt = (document: StoredDocument, path: readonly string[], value: Stored | undefined): StoredDocument => {
  const copy = { ...document }
  let here = copy
  for (const piece of path.slice(0, -1)) {
    const below = fieldOf(here, piece)
    if (!isDocument(below)) break
    const next = { ...below }
    here[piece] = next
    here = next
  }
  applyAt(
    copy,
    { pieces: path, creates: value !== undefined },
    Object.assign(() => value, { creates: value !== undefined }),
    NO_POSITIONS,
  )
  return copy
}

const unwind = (operand: unknown): Run => {
  const options: Options = typeof operand === 'string' ? { path: operand } : (operand as Options)
  const given = options.path
  if (typeof given !== 'string' || !given.startsWith('$')) {
    throw serverError(28818, `path option to $unwind stage should be prefixed with a '$': ${String(given)}`)
  }
  const path = splitPath(given.slice(1))
  const keeps = options.preserveNullAndEmptyArrays === true
  const index = options.includeArrayIndex as string | undefined
  const withIndex = (document: StoredDocument, position: number | null) =>
    index === undefined ? document : replacedAt(document, splitPath(index), position)
  return (documents) =>
    documents.flatMap((document) => {
      let value: Stored | undefined = document
      for (const piece of path) value = isDocument(value) ? fieldOf(value, piece) : undefined
      if (Array.isArray(value) && value.length > 0) {
        return value.map((element, i) => withIndex(replacedAt(document, path, element), i))
      }
      if (value !== undefined && value !== null && !Array.isArray(value)) return [withIndex(document, null)]
      if (!keeps) return []
      return [withIndex(Array.isArray(value) ? replacedAt(document, path, undefined) : document, null)]
    })
}

/** A projection of plain choices; undefined when it computes something. */
const project = (operand: unknown): Run | undefined => {
  const isPlain = (value: unknown): boolean => {
    if (typeof value === 'boolean' || typeof value === 'number') return true
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    return Object.entries(value).every(([field, one]) => !field.startsWith('$') && isPlain(one))
  }
  if (typeof operand !== 'object' || operand === null || Object.keys(operand).length === 0) {
    throw serverError(51272, 'Invalid $project :: caused by :: projection specification must have at least one field')
  }
  if (!isPlain(operand)) return undefined
  const projection = parseProjection(operand)!
  return (documents) => documents.map((document) => projection(document))
}

const unset = (operand: unknown): Run => {
  const fields = (Array.isArray(operand) ? operand : [operand]) as readonly string[]
  return project(Object.fromEntries(fields.map((field) => [field, 0])))!
}

const group = (operand: unknown): Run | undefined => {
  const grouping = parseGrouping(operand)
  return grouping && ((documents) => groupDocuments(documents, grouping))
}

const sortByCount = (operand: unknown): Run | undefined => {
  const counted = group({ _id: operand, count: { $sum: 1 } })
  return counted && ((documents) => sort({ count: -1 })(counted(documents)))
}

const limit = (operand: unknown): Run => {
  const most = wholeNumber('$limit', operand, 1)
  return (documents) => documents.slice(0, most)
}

const skip = (operand: unknown): Run => {
  const first = wholeNumber('$skip', operand, 0)
  return (documents) => documents.slice(first)
}

const STAGES: Readonly<Record<string, (operand: unknown) => Run | undefined>> = {
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $count: count,
  $unwind: unwind,
  $project: project,
  $unset: unset,
  $group: group,
  $sortByCount: sortByCount,
}

/** How the store runs a stage; undefined when it leaves it to mingo. */
export const ownStage = (name: string, operand: unknown): Run | undefined => STAGES[name]?.(operand)
