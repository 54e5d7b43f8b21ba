// The expressions of aggregation that are just a path, a constant, or an object of these.
import { encode } from './encode.ts'
import { fieldOf, type Path, splitPath } from './path.ts'
import { isDocument, type Stored, type StoredDocument } from './stored.ts'

/** What an expression gives for a document; undefined where the path leads nowhere. */
export type Expression = {
  readonly value: (document: StoredDocument) => Stored | undefined
  /** The path, if the expression is one. */
  readonly path?: Path
  /** The constant, if the expression is one. */
  readonly constant?: Stored
  /** The fields, if the expression is an object of expressions. */
  readonly fields?: readonly (readonly [field: string, expression: Expression])[]
}

/** Unlike in a filter, a path through an array gives the list of what lies at it in each object. */
const reach = (value: Stored | undefined, path: Path, at: number): Stored | undefined => {
  if (at === path.length) return value
  if (Array.isArray(value)) {
    return value.flatMap((element) => {
      const found = typeof element === 'object' && element !== null ? reach(element, path, at) : undefined
      return found === undefined ? [] : [found]
    })
  }
  return isDocument(value) ? reach(fieldOf(value, path[at]!), path, at + 1) : undefined
}

const constant = (value: unknown): Expression => {
  const stored = encode(value)
  return { value: () => stored, constant: stored }
}

const ofPath = (text: string): Expression | undefined => {
  if (text === '$$ROOT' || text === '$$CURRENT') return { value: (document) => document }
  if (text.startsWith('$$')) return undefined
  const path = splitPath(text.slice(1))
  return { value: (document) => reach(document, path, 0), path }
}

const ofFields = (object: Readonly<Record<string, unknown>>): Expression | undefined => {
  const fields: (readonly [string, Expression])[] = []
  for (const [field, value] of Object.entries(object)) {
    const expression = parseSimple(value)
    if (expression === undefined || field.includes('.')) return undefined
    fields.push([field, expression])
  }
  const value = (document: StoredDocument): StoredDocument => {
    const out: StoredDocument = {}
    for (const [field, expression] of fields) {
      const found = expression.value(document)
      if (found !== undefined) out[field] = found
    }
    return out
  }
  return { value, fields }
}

/** The expression, or undefined when it takes an operator or a variable. */
export const parseSimple = (given: unknown): Expression | undefined => {
  if (typeof given === 'string') return given.startsWith('$') ? ofPath(given) : constant(given)
  if (typeof given !== 'object' || given === null || given instanceof Date || '_bsontype' in given)
    return constant(given)
  if (Array.isArray(given)) return undefined
  const first = Object.keys(given)[0]
  if (first === '$literal') return constant((given as { $literal: unknown }).$literal)
  return first?.startsWith('$') === true ? undefined : ofFields(given as Readonly<Record<string, unknown>>)
}
