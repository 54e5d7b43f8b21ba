// Whether a plain document matches a filter, in the most direct way; the yardstick of the generated tests.
import { compareValues, type Doc, isObject, place, same, type Value } from './model-values.ts'

type Found = { readonly value: Value; readonly there: boolean }
const nothing: Found = { value: undefined, there: false }

/** Everything a path leads to, arrays not yet opened at its end. */
const reach = (value: Value, path: readonly string[]): Found[] => {
  const [piece, ...rest] = path
  if (piece === undefined) return [{ value, there: true }]
  if (isObject(value)) return Object.hasOwn(value, piece) ? reach(value[piece], rest) : [nothing]
  if (!Array.isArray(value)) return [nothing]
  const inObjects = value.filter(isObject).flatMap((element) => reach(element, path))
  const position = /^\d+$/.test(piece) ? Number(piece) : value.length
  if (position >= value.length) return inObjects
  const element = value[position]
  if (rest.length === 0) return [...inObjects, { value: { byPosition: element }, there: true }]
  return typeof element === 'object' && element !== null ? [...inObjects, ...reach(element, rest)] : inObjects
}

/** With arrays at the end opened, except one that was named by its position. */
const candidates = (found: Found[]): Found[] =>
  found.flatMap((one) => {
    if (isObject(one.value) && 'byPosition' in one.value) return [{ value: one.value.byPosition, there: true }]
    if (!Array.isArray(one.value)) return [one]
    return [...one.value.map((value) => ({ value, there: true })), one]
  })

const unopened = (found: Found[]): Found[] =>
  found.map((one) =>
    isObject(one.value) && 'byPosition' in one.value ? { value: one.value.byPosition, there: true } : one,
  )

const TYPES: Record<string, (value: Value) => boolean> = {
  number: (value) => place(value) === 2,
  string: (value) => place(value) === 3,
  object: (value) => place(value) === 4,
  array: (value) => place(value) === 5,
  bool: (value) => place(value) === 8,
  date: (value) => place(value) === 9,
  null: (value) => value === null,
}

const ordered = (value: Value, operand: Value, passes: (order: number) => boolean): boolean => {
  if (place(value) !== place(operand)) return false
  if (Number.isNaN(value) !== Number.isNaN(operand)) return false
  return passes(compareValues(value, operand))
}

const equals = (value: Value, operand: Value): boolean => {
  if (operand instanceof RegExp) return typeof value === 'string' && operand.test(value)
  return same(value, operand)
}

const holds = (operator: string, operand: Value, found: Found[], options: Value): boolean => {
  const any = (test: (value: Value) => boolean) => candidates(found).some(({ value }) => test(value))
  switch (operator) {
    case '$eq':
      return any((value) => same(value, operand))
    case '$ne':
      return !any((value) => same(value, operand))
    case '$gt':
      return any((value) => ordered(value, operand, (order) => order > 0))
    case '$gte':
      return any((value) => ordered(value, operand, (order) => order >= 0))
    case '$lt':
      return any((value) => ordered(value, operand, (order) => order < 0))
    case '$lte':
      return any((value) => ordered(value, operand, (order) => order <= 0))
    case '$in':
      return any((value) => (operand as Value[]).some((one) => equals(value, one)))
    case '$nin':
      return !any((value) => (operand as Value[]).some((one) => equals(value, one)))
    case '$exists':
      return found.some(({ there }) => there) === Boolean(operand)
    case '$type':
      return candidates(found).some(({ value, there }) => there && TYPES[operand as string]!(value))
    case '$regex':
      return any((value) => typeof value === 'string' && new RegExp(operand as string, options as string).test(value))
    case '$options':
      return true
    case '$mod': {
      const [divisor, remainder] = operand as [number, number]
      return any((value) => typeof value === 'number' && Math.trunc(value) % divisor === remainder)
    }
    case '$size':
      return unopened(found).some(({ value }) => Array.isArray(value) && value.length === operand)
    case '$all':
      return (operand as Value[]).length > 0 && (operand as Value[]).every((one) => any((value) => same(value, one)))
    case '$elemMatch':
      return unopened(found).some(
        ({ value }) => Array.isArray(value) && value.some((one) => elementMatches(one, operand as Doc)),
      )
    case '$not':
      return !Object.entries(operand as Doc).every(([name, one]) => holds(name, one, found, undefined))
    default:
      throw new Error(`the model does not know ${operator}`)
  }
}

const elementMatches = (element: Value, condition: Doc): boolean => {
  if (!Object.keys(condition)[0]?.startsWith('$')) return isObject(element) && matches(element, condition)
  const found = [{ value: { byPosition: element }, there: true }]
  return Object.entries(condition).every(([name, one]) => holds(name, one, found, undefined))
}

const isOperators = (value: Value): value is Doc => isObject(value) && Object.keys(value)[0]?.startsWith('$') === true

/** Whether the document matches. */
export const matches = (document: Doc, filter: Doc): boolean =>
  Object.entries(filter).every(([name, condition]) => {
    if (name === '$and') return (condition as Doc[]).every((one) => matches(document, one))
    if (name === '$or') return (condition as Doc[]).some((one) => matches(document, one))
    if (name === '$nor') return !(condition as Doc[]).some((one) => matches(document, one))
    const found = reach(document, name.split('.'))
    if (isOperators(condition)) {
      return Object.entries(condition).every(([operator, operand]) =>
        holds(operator, operand, found, condition.$options),
      )
    }
    return candidates(found).some(({ value }) => equals(value, condition))
  })
