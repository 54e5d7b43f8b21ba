// The values of a document that an index holds: one per path, or one combination per element of an array.
import type { Index } from './layout.ts'
import { fieldOf, type Path, splitPath } from './path.ts'
import { serverError } from './server-error.ts'
import { isDocument, LETTER, type Stored, type StoredDocument, TAG } from './stored.ts'

/** Stands for "an array is on the way": a key column cannot hold it. */
export const ARRAY = Symbol('array')

/** The value at a path that meets no array; undefined where nothing is. */
export const valueAt = (document: StoredDocument, path: Path): Stored | undefined | typeof ARRAY => {
  let value: Stored | undefined = document
  for (const piece of path) {
    if (!isDocument(value)) return Array.isArray(value) ? ARRAY : undefined
    value = fieldOf(value, piece)
  }
  return Array.isArray(value) ? ARRAY : value
}

/** An empty array has a key of its own, which no query asks for. */
const NOTHING: Stored = `${TAG}${LETTER.other}[]`

/** A value on the way and what is left of its path. */
type Rest = { readonly value: Stored | undefined; readonly path: Path }

const walk = ({ value, path }: Rest): Rest => {
  if (path.length === 0 || !isDocument(value))
    return Array.isArray(value) || path.length === 0 ? { value, path } : { value: undefined, path: [] }
  return walk({ value: fieldOf(value, path[0]!), path: path.slice(1) })
}

const enter = (rest: Rest, array: readonly Stored[], element: Stored | undefined): Rest => {
  if (rest.value !== array) return rest
  if (rest.path.length === 0) return { value: element === undefined ? NOTHING : element, path: [] }
  return isDocument(element) ? { value: element, path: rest.path } : { value: undefined, path: [] }
}

/** Elements that end a path are keys as they are, arrays among them too. */
const isOpen = (rest: Rest, entered: ReadonlySet<Stored>): rest is Rest & { value: Stored[] } =>
  Array.isArray(rest.value) && !entered.has(rest.value)

const combinations = (
  rests: readonly Rest[],
  entered: ReadonlySet<Stored>,
): readonly (readonly (Stored | undefined)[])[] => {
  const here = rests.map(walk)
  const open = here.filter((rest) => isOpen(rest, entered))
  const array = open[0]?.value as Stored[] | undefined
  if (array === undefined) return [here.map(({ value }) => value)]
  if (open.some(({ value }) => value !== array)) throw serverError(171, 'cannot index parallel arrays')
  const elements = array.length === 0 ? [undefined] : array
  return elements.flatMap((element) => {
    const next = here.map((rest) => enter(rest, array, element))
    const ended = Array.isArray(element) ? new Set([...entered, element]) : entered
    return combinations(next, ended)
  })
}

const isMissing = (document: Stored | undefined, path: Path): boolean => {
  if (path.length === 0) return document === undefined
  if (Array.isArray(document)) return document.every((element) => isMissing(element, path))
  return !isDocument(document) || isMissing(fieldOf(document, path[0]!), path.slice(1))
}

/** Every combination of values that an index holds of a document, each once; none for what a sparse index leaves out. */
export const indexedValues = (index: Index, document: StoredDocument): readonly (readonly (Stored | undefined)[])[] => {
  const paths = index.key.map(([path]) => splitPath(path))
  if (index.sparse && paths.every((path) => isMissing(document, path))) return []
  const found = combinations(
    paths.map((path) => ({ value: document, path })),
    new Set(),
  )
  if (found.length === 1) return found
  return [...new Map(found.map((values) => [JSON.stringify(values), values])).values()]
}
