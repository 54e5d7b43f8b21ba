// Chooses the fields of a document that the caller asked for, in the order in which they stand there.
import { types } from 'node:util'
import { unsupported } from '../store-error.ts'
import type { Condition } from './condition.ts'
import { encode } from './encode.ts'
import { ID } from './layout.ts'
import { compileMatcher, type Matcher } from './matcher.ts'
import { type Filter, parseFilter } from './parse-filter.ts'
import type { Trail } from './path.ts'
import { serverError } from './server-error.ts'
import { FALSE, isDocument, type Stored, type StoredDocument } from './stored.ts'

/** Gives the chosen part of a document; the trail is that of the filter's match, for the positional `$`. */
export type Projection = ((document: StoredDocument, trail?: Trail) => StoredDocument) & {
  /** Whether the filter's match has to be followed. */
  readonly positional: boolean
}

/** What happens at a field: nothing below it, or something with its array, or more choices below. */
type Choice = true | ((value: Stored, trail?: Trail) => Stored | undefined) | Tree
type Tree = Map<string, Choice>

const isTree = (choice: Choice): choice is Tree => choice instanceof Map

type Parsed = { readonly path: string; readonly value: unknown }

/** Nested objects are paths too: `{ a: { b: 1 } }` is `{ 'a.b': 1 }`. */
const flatten = (spec: Filter, prefix = ''): readonly Parsed[] =>
  Object.entries(spec).flatMap(([field, value]): readonly Parsed[] => {
    const path = prefix + field
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !('_bsontype' in value)) {
      const inner = Object.keys(value)
      if (inner.length === 0)
        throw serverError(51270, 'An empty sub-projection is not a valid value. Found empty object at path')
      return inner[0]!.startsWith('$') ? [{ path, value }] : flatten(value as Filter, `${path}.`)
    }
    return [{ path, value }]
  })

const sliceBounds = (value: unknown): readonly [skip: number, limit: number] => {
  const [first, second] = (Array.isArray(value) ? value : [value]).map(encode)
  const numbers = [first, ...(Array.isArray(value) ? [second] : [])]
  if (!numbers.every((one) => typeof one === 'number'))
    throw serverError(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax')
  if (!Array.isArray(value)) return [Math.min(0, Math.trunc(first as number)), Math.abs(Math.trunc(first as number))]
  if ((second as number) <= 0) throw serverError(28729, 'The third argument to $slice must be positive')
  return [Math.trunc(first as number), Math.trunc(second as number)]
}

const slice = (operand: unknown): Exclude<Choice, true | Tree> => {
  const [skip, limit] = sliceBounds(operand)
  return (value) => {
    if (!Array.isArray(value)) return value
    const start = skip < 0 ? Math.max(0, value.length + skip) : skip
    return value.slice(start, start + limit)
  }
}

const elementMatch = (operand: unknown, path: string): Exclude<Choice, true | Tree> => {
  if (path.includes('.')) throw serverError(31275, 'Cannot use $elemMatch projection on a nested field.')
  const condition: Condition = parseFilter({ element: { $elemMatch: operand } })
  const matcher: Matcher = compileMatcher(condition)
  return (value) => {
    const trail: Trail = { position: undefined }
    if (!Array.isArray(value) || !matcher({ element: value }, trail) || trail.position === undefined) return undefined
    return [value[trail.position]!]
  }
}

const matched: Exclude<Choice, true | Tree> = (value, trail) => {
  if (!Array.isArray(value)) return value
  if (trail?.position === undefined) {
    throw serverError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    )
  }
  return trail.position < value.length ? [value[trail.position]!] : []
}

const operatorOf = (path: string, value: Filter): Exclude<Choice, true | Tree> => {
  const [[name, operand]] = Object.entries(value) as [[string, unknown]]
  if (name === '$slice') return slice(operand)
  if (name === '$elemMatch') return elementMatch(operand, path)
  throw unsupported(`The projection operator ${name}`, 'use aggregate() with a $project stage')
}

const isChosen = (path: string, value: unknown): boolean => {
  const stored = encode(value)
  if (typeof stored === 'number') return stored !== 0
  if (typeof value === 'boolean') return stored !== FALSE
  if (typeof stored === 'string' && stored.startsWith('\x7f')) return true
  throw unsupported(`A computed field (${path}) in a projection`, 'use aggregate() with a $project stage')
}

