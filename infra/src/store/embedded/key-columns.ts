// Fills the key columns of a document.
import { ARRAY, valueAt } from './index-keys.ts'
import { isExact, type Key, keyOf } from './key.ts'
import type { KeyColumn, Layout } from './layout.ts'
import type { Stored, StoredDocument } from './stored.ts'

/** The key of a value for a column, which learns when a value does not sort in SQLite as in BSON. */
export const keyFor = (layout: Layout, column: KeyColumn, value: Stored | undefined): Key => {
  if (column.exact && !isExact(value)) {
    column.exact = false
    layout.shape.changed = true
  }
  return keyOf(value)
}

/** The key of a document for a column. A path with an array has none here: its index has turned multikey. */
export const columnKey = (layout: Layout, column: KeyColumn, document: StoredDocument): Key => {
  const value = valueAt(document, column.path)
  return value === ARRAY ? null : keyFor(layout, column, value)
}

export const isSameKey = (a: Key, b: Key): boolean =>
  a === b || (a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0)
