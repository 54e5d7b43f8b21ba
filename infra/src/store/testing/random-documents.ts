// Generates documents and filters of mixed types, so that every rule about types, missing fields and arrays is met.
import mongoose from 'mongoose'
import type { Chance } from './chance.ts'
import type { Doc, Value } from './model-values.ts'

const { Binary, Decimal128, Long, ObjectId } = mongoose.mongo

/** `common`: what MongoDB and FerretDB 1.24 agree on. `wide`: everything the embedded store promises. */
export type Scope = 'common' | 'wide'

const IDS = Array.from({ length: 4 }, (_, i) => new ObjectId(`65000000000000000000000${i}`))
const COMMON: readonly Value[] = [
  0,
  1,
  2,
  2.5,
  -1,
  7,
  100_000,
  '',
  'a',
  'b',
  'ab',
  'B',
  'é',
  '[1]',
  '{"x":1}',
  true,
  false,
]
const DATES: readonly Value[] = [new Date(0), new Date(1_000_000_000_000), new Date(1_700_000_000_123)]
const WIDE: readonly Value[] = [
  '\u{1F600}',
  '\uFFFD',
  '\x7fodd',
  '\x7f',
  1e20,
  Decimal128.fromString('2.50'),
  Decimal128.fromString('7'),
  Decimal128.fromString('-0.1'),
  Long.fromString('9007199254740993'),
  Number.NaN,
  new Binary(Buffer.from('a')),
]

export const scalar = (chance: Chance, scope: Scope): Value => {
  if (scope === 'wide' && chance.oneIn(12)) return chance.oneOf(WIDE)
  return chance.oneOf(chance.oneIn(4) ? [...DATES, ...IDS, null] : COMMON)
}

const small = (chance: Chance): number => chance.below(6)
const word = (chance: Chance): string => chance.oneOf(['red', 'green', 'blue', 'green wood', 'Red'])

const item = (chance: Chance): Doc => ({
  k: word(chance),
  v: small(chance),
  ...(chance.oneIn(4) && { w: chance.oneOf([null, 1, 'x']) }),
})

const mixed = (chance: Chance, scope: Scope): Value => {
  if (scope === 'common') return scalar(chance, scope)
  switch (chance.below(6)) {
    case 0:
      return { x: scalar(chance, scope), ...(chance.oneIn(2) && { y: small(chance) }) }
    case 1:
      return chance.some(0, 3, () => (chance.oneIn(6) ? [small(chance)] : scalar(chance, scope)))
    default:
      return scalar(chance, scope)
  }
}

/** A document: n number, s string, d date, m anything, o object, a list of numbers, l list of objects; each may be missing. */
export const randomDocument = (chance: Chance, scope: Scope, _id: Value): Doc => ({
  _id,
  key: chance.below(60),
  ...(!chance.oneIn(6) && { n: chance.oneIn(5) ? chance.below(50) / 4 : small(chance) }),
  ...(!chance.oneIn(6) && { s: word(chance) }),
  ...(!chance.oneIn(6) && { d: chance.oneOf(DATES) }),
  ...(!chance.oneIn(4) && { m: mixed(chance, scope) }),
  ...(!chance.oneIn(5) && { o: { x: small(chance), y: chance.oneOf([1, 'one', null]) } }),
  ...(!chance.oneIn(5) && { a: chance.some(0, 4, () => small(chance)) }),
  ...(!chance.oneIn(5) && { l: chance.some(0, 3, () => item(chance)) }),
})

type Field = {
  readonly path: string
  readonly operand: (chance: Chance, scope: Scope) => Value
  /** Lies in an array, where FerretDB 1.24 and MongoDB agree on the plain conditions only. */
  readonly inArray?: true
}

