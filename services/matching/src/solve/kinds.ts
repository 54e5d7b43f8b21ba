// All kinds of questions that the command line answers, by name, and how to tell whose answer one is.
import { asklist } from './asklist.ts'
import { atelier } from './atelier.ts'
import { carousel } from './carousel.ts'
import { fairness } from './fairness.ts'
import type { Kind } from './kind.ts'
import { placement } from './placement.ts'
import { repair } from './repair.ts'
import { shortage } from './shortage.ts'
import { whynot } from './whynot.ts'

/** A new kind of question is one line here and one in `marks`. */
export const kinds: { readonly [name: string]: Kind } = {
  placement,
  carousel,
  repair,
  whynot,
  shortage,
  asklist,
  atelier,
  fairness,
}

/** The field by which the input of a kind is known; the first that is there counts. */
const marks: readonly (readonly [field: string, kind: string])[] = [
  ['previous', 'repair'],
  ['queries', 'whynot'],
  ['offers', 'asklist'],
  ['arcs', 'placement'],
  ['lists', 'atelier'],
  ['rounds', 'carousel'],
]

/** The kind of an input; of placement, shortage and fairness, which ask alike, the answer tells which it was. */
export const kindOfInput = (input: unknown, answer: unknown): string | undefined => {
  const has = (value: unknown, field: string) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, field)
  const found = marks.find(([field]) => has(input, field))?.[1]
  if (found !== 'placement') return found
  if (has(answer, 'groups')) return 'shortage'
  return has(answer, 'means') ? 'fairness' : 'placement'
}
