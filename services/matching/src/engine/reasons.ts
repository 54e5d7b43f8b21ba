// Why a pair was turned away, as bits whose names belong to the caller.

/**
 * The pairs that hard rules reject, in rows like the eligible ones: those of student i stand at offsets[i] .. offsets[i + 1] - 1.
 * Bit b of `masks[k]` is set when the caller's b-th rule rejects the pair; at most 31 rules.
 */
export type RejectedPairs = {
  readonly offsets: Int32Array
  readonly openings: Int32Array
  readonly masks: Int32Array
}

/** The mask with the bits of the named rules set. */
export const maskOf = <Rule extends string>(rules: readonly Rule[], broken: readonly Rule[]): number =>
  broken.reduce((mask, rule) => mask | (1 << rules.indexOf(rule)), 0)

/** The names of the rules in a mask, in the caller's order. */
export const rulesIn = <Rule extends string>(rules: readonly Rule[], mask: number): Rule[] =>
  rules.filter((_, bit) => (mask >> bit) & 1)

/** The mask of one pair; 0 when the pair was not rejected. */
export const maskOfPair = ({ offsets, openings, masks }: RejectedPairs, student: number, opening: number): number => {
  const at = openings.subarray(offsets[student], offsets[student + 1]).indexOf(opening)
  return at === -1 ? 0 : masks[offsets[student] + at]
}
