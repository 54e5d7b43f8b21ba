// Sorting and projecting plain documents, in the most direct way.
import { compareValues, type Doc, isObject, type Value } from './model-values.ts'

const EMPTY = Symbol('empty array')

const sortValues = (value: Value, path: readonly string[]): (Value | typeof EMPTY)[] => {
  const [piece, ...rest] = path
  if (piece === undefined) return Array.isArray(value) ? (value.length === 0 ? [EMPTY] : value) : [value]
  if (Array.isArray(value))
    return value.length === 0
      ? [undefined]
      : value.flatMap((one) => (isObject(one) ? sortValues(one, path) : [undefined]))
  return isObject(value) ? sortValues(value[piece], rest) : [undefined]
}

const order = (a: Value | typeof EMPTY, b: Value | typeof EMPTY): number =>
  a === EMPTY || b === EMPTY ? Number(b === EMPTY) - Number(a === EMPTY) : compareValues(a, b)

/** In order; ties keep their places. */
export const sorted = (documents: readonly Doc[], sort: Doc): Doc[] => {
  const best = (document: Doc, path: string, way: number) =>
    sortValues(document, path.split('.')).reduce((one, other) => (order(other, one) * way < 0 ? other : one))
  return documents.toSorted((a, b) => {
    for (const [path, way] of Object.entries(sort) as [string, number][]) {
      const step = order(best(a, path, way), best(b, path, way)) * way
      if (step !== 0) return step
    }
    return 0
  })
}

const startsWith = (path: string, start: string) => path === start || path.startsWith(`${start}.`)

const include = (value: Value, path: string, wanted: readonly string[]): Value => {
  if (Array.isArray(value)) return value.map((one) => include(one, path, wanted)).filter((one) => one !== undefined)
  if (!isObject(value)) return undefined
  const out: Doc = {}
  for (const [name, one] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`
    if (wanted.includes(here)) out[name] = one
    else if (wanted.some((other) => startsWith(other, here))) {
      const inner = include(one, here, wanted)
      if (inner !== undefined) out[name] = inner
    }
  }
  return out
}

const exclude = (value: Value, path: string, unwanted: readonly string[]): Value => {
  if (Array.isArray(value)) return value.map((one) => exclude(one, path, unwanted))
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => !unwanted.includes(path === '' ? name : `${path}.${name}`))
  return Object.fromEntries(
    kept.map(([name, one]) => [name, exclude(one, path === '' ? name : `${path}.${name}`, unwanted)]),
  )
}

/** The chosen fields. */
export const projected = (document: Doc, projection: Doc | undefined): Doc => {
  const entries = Object.entries(projection ?? {})
  if (entries.length === 0) return document
  const including =
    entries.some(([name, value]) => name !== '_id' && value === 1) || (entries.length === 1 && projection?._id === 1)
  const names = entries.filter(([, value]) => (value === 1) === including).map(([name]) => name)
  if (!including) return exclude(document, '', names) as Doc
  return include(document, '', projection?._id === 0 ? names : [...names, '_id']) as Doc
}
