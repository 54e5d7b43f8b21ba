// The one way in which the bureau refuses: a kind, a slug that names the rule, and the values that the sentence needs.
import { type Said, say, type Text, type Values } from '../language/say.ts'

/**
 * invalid: the input itself is wrong; missing: no such thing; conflict: not now or not any more; forbidden: not by you;
 * unavailable: a part of the bureau does not answer.
 */
export type RefusalKind = 'invalid' | 'forbidden' | 'missing' | 'conflict' | 'unavailable'

/** One field of an input that was refused: `path` as in `openings[2].places`. */
export type FieldProblem = { readonly path: string; readonly text: Said }

export class DomainError extends Error {
  readonly kind: RefusalKind
  readonly slug: Text
  readonly values: Values
  readonly fields: readonly FieldProblem[]

  constructor(kind: RefusalKind, slug: Text, values: Values = {}, fields: readonly FieldProblem[] = []) {
    super(say('en', slug, values))
    this.name = 'DomainError'
    this.kind = kind
    this.slug = slug
    this.values = values
    this.fields = fields
  }
}
