// What an update makes of a plain document, in the most direct way; refusals carry MongoDB's code.
import { matches } from './model-filter.ts'
import { compareValues, copyOf, type Doc, isObject, same, type Value } from './model-values.ts'

/** A refusal as MongoDB numbers it. */
export class ModelError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

const refuse = (code: number, message: string): never => {
  throw new ModelError(code, message)
}

type Container = Doc | Value[]

const child = (container: Container, piece: string): Value =>
  Array.isArray(container) ? container[Number(piece)] : Object.hasOwn(container, piece) ? container[piece] : undefined

const put = (container: Container, piece: string, value: Value): void => {
  if (!Array.isArray(container)) container[piece] = value
  else {
    if (!/^\d+$/.test(piece)) refuse(28, 'a field in an array')
    while (container.length < Number(piece)) container.push(null)
    container[Number(piece)] = value
  }
}

/** The container of a path's last piece; made on the way if asked, else undefined where there is none. */
const parentOf = (document: Doc, path: string, makes: boolean): readonly [Container, string] | undefined => {
  const pieces = path.split('.')
  const last = pieces.pop()!
  let here: Container = document
  for (const piece of pieces) {
    if (Array.isArray(here) && !/^\d+$/.test(piece)) return makes ? refuse(28, path) : undefined
    let next = child(here, piece)
    if (next === undefined) {
      if (!makes) return undefined
      next = {}
      put(here, piece, next)
    }
    if (!isObject(next) && !Array.isArray(next)) return makes ? refuse(28, path) : undefined
    here = next
  }
  if (Array.isArray(here) && !/^\d+$/.test(last)) return makes ? refuse(28, path) : undefined
  return [here, last]
}

const remove = (document: Doc, path: string): void => {
  const found = parentOf(document, path, false)
  if (found === undefined || child(...found) === undefined) return
  const [container, last] = found
  if (Array.isArray(container)) container[Number(last)] = null
  else delete container[last]
}

const arrayAt = (value: Value, code: number): Value[] => (Array.isArray(value) ? value : refuse(code, 'not an array'))

const pushed = (old: Value, operand: Value): Value[] => {
  const modifiers = isObject(operand) && '$each' in operand ? operand : { $each: [operand] }
  const array = [...(old === undefined ? [] : arrayAt(old, 2))]
  array.splice((modifiers.$position as number | undefined) ?? array.length, 0, ...copyOf(modifiers.$each as Value[]))
  const order = modifiers.$sort
  if (typeof order === 'number') array.sort((a, b) => compareValues(a, b) * order)
  else if (isObject(order)) {
    const field = (value: Value, name: string) => (isObject(value) ? value[name] : undefined)
    array.sort((a, b) => {
      for (const [name, way] of Object.entries(order)) {
        const step = compareValues(field(a, name), field(b, name)) * (way as number)
        if (step !== 0) return step
      }
      return 0
    })
  }
  const count = modifiers.$slice as number | undefined
  return count === undefined ? array : count < 0 ? array.slice(count) : array.slice(0, count)
}

const added = (old: Value, operand: Value): Value[] => {
  const array = [...(old === undefined ? [] : arrayAt(old, 2))]
  const values = isObject(operand) && '$each' in operand ? (operand.$each as Value[]) : [operand]
  for (const value of values) if (!array.some((one) => same(one, value))) array.push(copyOf(value))
  return array
}

const pullMatches = (element: Value, operand: Value): boolean => {
  if (!isObject(operand)) return same(element, operand)
  if (Object.keys(operand)[0]?.startsWith('$')) return matches({ element }, { element: operand })
  return isObject(element) && matches(element, operand)
}

const numberAt = (value: Value): number => (typeof value === 'number' ? value : refuse(14, 'not a number'))

const changed = (operator: string, old: Value, operand: Value): Value => {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return copyOf(operand)
    case '$inc':
      return old === undefined ? operand : numberAt(old) + (operand as number)
    case '$mul':
      return old === undefined ? 0 : numberAt(old) * (operand as number)
    case '$min':
      return old === undefined || compareValues(operand, old) < 0 ? copyOf(operand) : old
    case '$max':
      return old === undefined || compareValues(operand, old) > 0 ? copyOf(operand) : old
    case '$push':
      return pushed(old, operand)
    case '$addToSet':
      return added(old, operand)
    case '$pop':
      return operand === 1 ? arrayAt(old, 14).slice(0, -1) : arrayAt(old, 14).slice(1)
    case '$pull':
      return arrayAt(old, 2).filter((element) => !pullMatches(element, operand))
    case '$pullAll':
      return arrayAt(old, 2).filter((element) => !(operand as Value[]).some((one) => same(one, element)))
    default:
      throw new Error(`the model does not know ${operator}`)
  }
}

const NEEDS_FIELD = new Set(['$pop', '$pull', '$pullAll'])

const rename = (document: Doc, from: string, to: string): void => {
  const source = parentOf(document, from, false)
  const value = source && child(...source)
  if (value === undefined) return
  if (Array.isArray(source![0])) refuse(2, 'an element of an array')
  remove(document, from)
  put(...parentOf(document, to, true)!, value)
}

const conflicts = (paths: readonly string[]): boolean =>
  paths.some((path, i) => paths.some((other, j) => i !== j && (other === path || other.startsWith(`${path}.`))))

type Change = readonly [operator: string, path: string, operand: Value]

const changesOf = (update: Doc): Change[] =>
  Object.entries(update).flatMap(([operator, fields]) =>
    Object.entries(fields as Doc).map(([path, operand]): Change => [operator, path, operand]),
  )

/** Refuses what no document could make right. */
export const checkUpdate = (update: Doc): void => {
  const changes = changesOf(update)
  const paths = changes.flatMap(([operator, path, operand]) =>
    operator === '$rename' ? [path, operand as string] : [path],
  )
  if (conflicts(paths)) refuse(40, 'a conflict')
}

/** A changed copy of the document. */
export const updatedCopy = (document: Doc, update: Doc, inserting = false): Doc => {
  const copy = copyOf(document)
  const changes = changesOf(update)
  for (const [operator, path, operand] of changes) if (operator === '$rename') rename(copy, path, operand as string)
  const sorted = changes.filter(([operator]) => operator !== '$rename').sort((a, b) => (a[1] < b[1] ? -1 : 1))
  for (const [operator, path, operand] of sorted) {
    if (operator === '$setOnInsert' && !inserting) continue
    if (operator === '$unset') {
      remove(copy, path)
      continue
    }
    const found = parentOf(copy, path, !NEEDS_FIELD.has(operator))
    if (found === undefined) continue
    const old = child(...found)
    if (old === undefined && NEEDS_FIELD.has(operator)) continue
    put(...found, changed(operator, old, operand))
  }
  if (document._id !== undefined && !same(document._id, copy._id)) refuse(66, 'another _id')
  return copy
}

/** What an upsert starts from: the equalities of the filter. */
export const seedOf = (filter: Doc): Doc => {
  const document: Doc = {}
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and') for (const one of condition as Doc[]) Object.assign(document, seedOf(one))
    if (name.startsWith('$')) continue
    const operators = isObject(condition) && Object.keys(condition)[0]?.startsWith('$')
    if (operators && !('$eq' in (condition as Doc))) continue
    put(...parentOf(document, name, true)!, copyOf(operators ? (condition as Doc).$eq : condition))
  }
  return document
}
