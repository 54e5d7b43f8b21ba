// Moves a field to another name.
import { fieldOf, type Path, splitPath } from './path.ts'
import { serverError } from './server-error.ts'
import { isDocument, type Stored, type StoredDocument } from './stored.ts'
import { applyAt } from './update-path.ts'

export type Rename = { readonly from: string; readonly to: string; readonly apply: (document: StoredDocument) => void }

const NO_POSITIONS = { position: undefined, filters: new Map() }

const parentOf = (
  document: StoredDocument,
  pieces: Path,
  which: 'source' | 'destination',
  path: string,
): StoredDocument | undefined => {
  let here: Stored | undefined = document
  for (const piece of pieces.slice(0, -1)) {
    if (Array.isArray(here)) {
      throw serverError(
        2,
        `The ${which} field cannot be an array element, '${path}' in doc has an array field called '${piece}'`,
      )
    }
    if (!isDocument(here)) return undefined
    here = fieldOf(here, piece)
  }
  if (Array.isArray(here)) throw serverError(2, `The ${which} field cannot be an array element, '${path}'`)
  return isDocument(here) ? here : undefined
}

/** The renaming of one path; nothing happens where nothing is. */
export const rename = (from: string, to: unknown): Rename => {
  if (typeof to !== 'string')
    throw serverError(2, `The 'to' field for $rename must be a string: ${from}: ${JSON.stringify(to)}`)
  if (from === to) throw serverError(2, `The source and target field for $rename must differ: ${from}: "${to}"`)
  for (const path of [from, to]) {
    if (path === '' || splitPath(path).includes('')) throw serverError(56, 'An empty update path is not valid.')
    if (splitPath(path).some((piece) => piece.startsWith('$'))) {
      throw serverError(2, `The source and destination fields for $rename may not be dynamic: ${path}`)
    }
  }
  const source = splitPath(from)
  return {
    from,
    to,
    apply: (document) => {
      const parent = parentOf(document, source, 'source', from)
      const value = parent && fieldOf(parent, source.at(-1)!)
      if (parent === undefined || value === undefined) return
      parentOf(document, splitPath(to), 'destination', to)
      delete parent[source.at(-1)!]
      applyAt(
        document,
        { pieces: splitPath(to), creates: true },
        Object.assign(() => value, { creates: true }),
        NO_POSITIONS,
      )
    },
  }
}
