// Walks to the places that an update path names, making the way where the operator may, and changes what is there.
import type { Matcher } from './matcher.ts'
import { fieldOf, isPosition, type Path } from './path.ts'
import { serverError } from './server-error.ts'
import { isDocument, type Stored, type StoredDocument } from './stored.ts'

/** What an operator makes of the value at its place; undefined takes the value away. */
export type Change = ((value: Stored | undefined) => Stored | undefined) & {
  /** Whether missing objects on the way are made. */
  readonly creates: boolean
}

export type Place = { readonly pieces: Path; readonly creates: boolean }

/** Which elements the positional pieces stand for. */
export type Positions = { readonly position: number | undefined; readonly filters: ReadonlyMap<string, Matcher> }

const MOST_PADDING = 1_500_000

const notViable = (pieces: Path, at: number, value: Stored): Error => {
  const element = JSON.stringify({ [pieces[at - 1] ?? '']: value })
  return serverError(28, `Cannot create field '${pieces[at]}' in element ${element}`)
}

const everyElement = (
  container: Stored | undefined,
  place: Place,
  at: number,
  change: Change,
  positions: Positions,
): void => {
  if (!Array.isArray(container)) {
    const path = place.pieces.slice(0, at).join('.')
    if (container === undefined)
      throw serverError(2, `The path '${path}' must exist in the document in order to apply array updates.`)
    throw serverError(2, `Cannot apply array updates to non-array element ${path}: ${JSON.stringify(container)}`)
  }
  const name = place.pieces[at]!.slice(2, -1)
  const filter = name === '' ? undefined : positions.filters.get(name)
  for (let i = 0; i < container.length; i += 1) {
    if (filter === undefined || filter(container[i]!)) changeElement(container, i, place, at, change, positions)
  }
}

const changeElement = (
  array: Stored[],
  index: number,
  place: Place,
  at: number,
  change: Change,
  positions: Positions,
): void => {
  const old = index < array.length ? array[index] : undefined
  const fresh = changed(old, place, at + 1, change, positions)
  if (fresh === undefined && old === undefined) return
  if (index > array.length + MOST_PADDING) throw serverError(2, `can't backfill more than ${MOST_PADDING} elements`)
  while (array.length < index) array.push(null)
  // An element that is taken away leaves null: the others keep their positions.
  array[index] = fresh ?? null
}

const intoArray = (array: Stored[], place: Place, at: number, change: Change, positions: Positions): void => {
  const piece = place.pieces[at]!
  if (isPosition(piece)) changeElement(array, Number(piece), place, at, change, positions)
  else if (place.creates) throw notViable(place.pieces, at, array)
}

const intoDocument = (
  document: StoredDocument,
  place: Place,
  at: number,
  change: Change,
  positions: Positions,
): void => {
  const piece = place.pieces[at]!
  const old = fieldOf(document, piece)
  const fresh = changed(old, place, at + 1, change, positions)
  if (fresh === undefined) delete document[piece]
  else if (fresh !== old) document[piece] = fresh
}

/** The value that stands where `value` stood, after the change somewhere in it. */
const changed = (
  value: Stored | undefined,
  place: Place,
  at: number,
  change: Change,
  positions: Positions,
): Stored | undefined => {
  if (at === place.pieces.length) return change(value)
  const piece = place.pieces[at]!
  if (piece.startsWith('$[')) {
    everyElement(value, place, at, change, positions)
    return value
  }
  if (value === undefined) {
    if (!place.creates) return undefined
    const fresh: StoredDocument = {}
    intoDocument(fresh, place, at, change, positions)
    return Object.keys(fresh).length === 0 ? undefined : fresh
  }
  if (Array.isArray(value)) intoArray(value, place, at, change, positions)
  else if (isDocument(value)) intoDocument(value, place, at, change, positions)
  else if (place.creates) throw notViable(place.pieces, at, value)
  return value
}

const positioned = (place: Place, { position }: Positions): Place => {
  if (!place.pieces.includes('$')) return place
  if (position === undefined) {
    throw serverError(2, 'The positional operator did not find the match needed from the query.')
  }
  return { ...place, pieces: place.pieces.map((piece) => (piece === '$' ? String(position) : piece)) }
}

/** Changes the document at the place, or at all the places that its positional pieces stand for. */
export const applyAt = (document: StoredDocument, place: Place, change: Change, positions: Positions): void => {
  intoDocument(document, positioned(place, positions), 0, change, positions)
}
