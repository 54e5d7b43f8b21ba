// Operators in filters: the store takes for a mere value what is not marked here, so that nobody asks more by what they send.
import mongoose from 'mongoose'

type Operators = Readonly<Record<`$${string}`, unknown>>

/** Operators that this code means, with values that may come from outside. */
export const trusted = (operators: Operators): Operators => mongoose.trusted(operators)

export const oneOf = (values: Iterable<unknown>): Operators => trusted({ $in: [...values] })
