// What the update operators for arrays make of an array.
import { compare, isEqual } from './compare.ts'
import { encode } from './encode.ts'
import { compileMatcher } from './matcher.ts'
import { type Filter, parseFilter } from './parse-filter.ts'
import { serverError } from './server-error.ts'
import { parseSort, sortBy } from './sort.ts'
import { isDocument, type Stored, type StoredDocument } from './stored.ts'
import { typeOf } from './value-type.ts'

type Maker = (operand: unknown, path: string) => (value: Stored | undefined) => Stored | undefined

const copies = (values: readonly Stored[]): Stored[] => structuredClone([...values])

const arrayOf = (value: Stored | undefined, complaint: (type: string) => Error): Stored[] => {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw complaint(typeOf(value))
}

const eachOf = (operator: string, modifiers: StoredDocument): readonly Stored[] => {
  const each = modifiers.$each!
  if (Array.isArray(each)) return each
  throw serverError(2, `The argument to $each in ${operator} must be an array but it was of type ${typeOf(each)}`)
}

const integer = (name: string, value: Stored | undefined): number | undefined => {
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw serverError(2, `The value for ${name} must be an integer value but was given type: ${typeOf(value)}`)
}

type Sorter = (values: readonly Stored[]) => Stored[]

const sorter = (order: Stored | undefined): Sorter | undefined => {
  if (order === undefined) return undefined
  if (order === 1 || order === -1) return (values) => values.toSorted((a, b) => compare(a, b) * order)
  if (!isDocument(order) || Object.keys(order).length === 0) {
    throw serverError(
      2,
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    )
  }
  const keys = parseSort(order)
  return (values) => sortBy(values, keys, (value) => (isDocument(value) ? value : {}))
}

const MODIFIERS = new Set(['$each', '$slice', '$sort', '$position'])

const slice = (values: Stored[], count: number | undefined): Stored[] => {
  if (count === undefined) return values
  if (count === 0) return []
  return count < 0 ? values.slice(count) : values.slice(0, count)
}

export const push: Maker = (operand, path) => {
  const stored = encode(operand)
  const modifiers = isDocument(stored) && '$each' in stored ? stored : undefined
  const values = modifiers ? eachOf('$push', modifiers) : [stored]
  for (const name of Object.keys(modifiers ?? {})) {
    if (!MODIFIERS.has(name)) throw serverError(2, `Unrecognized clause in $push: ${name}`)
  }
  const [count, position] = [integer('$slice', modifiers?.$slice), integer('$position', modifiers?.$position)]
  const sort = sorter(modifiers?.$sort)
  return (value) => {
    const array = arrayOf(value, (type) =>
      serverError(2, `The field '${path}' must be an array but is of type ${type}`),
    )
    const grown = array.toSpliced(position ?? array.length, 0, ...copies(values))
    return slice(sort ? sort(grown) : grown, count)
  }
}

export const addToSet: Maker = (operand, path) => {
  const stored = encode(operand)
  const modifiers = isDocument(stored) && '$each' in stored ? stored : undefined
  const values = modifiers ? eachOf('$addToSet', modifiers) : [stored]
  const extra = Object.keys(modifiers ?? {}).find((name) => name !== '$each')
  if (extra !== undefined) throw serverError(2, `Found unexpected fields after $each in $addToSet: ${extra}`)
  return (value) => {
    const complaint = (type: string) =>
      serverError(2, `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${type}`)
    const array = arrayOf(value, complaint)
    const fresh: Stored[] = []
    for (const one of values) {
      if (!array.some((old) => isEqual(old, one)) && !fresh.some((old) => isEqual(old, one))) fresh.push(one)
    }
    return fresh.length === 0 && value !== undefined ? value : [...array, ...copies(fresh)]
  }
}

export const pop: Maker = (operand, path) => {
  const end = encode(operand)
  if (end !== 1 && end !== -1) throw serverError(9, `$pop expects 1 or -1, found: ${JSON.stringify(end)}`)
  return (value) => {
    if (value === undefined) return undefined
    const array = arrayOf(value, (type) =>
      serverError(14, `Path '${path}' contains an element of non-array type '${type}'`),
    )
    return end === 1 ? array.slice(0, -1) : array.slice(1)
  }
}

const withoutMatches = (value: Stored | undefined, complaint: string, matches: (element: Stored) => boolean) => {
  if (value === undefined) return undefined
  const array = arrayOf(value, () => serverError(2, complaint))
  return array.filter((element) => !matches(element))
}

const isFilter = (operand: unknown): operand is Filter => {
  const stored = encode(operand)
  return isDocument(stored)
}

/** An object of operators speaks of the element itself, any other object of the element's fields. */
const pullTest = (operand: unknown): ((element: Stored) => boolean) => {
  if (!isFilter(operand)) {
    const onValue = compileMatcher(parseFilter({ element: operand }))
    return (element) => (Array.isArray(element) ? isEqual(element, encode(operand)) : onValue({ element }))
  }
  const first = Object.keys(operand)[0]
  const onElement = first?.startsWith('$') === true && !['$and', '$or', '$nor', '$expr'].includes(first)
  if (onElement) {
    const matches = compileMatcher(parseFilter({ element: operand }))
    return (element) => matches({ element })
  }
  const matches = compileMatcher(parseFilter(operand))
  return (element) => isDocument(element) && matches(element)
}

export const pull: Maker = (operand) => {
  const matches = pullTest(operand)
  return (value) => withoutMatches(value, 'Cannot apply $pull to a non-array value', matches)
}

export const pullAll: Maker = (operand) => {
  const values = encode(operand)
  if (!Array.isArray(values))
    throw serverError(2, `$pullAll requires an array argument but was given a ${typeOf(values)}`)
  const matches = (element: Stored) => values.some((one) => isEqual(one, element))
  return (value) => withoutMatches(value, 'Cannot apply $pull to a non-array value', matches)
}
