// Sorts documents as MongoDB does: by type, then value; an array by its least or greatest element.

import { unsupported } from '../store-error.ts'
import { compare } from './compare.ts'
import type { Direction } from './layout.ts'
import { fieldOf, isPosition, type Path, splitPath } from './path.ts'
import { serverError } from './server-error.ts'
import { isDocument, type Stored, type StoredDocument } from './stored.ts'

export type SortKey = { readonly path: Path; readonly direction: Direction }

const direction = (value: unknown): Direction => {
  if (value === 1 || value === 'asc' || value === 'ascending' || value === '1') return 1
  if (value === -1 || value === 'desc' || value === 'descending' || value === '-1') return -1
  if (typeof value === 'object' && value !== null && '$meta' in value) {
    throw unsupported('Sorting by $meta', 'sort by a field of the document')
  }
  throw serverError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
}

/** The keys of a sort given as an object, a Map or a list of pairs. */
export const parseSort = (sort: unknown): readonly SortKey[] => {
  if (sort === undefined || sort === null) return []
  if (typeof sort === 'string') return [{ path: splitPath(sort), direction: 1 }]
  const pairs: Iterable<unknown> = sort instanceof Map || Array.isArray(sort) ? sort : Object.entries(sort)
  return [...pairs].map((pair) => {
    const [path, value] = pair as [string, unknown]
    if (path === '$natural')
      throw unsupported('Sorting by $natural', 'sort by _id or by a field with the time of creation')
    return { path: splitPath(path), direction: direction(value) }
  })
}

/** An empty array sorts before null: MongoDB's order of "undefined". */
const NOTHING = Symbol('empty array')
type Sortable = Stored | undefined | typeof NOTHING

const valuesAt = (value: Stored | undefined, path: Path, at: number): readonly Sortable[] => {
  if (at === path.length) {
    if (!Array.isArray(value)) return [value]
    return value.length === 0 ? [NOTHING] : value
  }
  if (Array.isArray(value)) {
    const piece = path[at]!
    if (isPosition(piece) && Number(piece) < value.length) return valuesAt(value[Number(piece)], path, at + 1)
    if (value.length === 0) return [undefined]
    return value.flatMap((element) => (isDocument(element) ? valuesAt(element, path, at) : [undefined]))
  }
  return isDocument(value) ? valuesAt(fieldOf(value, path[at]!), path, at + 1) : [undefined]
}

const compareSortables = (a: Sortable, b: Sortable): number => {
  if (a === NOTHING || b === NOTHING) return Number(b === NOTHING) - Number(a === NOTHING)
  return compare(a, b)
}

/** What a document is sorted by: one value per key. */
const sortablesOf = (document: StoredDocument, keys: readonly SortKey[]): readonly Sortable[] =>
  keys.map(({ path, direction: way }) => {
    const values = valuesAt(document, path, 0)
    let best = values[0]
    for (const value of values) if (compareSortables(value, best) * way < 0) best = value
    return best
  })

/** The items in order; ties stay as they were. */
export const sortBy = <T>(
  items: readonly T[],
  keys: readonly SortKey[],
  documentOf: (item: T) => StoredDocument,
): T[] => {
  const decorated = items.map((item) => ({ item, by: sortablesOf(documentOf(item), keys) }))
  decorated.sort((a, b) => {
    for (let i = 0; i < keys.length; i += 1) {
      const order = compareSortables(a.by[i], b.by[i])
      if (order !== 0) return order * keys[i]!.direction
    }
    return 0
  })
  return decorated.map(({ item }) => item)
}
