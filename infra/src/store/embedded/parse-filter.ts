// Reads a MongoDB filter into a condition, or refuses it with the server's error.
import { types } from 'node:util'
import { unsupported } from '../store-error.ts'
import { ALWAYS, all, type Condition, NEVER, type Order } from './condition.ts'
import { encode } from './encode.ts'
import { parseExpression } from './expression.ts'
import { toDouble } from './numbers.ts'
import { type Path, splitPath } from './path.ts'
import { parseRegex } from './regex.ts'
import { serverError } from './server-error.ts'
import { LETTER, type Stored, TAG } from './stored.ts'
import { parseTypes } from './value-type.ts'

export type Filter = Readonly<Record<string, unknown>>

const REFUSED: Readonly<Record<string, string>> = {
  $where: 'write the condition with query operators or test the documents after reading',
  $text: 'keep a field of lower-case words and match it with $all or $in',
  $near: 'compute the distance after reading; keep a coarse cell in a field to narrow the search',
  $nearSphere: 'compute the distance after reading; keep a coarse cell in a field to narrow the search',
  $geoWithin: 'compare latitude and longitude with $gte and $lte',
  $geoIntersects: 'compare latitude and longitude with $gte and $lte',
  $jsonSchema: 'validate with the mongoose schema',
  $bitsAllSet: 'keep one boolean field per bit',
  $bitsAllClear: 'keep one boolean field per bit',
  $bitsAnySet: 'keep one boolean field per bit',
  $bitsAnyClear: 'keep one boolean field per bit',
  $sampleRate: 'choose at random after reading',
}

const unknown = (operator: string): Error =>
  operator in REFUSED ? unsupported(operator, REFUSED[operator]!) : serverError(2, `unknown operator: ${operator}`)

