// Runs one generated story of operations on two collections and finds where they part.
import mongoose from 'mongoose'
import { chanceFrom } from './testing/chance.ts'
import type { DocumentCollection } from './testing/memory-collection.ts'
import type { Doc } from './testing/model-values.ts'
import type { Operation } from './testing/operation.ts'
import type { Scope } from './testing/random-documents.ts'
import { randomOperation } from './testing/random-operations.ts'

const { EJSON } = mongoose.mongo.BSON

/** Whole numbers read alike, whether a store keeps them as integers or as doubles. */
const inWords = (value: unknown): string => EJSON.stringify(value as object, { relaxed: true })

const outcomeOf = async ({ run }: Operation, on: DocumentCollection): Promise<string> => {
  try {
    const result = await run(on)
    if (result instanceof Set) return inWords([...result].map(inWords).sort())
    const { matchedCount, modifiedCount, upsertedCount } = (result ?? {}) as Record<string, unknown>
    return inWords(matchedCount === undefined ? { result } : { matchedCount, modifiedCount, upsertedCount })
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code !== 'number') throw error
    return `refused with ${code}`
  }
}

const contents = async (on: DocumentCollection): Promise<readonly string[]> =>
  (await on.find({}, { sort: { _id: 1 } }).toArray()).map((document: Doc) => inWords(document))

/** Where two stores parted: enough to tell the story again. */
export type Difference = {
  readonly seed: number
  readonly step: number
  readonly operation: string
  readonly a: string
  readonly b: string
}

const CHECK_EVERY = 50

const firstOf = (a: readonly string[], b: readonly string[]): readonly [string, string] => {
  const at = a.findIndex((text, i) => text !== b[i])
  const place = at < 0 ? a.length : at
  return [a[place] ?? 'nothing', b[place] ?? 'nothing']
}

/**
 * Runs `operations` generated operations on `a` and `b`, which must be empty, and compares every outcome, and every 50
 * operations all documents. Returns the first difference, or undefined when there is none. With the scope `common` the
 * story keeps to what MongoDB and FerretDB 1.24 have in common.
 */
export const differential = async (
  seed: number,
  operations: number,
  a: DocumentCollection,
  b: DocumentCollection,
  scope: Scope = 'common',
): Promise<Difference | undefined> => {
  const chance = chanceFrom(seed)
  for (const on of [a, b]) await on.createIndex({ key: 1 }, { unique: true })
  for (let step = 0; step < operations; step += 1) {
    const operation = randomOperation(chance, scope)
    const described = `${operation.name} ${operation.given.map(inWords).join(' ')}`
    const [first, second] = [await outcomeOf(operation, a), await outcomeOf(operation, b)]
    if (first !== second) return { seed, step, operation: described, a: first, b: second }
    if (step % CHECK_EVERY !== 0 && step !== operations - 1) continue
    const [left, right] = firstOf(await contents(a), await contents(b))
    if (left !== right) return { seed, step, operation: `contents after ${described}`, a: left, b: right }
  }
  return undefined
}
