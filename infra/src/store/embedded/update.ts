// Reads an update document and applies it to kept documents.
import { types } from 'node:util'
import mongoose from 'mongoose'
import { unsupported } from '../store-error.ts'
import { isEqual } from './compare.ts'
import { encodeDocument } from './encode.ts'
import { ID } from './layout.ts'
import { compileMatcher, type Matcher } from './matcher.ts'
import { type Filter, parseFilter } from './parse-filter.ts'
import { splitPath } from './path.ts'
import { serverError } from './server-error.ts'
import type { Stored, StoredDocument } from './stored.ts'
import { changeFor, OPERATORS } from './update-operators.ts'
import { applyAt, type Change, type Place } from './update-path.ts'
import { rename } from './update-rename.ts'

/** What an update needs to know of the match it is applied to. */
export type Circumstances = {
  readonly inserting: boolean
  /** At which element of an array the filter matched, for the positional `$`. */
  readonly position: number | undefined
}

export type Update = {
  /** Whether the filter's match has to be followed. */
  readonly positional: boolean
  /** The changed document; `document` itself may be changed on the way. */
  readonly apply: (document: StoredDocument, circumstances: Circumstances) => StoredDocument
}

type Step = { readonly operator: string; readonly path: string; readonly place: Place; readonly change: Change }

const comparePieces = (a: readonly string[], b: readonly string[]): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [x, y] = [a[i]!, b[i]!]
    if (x === y) continue
    const byNumber = /^\d+$/.test(x) && /^\d+$/.test(y) ? Number(x) - Number(y) : 0
    return byNumber || (x < y ? -1 : 1)
  }
  return a.length - b.length
}

