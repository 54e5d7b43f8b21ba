// What each update operator makes of one value.
import mongoose from 'mongoose'
import { compare } from './compare.ts'
import { encode } from './encode.ts'
import { add, isNumber, multiply, storeInteger } from './numbers.ts'
import { serverError } from './server-error.ts'
import { isDocument, LETTER, type Stored, TAG, TRUE } from './stored.ts'
import { addToSet, pop, pull, pullAll, push } from './update-arrays.ts'
import type { Change } from './update-path.ts'
import { typeOf } from './value-type.ts'

const { Timestamp } = mongoose.mongo

type Maker = (operand: unknown, path: string) => (value: Stored | undefined) => Stored | undefined

/** Each application gets a copy of its own, so that two documents never share a part. */
const copy = (value: Stored): Stored => (typeof value === 'object' && value !== null ? structuredClone(value) : value)

const set: Maker = (operand) => {
  const stored = encode(operand)
  return () => copy(stored)
}

const describe = (path: string, operand: Stored): string => `{${path}: ${JSON.stringify(operand)}}`

const arithmetic =
  (operator: '$inc' | '$mul', calculate: typeof add): Maker =>
  (operand, path) => {
    const stored = encode(operand)
    const verb = operator === '$inc' ? 'increment' : 'multiply'
    if (!isNumber(stored)) throw serverError(14, `Cannot ${verb} with non-numeric argument: ${describe(path, stored)}`)
    const zero = typeof stored === 'string' && stored[1] === LETTER.decimal ? `${TAG}${LETTER.decimal}0` : 0
    return (value) => {
      if (value === undefined) return operator === '$inc' ? stored : zero
      if (!isNumber(value)) {
        throw serverError(
          14,
          `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' is of non-numeric type ${typeOf(value)}`,
        )
      }
      const result = calculate(value, stored)
      if (result === undefined)
        throw serverError(2, `Failed to apply ${operator} operations to current value: integer overflow at '${path}'`)
      return result
    }
  }

const extreme =
  (sign: 1 | -1): Maker =>
  (operand) => {
    const stored = encode(operand)
    return (value) => (value === undefined || compare(stored, value) * sign > 0 ? copy(stored) : value)
  }

const currentDate: Maker = (operand) => {
  const stored = encode(operand)
  const kind = isDocument(stored) ? stored.$type : 'date'
  const valid = isDocument(stored)
    ? Object.keys(stored).length === 1 && (kind === 'date' || kind === 'timestamp')
    : typeof operand === 'boolean' || stored === TRUE
  if (!valid)
    throw serverError(
      2,
      "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
    )
  return () => encode(kind === 'timestamp' ? new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }) : new Date())
}

const INTEGER = new Set(['int', 'long'])

const whole = (value: Stored, complaint: string): bigint => {
  if (!INTEGER.has(typeOf(value)) && !Number.isSafeInteger(value)) throw serverError(2, complaint)
  return BigInt(typeof value === 'string' ? value.slice(2) : (value as number))
}

const BITWISE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

const bit: Maker = (operand, path) => {
  const stored = encode(operand)
  const entries = isDocument(stored) ? Object.entries(stored) : []
  if (entries.length === 0)
    throw serverError(
      2,
      `The $bit modifier is not compatible with a ${typeOf(stored)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    )
  const steps = entries.map(([name, number]) => {
    const combine = BITWISE[name]
    if (!combine)
      throw serverError(
        2,
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${JSON.stringify(number)}}`,
      )
    const mask = whole(
      number,
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(number)}' is not supported here: {${name}: ${JSON.stringify(number)}}`,
    )
    return (value: bigint) => combine(value, mask)
  })
  return (value) => {
    const start =
      value === undefined
        ? 0n
        : whole(
            value,
            `Cannot apply $bit to a value of non-integral type. The field '${path}' is of non-integer type ${typeOf(value)}`,
          )
    return storeInteger(steps.reduce((number, step) => step(number), start))
  }
}

const MAKERS: Readonly<Record<string, { readonly make: Maker; readonly creates: boolean }>> = {
  $set: { make: set, creates: true },
  $setOnInsert: { make: set, creates: true },
  $unset: { make: () => () => undefined, creates: false },
  $inc: { make: arithmetic('$inc', add), creates: true },
  $mul: { make: arithmetic('$mul', multiply), creates: true },
  $min: { make: extreme(-1), creates: true },
  $max: { make: extreme(1), creates: true },
  $currentDate: { make: currentDate, creates: true },
  $bit: { make: bit, creates: true },
  $push: { make: push, creates: true },
  $addToSet: { make: addToSet, creates: true },
  $pop: { make: pop, creates: false },
  $pull: { make: pull, creates: false },
  $pullAll: { make: pullAll, creates: false },
}

/** The operators that change one value at a time: all but `$rename`. */
export const OPERATORS: ReadonlySet<string> = new Set(Object.keys(MAKERS))

/** What `{ [operator]: { [path]: operand } }` makes of the value at the path. */
export const changeFor = (operator: string, operand: unknown, path: string): Change => {
  const { make, creates } = MAKERS[operator]!
  return Object.assign(make(operand, path), { creates })
}
