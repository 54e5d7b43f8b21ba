// The $group stage over kept documents, with sums that are exact for decimals and 64-bit integers.
import { compare, isEqual } from './compare.ts'
import { add, compareNumbers, divide, isNumber, toDouble } from './numbers.ts'
import { serverError } from './server-error.ts'
import { type Expression, parseSimple } from './simple-expression.ts'
import { isDocument, isOddNumber, type Stored, type StoredDocument } from './stored.ts'

type Collector = { readonly add: (value: Stored | undefined) => void; readonly result: () => Stored }

/** Adds doubles with the error of each step carried along (Neumaier 1974), as the server and SQLite do. */
const sums = () => {
  let total = 0
  let carried = 0
  let odd: number | string | undefined
  return {
    add: (value: number | string): void => {
      if (typeof value === 'string') {
        odd = odd === undefined ? value : (add(odd, value) ?? toDouble(odd) + toDouble(value))
        return
      }
      const next = total + value
      carried += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
      total = next
    },
    result: (): number | string => {
      const plain = total + carried
      return odd === undefined ? plain : (add(odd, plain) ?? toDouble(odd) + plain)
    },
  }
}

const sum = (): Collector => {
  const total = sums()
  return { add: (value) => isNumber(value) && total.add(value), result: total.result }
}

const average = (): Collector => {
  const total = sums()
  let count = 0
  return {
    add: (value) => {
      if (!isNumber(value)) return
      total.add(value)
      count += 1
    },
    result: () => (count === 0 ? null : divide(total.result(), count)),
  }
}

const extreme = (sign: 1 | -1) => (): Collector => {
  let best: Stored | undefined
  return {
    add: (value) => {
      if (value === undefined || value === null) return
      if (best === undefined || compare(value, best) * sign > 0) best = value
    },
    result: () => best ?? null,
  }
}

const end = (last: boolean) => (): Collector => {
  let kept: Stored | undefined
  let seen = false
  return {
    add: (value) => {
      if (seen && !last) return
      kept = value
      seen = true
    },
    result: () => kept ?? null,
  }
}

const list = (distinct: boolean) => (): Collector => {
  const values: Stored[] = []
  const seen = new Set<Stored>()
  return {
    add: (value) => {
      if (value === undefined) return
      if (distinct) {
        if (seen.has(value) || values.some((one) => typeof one !== 'string' && isEqual(one, value))) return
        seen.add(value)
      }
      values.push(value)
    },
    result: () => values,
  }
}

const COLLECTORS: Readonly<Record<string, () => Collector>> = {
  $sum: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
  $first: end(false),
  $last: end(true),
  $push: list(false),
  $addToSet: list(true),
}

export type Accumulator = { readonly field: string; readonly operator: string; readonly expression: Expression }
export type Grouping = { readonly id: Expression; readonly accumulators: readonly Accumulator[] }

const accumulator = (field: string, spec: unknown): Accumulator | undefined => {
  const entries = typeof spec === 'object' && spec !== null ? Object.entries(spec) : []
  const [operator, operand] = entries[0] ?? []
  if (entries.length !== 1 || operator === undefined) {
    throw serverError(40234, `The field '${field}' must be an accumulator object`)
  }
  if (operator === '$count') return { field, operator: '$sum', expression: parseSimple(1)! }
  const expression = operator in COLLECTORS ? parseSimple(operand) : undefined
  return expression && { field, operator, expression }
}

/** The grouping, or undefined when it takes expressions or accumulators that are not ours. */
export const parseGrouping = (spec: unknown): Grouping | undefined => {
  if (typeof spec !== 'object' || spec === null)
    throw serverError(15947, "a group's fields must be specified in an object")
  if (!('_id' in spec)) throw serverError(15955, 'a group specification must include an _id')
  const { _id, ...rest } = spec
  const id = parseSimple(_id)
  const accumulators = Object.entries(rest).map(([field, one]) => accumulator(field, one))
  if (id === undefined || accumulators.includes(undefined)) return undefined
  return { id, accumulators: accumulators as Accumulator[] }
}

/** Numbers that are equal fall into one group, whatever form they are kept in. */
const groupKey = (id: Stored): string => {
  if (typeof id === 'string' && isOddNumber(id)) {
    const double = toDouble(id)
    if (compareNumbers(double, id) === 0) return JSON.stringify(double)
  }
  if (isDocument(id)) return JSON.stringify(Object.entries(id).map(([field, value]) => [field, groupKey(value)]))
  return JSON.stringify(id)
}

/** One document per group, in the order in which the groups are met. */
export const groupDocuments = (
  documents: Iterable<StoredDocument>,
  { id, accumulators }: Grouping,
): StoredDocument[] => {
  const groups = new Map<string, { readonly _id: Stored; readonly collectors: readonly Collector[] }>()
  for (const document of documents) {
    const _id = id.value(document) ?? null
    const key = groupKey(_id)
    let group = groups.get(key)
    if (group === undefined) {
      group = { _id, collectors: accumulators.map(({ operator }) => COLLECTORS[operator]!()) }
      groups.set(key, group)
    }
    for (const [i, { expression }] of accumulators.entries()) group.collectors[i]!.add(expression.value(document))
  }
  return [...groups.values()].map(({ _id, collectors }) => ({
    _id,
    ...Object.fromEntries(accumulators.map(({ field }, i) => [field, collectors[i]!.result()])),
  }))
}