const checkPath = (path: string): void => {
  if (path === '') throw serverError(56, 'An empty update path is not valid.')
  for (const piece of splitPath(path)) {
    if (piece === '')
      throw serverError(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
    if (piece === '__proto__') throw unsupported('A field named __proto__', 'choose another name')
    if (piece.startsWith('$') && !/^\$(\[\w*\])?$/.test(piece)) {
      throw serverError(
        52,
        `The dollar ($) prefixed field '${piece}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      )
    }
  }
}

/** Two changes of one place, or of a place inside the other, have no order in which they could happen. */
const checkConflicts = (paths: readonly string[]): void => {
  const taken = new Set<string>()
  for (const path of paths) {
    if (taken.has(path)) throw serverError(40, `Updating the path '${path}' would create a conflict at '${path}'`)
    taken.add(path)
  }
  for (const path of paths) {
    for (let end = path.indexOf('.'); end > 0; end = path.indexOf('.', end + 1)) {
      const outer = path.slice(0, end)
      if (taken.has(outer)) throw serverError(40, `Updating the path '${path}' would create a conflict at '${outer}'`)
    }
  }
}

type ArrayFilters = ReadonlyMap<string, Matcher>

const IDENTIFIER = /^[a-z][a-zA-Z0-9]*$/

const plainOf = (filter: Filter): Filter =>
  types.isMap(filter) ? Object.fromEntries(filter as Map<string, unknown>) : filter

const parseArrayFilters = (filters: unknown): ArrayFilters => {
  const named = new Map<string, Matcher>()
  for (const filter of (filters ?? []) as readonly Filter[]) {
    const plain = plainOf(filter)
    const [name, ...others] = new Set(identifiersOf(plain))
    if (name === undefined || others.length > 0) {
      throw serverError(9, 'Error parsing array filter :: caused by :: Expected a single top-level field name')
    }
    if (!IDENTIFIER.test(name)) {
      throw serverError(
        2,
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      )
    }
    if (named.has(name)) throw serverError(9, `Found multiple array filters with the same top-level field name ${name}`)
    const matcher = compileMatcher(parseFilter(plain))
    named.set(name, (element) => matcher({ [name]: element }))
  }
  return named
}

const identifiersOf = (filter: Filter): readonly string[] =>
  Object.entries(filter).flatMap(([name, value]) =>
    name.startsWith('$') && Array.isArray(value)
      ? value.flatMap((one) => identifiersOf(one as Filter))
      : [splitPath(name)[0]!],
  )

const checkArrayFilters = (steps: readonly Step[], filters: ArrayFilters): void => {
  const used = new Set(steps.flatMap(({ path }) => [...path.matchAll(/\$\[(\w+)\]/g)].map(([, name]) => name!)))
  for (const name of used) {
    if (!filters.has(name)) throw serverError(2, `No array filter found for identifier '${name}' in path`)
  }
  for (const name of filters.keys()) {
    if (!used.has(name)) throw serverError(9, `The array filter for identifier '${name}' was not used in the update`)
  }
}

const operandOf = (operator: string, value: unknown): Filter => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return plainOf(value as Filter)
  throw serverError(
    9,
    `Modifiers operate on fields but we found type ${typeof value} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${JSON.stringify(value)}}`,
  )
}

const immutable = (): Error =>
  serverError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")

const parseSteps = (update: Filter): readonly Step[] => {
  const steps: Step[] = []
  for (const [operator, value] of Object.entries(update)) {
    if (!OPERATORS.has(operator)) {
      throw serverError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    }
    const operands = operandOf(operator, value)
    for (const path of Object.keys(operands)) {
      checkPath(path)
      const change = changeFor(operator, operands[path], path)
      steps.push({ operator, path, place: { pieces: splitPath(path), creates: change.creates }, change })
    }
  }
  return steps.sort((a, b) => comparePieces(a.place.pieces, b.place.pieces))
}

const operatorUpdate = (update: Filter, arrayFilters: unknown): Update => {
  const { $rename, ...rest } = update
  const renames =
    $rename === undefined ? [] : Object.entries(operandOf('$rename', $rename)).map(([from, to]) => rename(from, to))
  const steps = parseSteps(rest)
  const filters = parseArrayFilters(arrayFilters)
  checkConflicts([...steps.map(({ path }) => path), ...renames.flatMap(({ from, to }) => [from, to])])
  checkArrayFilters(steps, filters)
  return {
    positional: steps.some(({ place }) => place.pieces.includes('$')),
    apply: (document, { inserting, position }) => {
      const id = document[ID]
      for (const { apply } of renames) apply(document)
      for (const { operator, place, change } of steps) {
        if (operator !== '$setOnInsert' || inserting) applyAt(document, place, change, { position, filters })
      }
      if (id !== undefined && !isEqual(document[ID], id)) throw immutable()
      return document
    },
  }
}

const replacement = (update: unknown): Update => {
  const kept = encodeDocument(update)
  return {
    positional: false,
    apply: (document) => {
      const id: Stored | undefined = document[ID]
      if (id === undefined) return { ...kept }
      if (kept[ID] !== undefined && !isEqual(kept[ID], id)) {
        throw serverError(66, "After applying the update, the (immutable) field '_id' was found to have been altered")
      }
      return { _id: id, ...withoutId(kept) }
    },
  }
}

const withoutId = ({ _id, ...rest }: StoredDocument): StoredDocument => rest

const { MongoInvalidArgumentError } = mongoose.mongo

/** Reads `{ $set: ... }` and its like. Each call of `apply` may change the document it is handed. */
export const parseUpdate = (update: unknown, arrayFilters?: unknown): Update => {
  if (Array.isArray(update)) {
    throw unsupported(
      'A pipeline as an update',
      'use update operators, or read the document and replace it under its version',
    )
  }
  const plain = operandOf('update', update)
  const names = Object.keys(plain)
  if (names.length === 0 || !names[0]!.startsWith('$'))
    throw new MongoInvalidArgumentError('Update document requires atomic operators')
  return operatorUpdate(plain, arrayFilters)
}

/** Reads a whole document that takes another's place and keeps its `_id`. */
export const parseReplacement = (document: unknown): Update => {
  const first = typeof document === 'object' && document !== null ? Object.keys(document)[0] : undefined
  if (Array.isArray(document) || first?.startsWith('$') === true) {
    throw new MongoInvalidArgumentError('Replacement document must not contain atomic operators')
  }
  return replacement(document)
}