const FIELDS: readonly Field[] = [
  { path: '_id', operand: (chance) => chance.below(60) },
  { path: 'key', operand: (chance) => chance.below(60) },
  { path: 'n', operand: (chance) => (chance.oneIn(4) ? chance.below(50) / 4 : small(chance)) },
  { path: 's', operand: word },
  { path: 'd', operand: (chance) => chance.oneOf(DATES) },
  { path: 'm', operand: scalar },
  { path: 'o.x', operand: small },
  { path: 'o.y', operand: (chance) => chance.oneOf([1, 'one', null]) },
  { path: 'a', operand: small, inArray: true },
  { path: 'l.k', operand: word, inArray: true },
  { path: 'l.v', operand: small, inArray: true },
]
const WIDE_FIELDS: readonly Field[] = [
  ...FIELDS,
  { path: 'm.x', operand: scalar },
  { path: 'a.1', operand: small },
  { path: 'l.w', operand: (chance) => chance.oneOf([null, 1, 'x']) },
  { path: 'l.0.v', operand: small },
  { path: 'm', operand: mixed },
  {
    path: 'o',
    operand: (chance) =>
      chance.oneOf([
        { x: small(chance), y: 1 },
        { y: 1, x: small(chance) },
      ]),
  },
]

/** FerretDB 1.24 refuses these or answers otherwise than MongoDB. */
const elementFilter = (chance: Chance): Doc =>
  chance.oneOf<Doc>([
    { l: { $elemMatch: { k: word(chance), v: { $gte: small(chance) } } } },
    { l: { $elemMatch: { v: { $in: [small(chance), small(chance)] } } } },
    { a: { $elemMatch: { $gt: small(chance), $lt: 5 } } },
    { m: { $elemMatch: { $ne: scalar(chance, 'wide') } } },
    { l: { $not: { $elemMatch: { k: word(chance) } } } },
  ])

const condition = (chance: Chance, scope: Scope, { operand, inArray }: Field): Value => {
  const one = () => operand(chance, scope)
  const comparable = () => {
    const value = one()
    return value === null ? 1 : value
  }
  switch (chance.below(scope === 'common' && inArray ? 3 : 14)) {
    case 0:
      return { $gt: comparable() }
    case 1:
      return { $lte: comparable() }
    case 2:
      return one()
    case 3:
      return { $gte: comparable(), $lt: comparable() }
    case 4:
      return { $in: chance.some(1, scope === 'wide' && chance.oneIn(5) ? 25 : 3, one) }
    case 5:
      return { $nin: chance.some(1, 2, one) }
    case 6:
      return { $ne: one() }
    case 7:
      return { $exists: chance.oneIn(2) }
    case 8:
      return { $not: { $gt: comparable() } }
    case 9:
      return { $type: chance.oneOf(['number', 'string', 'object', 'array', 'bool', 'date', 'null']) }
    default:
      return one()
  }
}

const special = (chance: Chance): Doc =>
  chance.oneOf<Doc>([
    { a: { $all: chance.some(1, 2, () => small(chance)) } },
    { a: { $size: chance.below(4) } },
    { s: { $regex: chance.oneOf(['^gr', 'ed$', 'e+', '^green']) } },
    { s: { $regex: '^R', $options: 'i' } },
    { n: { $mod: [chance.oneOf([2, 3]), chance.below(2)] } },
  ])

/** A filter, nested at most so deep. */
export const randomFilter = (chance: Chance, scope: Scope, depth = 2): Doc => {
  const clauses = () => chance.some(1, 3, () => randomFilter(chance, scope, depth - 1))
  switch (depth > 0 ? chance.below(12) : 11) {
    case 0:
      return { $and: clauses() }
    case 1:
      return { $or: clauses() }
    case 2:
      return { $nor: clauses() }
    case 3:
      return scope === 'wide' ? elementFilter(chance) : special(chance)
    case 4:
      return special(chance)
    default: {
      const fields = chance.some(1, 2, () => chance.oneOf(scope === 'wide' ? WIDE_FIELDS : FIELDS))
      return Object.fromEntries(fields.map((field) => [field.path, condition(chance, scope, field)]))
    }
  }
}

/** A sort that leaves no ties. */
export const randomSort = (chance: Chance, scope: Scope): Doc => {
  const fields = ['n', 's', 'd', 'o.x', ...(scope === 'wide' ? ['m', 'a', 'l.v'] : [])]
  const paths = chance.some(0, 2, () => chance.oneOf(fields))
  return { ...Object.fromEntries(paths.map((path) => [path, chance.oneOf([1, -1])])), _id: chance.oneOf([1, -1]) }
}

export const randomProjection = (chance: Chance): Doc =>
  chance.oneOf<Doc>([
    {},
    { n: 1, s: 1 },
    { 'o.x': 1, _id: 0 },
    { m: 0, 'l.k': 0 },
    { 'l.v': 1, a: 1 },
    { _id: 0 },
    { 'o.y': 0 },
  ])
