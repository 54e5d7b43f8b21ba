// The different values at one path.
import { isEqual } from './compare.ts'
import { decode } from './decode.ts'
import { someAt, splitPath } from './path.ts'
import { planFor, selectRows, type Wanted } from './reading.ts'
import { mayHoldArray } from './shape.ts'
import type { Stored } from './stored.ts'
import type { Tables } from './tables.ts'

/** Keeps one of equal values, the first. */
const unique = () => {
  const scalars = new Set<Stored>()
  const values: Stored[] = []
  return {
    values,
    add: (value: Stored): void => {
      if (scalars.has(value)) return
      if (typeof value !== 'object' || value === null) scalars.add(value)
      const tricky = typeof value !== 'string' || value.charCodeAt(0) === 0x7f
      if (tricky && values.some((one) => isEqual(one, value))) return
      values.push(value)
    },
  }
}

/** Values in the order they are met; elements of arrays count one by one, missing ones not at all. */
export const distinctValues = (
  tables: Tables,
  collection: string,
  path: string,
  wanted: Wanted,
): readonly unknown[] => {
  const layout = tables.catalogue.find(collection)
  if (layout === undefined) return []
  const pieces = splitPath(path)
  const found = unique()
  const plan = planFor(layout, wanted)
  if (plan.test === undefined && !mayHoldArray(layout.shape, pieces) && !/["\\'\0]/.test(path)) {
    const json = `doc->'$${pieces.map((piece) => `."${piece}"`).join('')}'`
    for (const [text] of tables.sql.all<[string | null]>(`SELECT DISTINCT ${json} ${plan.tail}`, ...plan.values)) {
      if (text !== null) found.add(JSON.parse(text) as Stored)
    }
    return found.values.map(decode)
  }
  for (const { document } of selectRows(tables, collection, wanted)) {
    someAt(
      document,
      pieces,
      (value) => {
        if (Array.isArray(value)) for (const element of value) found.add(element)
        else if (value !== undefined) found.add(value)
        return false
      },
      false,
    )
  }
  return found.values.map(decode)
}
