// Remembers where a collection has ever held arrays, and whether it has held numbers that SQLite cannot order.

import type { Path } from './path.ts'
import { isOddNumber, type Stored, type StoredDocument } from './stored.ts'

/** One field on the way: whether it ever held an array, and the fields below it that matter. */
type Place = { array: boolean; any: boolean; readonly below: Map<string, Place> }

/** Grows only: what it says is true of every document that is or was in the collection. */
export type Shape = { readonly root: Place; odd: boolean; changed: boolean }

/** A Map with a field per student or company would grow without end: beyond this many, every field counts as one. */
const MOST_PLACES = 256

const place = (): Place => ({ array: false, any: false, below: new Map() })

export const emptyShape = (): Shape => ({ root: place(), odd: false, changed: false })

/** Where nothing more is to be learnt: everything below may hold arrays. */
const ANYTHING: Place = { array: true, any: true, below: new Map() }

const below = (shape: Shape, parent: Place, field: string): Place => {
  const known = parent.below.get(field)
  if (known !== undefined) return known
  if (parent.any) return ANYTHING
  if (parent.below.size === MOST_PLACES) {
    parent.any = true
    shape.changed = true
    return ANYTHING
  }
  const fresh = place()
  parent.below.set(field, fresh)
  return fresh
}

const noteNested = (shape: Shape, here: Place, value: Stored[] | StoredDocument): void => {
  if (!Array.isArray(value)) {
    noteFields(shape, here, value)
    return
  }
  if (!here.array) {
    here.array = true
    shape.changed = true
  }
  noteElements(shape, here, value)
}

const noteElements = (shape: Shape, here: Place, elements: readonly Stored[]): void => {
  for (const element of elements) {
    if (typeof element === 'string') noteText(shape, element)
    else if (typeof element !== 'object' || element === null) continue
    else if (Array.isArray(element)) noteElements(shape, here, element)
    else noteFields(shape, here, element)
  }
}

const noteText = (shape: Shape, text: string): void => {
  if (shape.odd || !isOddNumber(text)) return
  shape.odd = true
  shape.changed = true
}

const noteFields = (shape: Shape, here: Place, document: StoredDocument): void => {
  for (const field in document) {
    const value = document[field]!
    if (typeof value === 'string') noteText(shape, value)
    else if (typeof value === 'object' && value !== null) noteNested(shape, below(shape, here, field), value)
  }
}

/** Takes note of a document that is about to be written; sets `changed` when it taught something new. */
export const note = (shape: Shape, document: StoredDocument): void => noteFields(shape, shape.root, document)

/** Whether an array may stand anywhere on the path. */
export const mayHoldArray = (shape: Shape, path: Path): boolean => {
  let here: Place | undefined = shape.root
  for (const piece of path) {
    if (here.any) return true
    here = here.below.get(piece)
    if (here === undefined) return false
    if (here.array) return true
  }
  return false
}

/** What is kept of a shape: dotted names would be ambiguous, so a path is a list. */
export type KeptShape = { readonly arrays: readonly Path[]; readonly any: readonly Path[]; readonly odd: boolean }

const collect = (here: Place, path: Path, test: (here: Place) => boolean): readonly Path[] => [
  ...(test(here) ? [path] : []),
  ...[...here.below].flatMap(([field, next]) => collect(next, [...path, field], test)),
]

export const keepShape = (shape: Shape): KeptShape => ({
  arrays: collect(shape.root, [], (here) => here.array),
  any: collect(shape.root, [], (here) => here.any),
  odd: shape.odd,
})

const descend = (root: Place, path: Path): Place => {
  let here = root
  for (const field of path) {
    const next = here.below.get(field) ?? place()
    here.below.set(field, next)
    here = next
  }
  return here
}

export const restoreShape = (kept: KeptShape): Shape => {
  const shape: Shape = { ...emptyShape(), odd: kept.odd }
  for (const path of kept.arrays) descend(shape.root, path).array = true
  for (const path of kept.any) descend(shape.root, path).any = true
  return shape
}
