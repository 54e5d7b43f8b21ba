// Tests kept documents against a condition.
import { compare, isEqual, rankOf } from './compare.ts'
import type { Condition, Order } from './condition.ts'
import { type Document, decodeCopy } from './decode.ts'
import { isNumber, toDouble } from './numbers.ts'
import { someAt, type Trail } from './path.ts'
import { isDocument, isOddNumber, isTagged, LETTER, type Stored, TAG } from './stored.ts'
import { typeOf } from './value-type.ts'

/** Whether the document matches; a trail learns at which element of an array the match was found. */
export type Matcher = (value: Stored, trail?: Trail) => boolean

type Test = (value: Stored | undefined) => boolean

const NAN = `${TAG}${LETTER.notFinite}NaN`

/** Only values of the operand's own type compare; NaN is at least and at most NaN and nothing else. */
const orderTest = (kind: Order, operand: Stored): Test => {
  const rank = rankOf(operand)
  const inclusive = kind === 'gte' || kind === 'lte'
  const sign = kind === 'gt' || kind === 'gte' ? 1 : -1
  if (operand === NAN) return (value) => inclusive && value === NAN
  const anyType =
    typeof operand === 'string' && (operand.includes('"$minKey"') || operand.includes('"$maxKey"')) && isTagged(operand)
  return (value) => {
    if (value === NAN || (!anyType && rankOf(value) !== rank) || (anyType && value === undefined)) return false
    const order = compare(value, operand) * sign
    return order > 0 || (inclusive && order === 0)
  }
}

const textOf = (value: Stored | undefined): string | undefined => {
  if (typeof value !== 'string') return undefined
  if (!isTagged(value)) return value
  return value[1] === LETTER.text ? value.slice(2) : undefined
}

const regexTest =
  (pattern: RegExp): Test =>
  (value) => {
    const text = textOf(value)
    return text !== undefined && pattern.test(text)
  }

const inTest = (values: readonly Stored[], patterns: readonly RegExp[]): Test => {
  const isOdd = (value: Stored | undefined) => typeof value === 'string' && isOddNumber(value)
  const tests = patterns.map(regexTest)
  const same = new Set<Stored | undefined>(values)
  // Objects, and numbers that are kept in more than one form, need a comparison each; missing counts as null.
  const others = values.filter((value) => typeof value === 'object' || isOdd(value))
  return (value) =>
    same.has(value) ||
    (isOdd(value) ? values : others).some((other) => isEqual(value, other)) ||
    tests.some((test) => test(value))
}

const modTest =
  (divisor: number, remainder: number): Test =>
  (value) => {
    if (!isNumber(value)) return false
    const number = Math.trunc(toDouble(value))
    // `+ 0` turns the negative zero of a negative multiple into zero.
    return Number.isFinite(number) && (number % divisor) + 0 === remainder + 0
  }

const elementTest = (of: Condition): ((value: Stored | undefined, trail?: Trail) => boolean) => {
  const matches = compileMatcher(of)
  const onDocuments = !isOnValue(of)
  return (value, trail) => {
    if (!Array.isArray(value)) return false
    const position = value.findIndex(
      (one) => (!onDocuments || (typeof one === 'object' && one !== null)) && matches(one),
    )
    if (position >= 0 && trail) trail.position = position
    return position >= 0
  }
}

/** Whether a condition inside `$elemMatch` speaks of the element itself rather than of its fields. */
const isOnValue = (condition: Condition): boolean => {
  if ('path' in condition) return condition.path.length === 0
  if (condition.kind === 'not') return isOnValue(condition.of)
  return (
    (condition.kind === 'and' || condition.kind === 'or' || condition.kind === 'nor') && condition.of.some(isOnValue)
  )
}

/** An element itself is compared as it is: an array among the elements is not entered. */
const at =
  (condition: Extract<Condition, { path: unknown }>, test: Test, leaf = true): Matcher =>
  (value, trail) =>
    condition.path.length === 0 ? test(value) : someAt(value, condition.path, test, leaf, trail)

const compileLogical = (kind: 'and' | 'or' | 'nor', of: readonly Condition[]): Matcher => {
  const parts = of.map(compileMatcher)
  if (kind === 'and') return (value, trail) => parts.every((part) => part(value, trail))
  if (kind === 'or') return (value, trail) => parts.some((part) => part(value, trail))
  return (value) => !parts.some((part) => part(value))
}

/** The condition as a test over kept documents. */
export const compileMatcher = (condition: Condition): Matcher => {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'nor':
      return compileLogical(condition.kind, condition.of)
    case 'not': {
      const part = compileMatcher(condition.of)
      return (value) => !part(value)
    }
    case 'eq': {
      const { value: operand } = condition
      return at(condition, (value) => isEqual(value, operand))
    }
    case 'in':
      return at(condition, inTest(condition.values, condition.patterns))
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return at(condition, orderTest(condition.kind, condition.value))
    case 'exists':
      return at(condition, (value) => value !== undefined, false)
    case 'regex':
      return at(condition, regexTest(condition.pattern))
    case 'type':
      return at(condition, (value) => value !== undefined && condition.types.has(typeOf(value)))
    case 'mod':
      return at(condition, modTest(condition.divisor, condition.remainder))
    case 'size':
      return at(condition, (value) => Array.isArray(value) && value.length === condition.size, false)
    case 'element': {
      const test = elementTest(condition.of)
      return (value, trail) =>
        condition.path.length === 0
          ? test(value, trail)
          : someAt(value, condition.path, (one) => test(one, trail), false)
    }
    case 'never':
      return () => false
    case 'expression':
      return (value) => isDocument(value) && condition.test(decodeCopy(value) as Document)
  }
}
