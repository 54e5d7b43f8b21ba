// Exact comparison and arithmetic over JavaScript numbers, 64-bit integers and decimals, as they are kept.
import mongoose from 'mongoose'
import { isOddNumber, LETTER, type Stored, TAG } from './stored.ts'

const { Decimal128 } = mongoose.mongo

/** A number as `digits * 10^exponent`, or NaN or an infinity as a JavaScript number. */
type Exact = { readonly digits: bigint; readonly exponent: number } | number

export const isNumber = (value: Stored | undefined): value is number | string =>
  typeof value === 'number' || (typeof value === 'string' && isOddNumber(value))

const DECIMAL = /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i

const exactDecimal = (text: string): Exact => {
  const parts = DECIMAL.exec(text)
  if (parts === null) return Number(text.replace(/^(-?)inf.*/i, '$1Infinity'))
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(exponent) - fraction.length }
}

/** A double is an integer times a power of two, hence a finite decimal: m / 2^k = m * 5^k / 10^k. */
const exactDouble = (value: number): Exact => {
  if (!Number.isFinite(value)) return value
  let scaled = value
  let halvings = 0
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    halvings += 1
  }
  return { digits: BigInt(scaled) * 5n ** BigInt(halvings), exponent: -halvings }
}

const exact = (value: number | string): Exact => {
  if (typeof value === 'number') return exactDouble(value)
  const text = value.slice(2)
  if (value[1] === LETTER.notFinite) return Number(text)
  return value[1] === LETTER.long ? { digits: BigInt(text), exponent: 0 } : exactDecimal(text)
}

const rank = (value: Exact): number => {
  if (typeof value !== 'number') return 0
  if (Number.isNaN(value)) return -2
  return value > 0 ? 1 : -1
}

/** NaN sorts before every number and equals itself. */
export const compareNumbers = (a: number | string, b: number | string): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [x, y] = [exact(a), exact(b)]
  if (typeof x === 'number' || typeof y === 'number') return rank(x) - rank(y)
  const common = Math.min(x.exponent, y.exponent)
  // The sizes are compared first, so that 1E+6000 does not become a number of 6,000 digits.
  const size = (n: Exclude<Exact, number>) => String(n.digits < 0n ? -n.digits : n.digits).length + n.exponent
  const signs = Math.sign(Number(x.digits)) - Math.sign(Number(y.digits))
  if (signs !== 0) return signs
  if (x.digits === 0n) return 0
  if (size(x) !== size(y)) return (x.digits < 0n ? -1 : 1) * Math.sign(size(x) - size(y))
  const left = x.digits * 10n ** BigInt(x.exponent - common)
  const right = y.digits * 10n ** BigInt(y.exponent - common)
  return left < right ? -1 : left > right ? 1 : 0
}

/** The nearest double; NaN for what is no number. */
export const toDouble = (value: number | string): number => {
  if (typeof value === 'number') return value
  return Number(value.slice(2).replace(/^(-?)inf.*/i, '$1Infinity'))
}

const DECIMAL_DIGITS = 34
const LONG_MIN = -(2n ** 63n)
const LONG_MAX = 2n ** 63n - 1n

/** A decimal rounded half to even to 34 digits, as Decimal128 keeps it. */
const storeDecimal = (digits: bigint, exponent: number): string => {
  const excess = String(digits < 0n ? -digits : digits).length - DECIMAL_DIGITS
  if (excess <= 0) return TAG + LETTER.decimal + Decimal128.fromString(`${digits}E${exponent}`).toString()
  const unit = 10n ** BigInt(excess)
  const [whole, rest] = [digits / unit, (digits % unit) * 2n]
  const up = (rest < 0n ? -rest : rest) > unit || ((rest < 0n ? -rest : rest) === unit && whole % 2n !== 0n)
  const rounded = up ? whole + (digits < 0n ? -1n : 1n) : whole
  return TAG + LETTER.decimal + Decimal128.fromString(`${rounded}E${exponent + excess}`).toString()
}

/** Integers keep every digit up to 64 bits; undefined when the result does not fit. */
export const storeInteger = (value: bigint): number | string | undefined => {
  if (value < LONG_MIN || value > LONG_MAX) return undefined
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : `${TAG}${LETTER.long}${value}`
}

const storeDouble = (value: number): number | string =>
  Number.isFinite(value) ? value : `${TAG}${LETTER.notFinite}${value}`

const isDecimal = (value: number | string): boolean => typeof value === 'string' && value[1] === LETTER.decimal
const isLong = (value: number | string): boolean => typeof value === 'string' && value[1] === LETTER.long

/** What `$inc` adds to a decimal: a double counts with its 15 leading digits, as the server converts it. */
const decimalOf = (value: number | string): Exact =>
  typeof value === 'number' && !Number.isInteger(value) ? exactDecimal(value.toPrecision(15)) : exact(value)

const calculate = (
  a: number | string,
  b: number | string,
  doubles: (a: number, b: number) => number,
  integers: (a: bigint, b: bigint) => bigint,
  decimals: (a: Exclude<Exact, number>, b: Exclude<Exact, number>) => string,
): number | string | undefined => {
  if (isDecimal(a) || isDecimal(b)) {
    const [x, y] = [decimalOf(a), decimalOf(b)]
    if (typeof x !== 'number' && typeof y !== 'number') return decimals(x, y)
    const result = doubles(toDouble(a), toDouble(b))
    return TAG + LETTER.decimal + Decimal128.fromString(String(result)).toString()
  }
  const result = doubles(toDouble(a), toDouble(b))
  const whole = (value: number | string) => isLong(value) || Number.isInteger(value)
  if (!whole(a) || !whole(b) || (Number.isSafeInteger(result) && !isLong(a) && !isLong(b))) return storeDouble(result)
  // Both are whole and the result is beyond 2^53: count in 64 bits, unless a plain number was already a double there.
  if (!isLong(a) && !Number.isSafeInteger(a)) return storeDouble(result)
  if (!isLong(b) && !Number.isSafeInteger(b)) return storeDouble(result)
  return storeInteger(integers(BigInt(isLong(a) ? String(a).slice(2) : a), BigInt(isLong(b) ? String(b).slice(2) : b)))
}

/** `a + b`; undefined when 64-bit integers overflow. */
export const add = (a: number | string, b: number | string): number | string | undefined =>
  calculate(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
    (x, y) => {
      const common = Math.min(x.exponent, y.exponent)
      const left = x.digits * 10n ** BigInt(x.exponent - common)
      return storeDecimal(left + y.digits * 10n ** BigInt(y.exponent - common), common)
    },
  )

/** `a * b`; undefined when 64-bit integers overflow. */
export const multiply = (a: number | string, b: number | string): number | string | undefined =>
  calculate(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
    (x, y) => storeDecimal(x.digits * y.digits, x.exponent + y.exponent),
  )

/** `a / count`, for an average; a decimal stays one, with no more zeros at its end than it had. */
export const divide = (a: number | string, count: number): number | string => {
  if (!isDecimal(a)) return storeDouble(toDouble(a) / count)
  const value = exact(a)
  if (typeof value === 'number') return a
  let exponent = value.exponent - DECIMAL_DIGITS - String(count).length
  let digits = (value.digits * 10n ** BigInt(value.exponent - exponent)) / BigInt(count)
  while (exponent < value.exponent && digits % 10n === 0n) {
    digits /= 10n
    exponent += 1
  }
  return storeDecimal(digits, exponent)
}
