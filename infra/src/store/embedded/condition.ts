// A filter after parsing: what must hold of a document, with operands in the form in which values are kept.
import type { Path } from './path.ts'
import type { Stored } from './stored.ts'

export type Order = 'gt' | 'gte' | 'lt' | 'lte'

/** A value as `$type` names it. */
export type TypeName = string

export type Condition =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'eq'; readonly path: Path; readonly value: Stored }
  | {
      readonly kind: 'in'
      readonly path: Path
      readonly values: readonly Stored[]
      readonly patterns: readonly RegExp[]
    }
  | { readonly kind: Order; readonly path: Path; readonly value: Stored }
  | { readonly kind: 'exists'; readonly path: Path }
  | { readonly kind: 'regex'; readonly path: Path; readonly pattern: RegExp }
  | { readonly kind: 'type'; readonly path: Path; readonly types: ReadonlySet<TypeName> }
  | { readonly kind: 'mod'; readonly path: Path; readonly divisor: number; readonly remainder: number }
  | { readonly kind: 'size'; readonly path: Path; readonly size: number }
  /** Some element of the array passes; inside, an empty path means the element itself. */
  | { readonly kind: 'element'; readonly path: Path; readonly of: Condition }
  | { readonly kind: 'never' }
  /** `$expr`: evaluated over the decoded document. */
  | { readonly kind: 'expression'; readonly test: (document: Record<string, unknown>) => boolean }

export const ALWAYS: Condition = { kind: 'and', of: [] }
export const NEVER: Condition = { kind: 'never' }

/** All of them; a single one is itself. */
export const all = (of: readonly Condition[]): Condition => (of.length === 1 ? of[0]! : { kind: 'and', of })