const isPlain = (value: unknown): value is Filter => {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** A filter may come as a mongoose document or with a Map inside; everything else is a value to compare with. */
const isOperators = (value: unknown): value is Filter => {
  if (!isPlain(value)) return false
  for (const field in value) return field.startsWith('$') && field !== '$ref' && field !== '$id' && field !== '$db'
  return false
}

const isRegexOperand = (value: unknown): value is RegExp => types.isRegExp(value) || isBsonRegex(value)
const isBsonRegex = (value: unknown): boolean => (value as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp'

const equals = (path: Path, value: unknown): Condition => {
  if (isRegexOperand(value)) {
    // The pattern itself may be what is kept, as in MongoDB.
    const either: Condition[] = [
      { kind: 'regex', path, pattern: parseRegex(value) },
      { kind: 'eq', path, value: encode(value) },
    ]
    return { kind: 'or', of: either }
  }
  return { kind: 'eq', path, value: encode(value) }
}

const listOf = (operator: string, value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  throw serverError(2, `${operator} needs an array`)
}

const anyOf = (path: Path, value: unknown): Condition => {
  const list = listOf('$in', value)
  for (const one of list) if (isOperators(one)) throw serverError(2, 'cannot nest $ under $in')
  const patterns = list.filter(isRegexOperand).map(parseRegex)
  return { kind: 'in', path, values: list.map(encode), patterns }
}

const ordered = (kind: Order, path: Path, value: unknown): Condition => {
  if (isRegexOperand(value))
    throw serverError(2, `Can't have RegEx as arg to predicate over field '${path.join('.')}'.`)
  return { kind, path, value: encode(value) }
}

const whole = (operator: string, value: unknown): number => {
  const stored = encode(value)
  const odd = typeof stored === 'string' && stored.startsWith(TAG + LETTER.decimal)
  const number = typeof stored === 'number' || odd ? toDouble(stored) : Number.NaN
  if (!Number.isFinite(number)) throw serverError(2, `malformed ${operator}, not a number`)
  return Math.trunc(number)
}

const modulo = (path: Path, value: unknown): Condition => {
  if (!Array.isArray(value)) throw serverError(2, 'malformed mod, needs to be an array')
  if (value.length !== 2)
    throw serverError(2, `malformed mod, ${value.length < 2 ? 'not enough' : 'too many'} elements`)
  const [divisor, remainder] = [whole('mod', value[0]), whole('mod', value[1])]
  if (divisor === 0) throw serverError(2, 'divisor cannot be 0')
  return { kind: 'mod', path, divisor, remainder }
}

const sized = (path: Path, value: unknown): Condition => {
  const size = encode(value)
  if (typeof size !== 'number')
    throw serverError(9, `Failed to parse $size. Expected a number in: $size: ${String(value)}`)
  if (!Number.isInteger(size)) throw serverError(9, `Failed to parse $size. Expected an integer: $size: ${size}`)
  if (size < 0) throw serverError(9, `Failed to parse $size. Expected a non-negative number in: $size: ${size}`)
  return { kind: 'size', path, size }
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$comment'])

const element = (path: Path, value: unknown): Condition => {
  if (!isPlain(value)) throw serverError(2, '$elemMatch needs an Object')
  const first = Object.keys(value)[0]
  const onValue = first?.startsWith('$') === true && !LOGICAL.has(first)
  return { kind: 'element', path, of: onValue ? operators([], value) : parseFilter(value) }
}

const everyOf = (path: Path, value: unknown): Condition => {
  const list = listOf('$all', value)
  if (list.length === 0) return NEVER
  return all(
    list.map((one) => (isOperators(one) && '$elemMatch' in one ? element(path, one.$elemMatch) : equals(path, one))),
  )
}

const negated = (path: Path, value: unknown): Condition => {
  if (isRegexOperand(value)) return { kind: 'not', of: { kind: 'regex', path, pattern: parseRegex(value) } }
  if (!isPlain(value)) throw serverError(2, '$not needs a regex or a document')
  if (Object.keys(value).length === 0) throw serverError(2, '$not cannot be empty')
  return { kind: 'not', of: operators(path, value) }
}

/** How a server reads a flag: false, 0, null and undefined are no. */
const isTrue = (value: unknown): boolean => {
  const stored = encode(value)
  return !(stored === null || stored === 0 || stored === `${TAG}b0`)
}

const operator = (path: Path, name: string, value: unknown, siblings: Filter): Condition => {
  switch (name) {
    case '$eq':
      return { kind: 'eq', path, value: encode(value) }
    case '$ne':
      if (isRegexOperand(value)) throw serverError(2, "Can't have regex as arg to $ne.")
      return { kind: 'not', of: { kind: 'eq', path, value: encode(value) } }
    case '$in':
      return anyOf(path, value)
    case '$nin':
      return { kind: 'not', of: anyOf(path, listOf('$nin', value)) }
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return ordered(name.slice(1) as Order, path, value)
    case '$exists':
      return isTrue(value) ? { kind: 'exists', path } : { kind: 'not', of: { kind: 'exists', path } }
    case '$regex':
      return { kind: 'regex', path, pattern: parseRegex(value, siblings.$options) }
    case '$options':
      if (!('$regex' in siblings)) throw serverError(2, '$options needs a $regex')
      return ALWAYS
    case '$type':
      return { kind: 'type', path, types: parseTypes(value) }
    case '$mod':
      return modulo(path, value)
    case '$size':
      return sized(path, value)
    case '$all':
      return everyOf(path, value)
    case '$elemMatch':
      return element(path, value)
    case '$not':
      return negated(path, value)
    default:
      throw unknown(name)
  }
}

const operators = (path: Path, value: Filter): Condition =>
  all(Object.keys(value).map((name) => operator(path, name, value[name], value)))

const clauses = (name: string, value: unknown): readonly Condition[] => {
  if (!Array.isArray(value)) throw serverError(2, `${name} must be an array`)
  if (value.length === 0) throw serverError(2, `${name} must be a nonempty array`)
  return value.map((one) => {
    if (typeof one !== 'object' || one === null) throw serverError(2, `${name} entries need to be full objects`)
    return parseFilter(one as Filter)
  })
}

const topLevel = (name: string, value: unknown): Condition => {
  switch (name) {
    case '$and':
      return all(clauses(name, value))
    case '$or':
    case '$nor':
      return { kind: name === '$or' ? 'or' : 'nor', of: clauses(name, value) }
    case '$expr':
      return { kind: 'expression', test: parseExpression(value) }
    case '$comment':
      return ALWAYS
    default:
      if (name in REFUSED) throw unknown(name)
      throw serverError(
        2,
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      )
  }
}

const fields = (filter: object): Filter => {
  const bson = (filter as { toBSON?: () => unknown }).toBSON
  if (typeof bson === 'function') return bson.call(filter) as Filter
  return types.isMap(filter) ? Object.fromEntries(filter as Map<string, unknown>) : (filter as Filter)
}

/** What must hold of a document for the filter to match it. */
export const parseFilter = (filter: Filter | null | undefined): Condition => {
  if (filter === null || filter === undefined) return ALWAYS
  const source = fields(filter)
  const parts: Condition[] = []
  for (const name of Object.keys(source)) {
    const value = source[name]
    if (name.startsWith('$')) parts.push(topLevel(name, value))
    else parts.push(isOperators(value) ? operators(splitPath(name), value) : equals(splitPath(name), value))
  }
  return all(parts)
}

/** The values that a filter fixes by equality, by path; an upsert starts from them. */
export const equalities = (condition: Condition): readonly (readonly [Path, Stored])[] => {
  if (condition.kind === 'eq') return [[condition.path, condition.value]]
  if (condition.kind === 'and') return condition.of.flatMap(equalities)
  if (condition.kind === 'or' && condition.of.length === 1) return equalities(condition.of[0]!)
  if (condition.kind === 'in' && condition.values.length === 1 && condition.patterns.length === 0) {
    return [[condition.path, condition.values[0]!]]
  }
  return []
}