const plant = (tree: Tree, path: string, choice: Choice): void => {
  const pieces = path.split('.')
  const last = pieces.pop()!
  let here = tree
  for (const piece of pieces) {
    const next = here.get(piece)
    if (next !== undefined && !isTree(next)) throw serverError(31249, `Path collision at ${path}`)
    const below: Tree = next ?? new Map()
    here.set(piece, below)
    here = below
  }
  if (here.has(last)) throw serverError(31250, `Path collision at ${path}`)
  here.set(last, choice)
}

const include = (value: Stored, tree: Tree, trail?: Trail): Stored | undefined => {
  if (Array.isArray(value)) {
    return value.map((element) => include(element, tree, trail)).filter((element) => element !== undefined)
  }
  if (!isDocument(value)) return undefined
  const out: StoredDocument = {}
  for (const field in value) {
    const choice = tree.get(field)
    if (choice === undefined) continue
    const kept =
      choice === true
        ? value[field]
        : isTree(choice)
          ? include(value[field]!, choice, trail)
          : choice(value[field]!, trail)
    if (kept !== undefined) out[field] = kept
  }
  return out
}

const exclude = (value: Stored, tree: Tree): Stored => {
  if (Array.isArray(value)) return value.map((element) => exclude(element, tree))
  if (!isDocument(value)) return value
  const out: StoredDocument = {}
  for (const field in value) {
    const choice = tree.get(field)
    if (choice === true) continue
    const one = value[field]!
    const kept = choice === undefined ? one : isTree(choice) ? exclude(one, choice) : choice(one)
    if (kept !== undefined) out[field] = kept
  }
  return out
}

const POSITIONAL = /\.\$$/

/** Whether the choices name what is kept; decided by the first plain one that is not `_id`. */
const isInclusion = (entries: readonly Parsed[]): boolean => {
  const telling = entries.filter(({ path }) => path !== ID)
  for (const { path, value } of telling) {
    if (typeof value === 'object' && value !== null && '$slice' in value) continue
    if (typeof value === 'object' && value !== null && !('_bsontype' in value)) return true
    return POSITIONAL.test(path) || isChosen(path, value)
  }
  const id = entries.find(({ path }) => path === ID)
  return telling.length === 0 && id !== undefined && isChosen(ID, id.value)
}

const grow = (
  entries: readonly Parsed[],
  including: boolean,
): { readonly tree: Tree; readonly positional: boolean } => {
  const tree: Tree = new Map()
  let positional = false
  for (const { path, value } of entries) {
    if (typeof value === 'object' && value !== null && !('_bsontype' in value)) {
      plant(tree, path, operatorOf(path, value as Filter))
    } else if (POSITIONAL.test(path)) {
      if (positional) throw serverError(31276, 'Cannot specify more than one positional projection per query.')
      positional = true
      plant(tree, path.slice(0, -2), matched)
    } else if (isChosen(path, value) === including) {
      plant(tree, path, true)
    } else if (path !== ID) {
      const [code, kinds] = including ? [31254, ['exclusion', 'inclusion']] : [31253, ['inclusion', 'exclusion']]
      throw serverError(
        code as number,
        `Cannot do ${kinds![0 as never]} on field ${path} in ${kinds![1 as never]} projection`,
      )
    }
  }
  return { tree, positional }
}

/** The projection, or undefined when the whole document is wanted. */
export const parseProjection = (spec: unknown): Projection | undefined => {
  if (spec === undefined || spec === null) return undefined
  const plain = types.isMap(spec) ? Object.fromEntries(spec as Map<string, unknown>) : spec
  const entries = flatten(plain as Filter)
  if (entries.length === 0) return undefined
  const including = isInclusion(entries)
  const { tree, positional } = grow(entries, including)
  if (including && !entries.some(({ path }) => path === ID)) tree.set(ID, true)
  const project = including
    ? (document: StoredDocument, trail?: Trail) => include(document, tree, trail) as StoredDocument
    : (document: StoredDocument) => exclude(document, tree) as StoredDocument
  return Object.assign(project, { positional })
}
