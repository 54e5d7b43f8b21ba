// Operators in filters: the store takes for a mere value what is not marked here, so that nobody asks more by what they send.
import mongoose from 'mongoose'

type Operators = Readonly<Record<`$${string}`, unknown>>

/** Operators that this code means, with values that may come from outside. */
export const trusted = (operators: Operators): Operators => mongoose.trusted(operators)

/** A single value is asked as itself: every server then finds it by a key where it has one. */
export const oneOf = <Value>(given: Iterable<Value>): Operators | Value => {
  const values = [...given]
  return values.length === 1 ? values[0]! : trusted({ $in: values })
}
