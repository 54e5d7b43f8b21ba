// Dotted paths through kept documents, with MongoDB's rules for arrays on the way.
import { isDocument, type Stored, type StoredDocument } from './stored.ts'

/** A dotted path in pieces; an empty one means the value itself. */
export type Path = readonly string[]

export const splitPath = (path: string): Path => path.split('.')

const DIGITS = /^(0|[1-9]\d*)$/
export const isPosition = (piece: string): boolean => DIGITS.test(piece)

/** The field of a document, never what it inherits. */
export const fieldOf = (document: StoredDocument, field: string): Stored | undefined =>
  Object.hasOwn(document, field) ? document[field] : undefined

/** Where a match went through an array: the outermost position, for the positional operators. */
export type Trail = { position: number | undefined }

type Test = (value: Stored | undefined) => boolean

const visitElements = (array: readonly Stored[], path: Path, at: number, test: Test, leaf: boolean, trail?: Trail) => {
  const piece = path[at]!
  const position = isPosition(piece) ? Number(piece) : -1
  for (let i = 0; i < array.length; i += 1) {
    const element = array[i]!
    if (isDocument(element) && visit(element, path, at, test, leaf)) {
      if (trail) trail.position = i
      return true
    }
    if (i !== position) continue
    // An element named by its position is not entered any further, even if it is an array itself.
    if (at === path.length - 1) {
      if (test(element)) return true
    } else if (typeof element === 'object' && element !== null && visit(element, path, at + 1, test, leaf, trail)) {
      return true
    }
  }
  return false
}

const visitLeaf = (value: Stored | undefined, test: Test, leaf: boolean, trail?: Trail): boolean => {
  if (leaf && Array.isArray(value)) {
    const position = value.findIndex(test)
    if (position >= 0) {
      if (trail) trail.position = position
      return true
    }
  }
  return test(value)
}

const visit = (
  value: Stored | undefined,
  path: Path,
  at: number,
  test: Test,
  leaf: boolean,
  trail?: Trail,
): boolean => {
  if (at === path.length) return visitLeaf(value, test, leaf, trail)
  if (Array.isArray(value)) return visitElements(value, path, at, test, leaf, trail)
  if (isDocument(value)) return visit(fieldOf(value, path[at]!), path, at + 1, test, leaf, trail)
  return test(undefined)
}

/**
 * Whether some value at the path passes the test. Arrays on the way are entered (objects in them, and elements by
 * position); with `leaf` an array at the end is tested element by element and then as a whole. What is missing is tested
 * as undefined, unless it is missing inside an array of something else than objects.
 */
export const someAt = (document: Stored, path: Path, test: Test, leaf: boolean, trail?: Trail): boolean =>
  visit(document, path, 0, test, leaf, trail)
