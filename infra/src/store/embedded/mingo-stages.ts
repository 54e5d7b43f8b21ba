// Runs the stages of aggregation that the store does not run itself, by mingo, and says where mingo would be wrong.
import { Aggregator, Context } from 'mingo'
import mongoose from 'mongoose'
import { unsupported } from '../store-error.ts'
import { type Document, decodeCopy } from './decode.ts'
import { encodeDocument } from './encode.ts'
import type { Stage } from './pipeline-stages.ts'
import { serverError } from './server-error.ts'
import { isOddNumber, type Stored, type StoredDocument } from './stored.ts'

const hasOddNumber = (value: Stored): boolean => {
  if (typeof value === 'string') return isOddNumber(value)
  if (typeof value !== 'object' || value === null) return false
  return (Array.isArray(value) ? value : Object.values(value)).some(hasOddNumber)
}

/** Stages that only move values about, whatever they are. */
const CALCULATES_NOTHING = new Set(['$sample', '$replaceRoot', '$replaceWith'])

type AnyDocument = Record<string, unknown>

const toObjectId = (document: AnyDocument, expression: unknown, options: never): unknown => {
  const [{ value } = { value: undefined }] = new Aggregator([{ $project: { _id: 0, value: expression } }], options).run(
    [document],
  ) as { value?: unknown }[]
  return value === undefined || value === null ? null : new mongoose.mongo.ObjectId(value as string)
}

const context = Context.init({ expression: { $toObjectId: toObjectId as never } })

/** The documents after the stages. `documentsOf` gives all documents of another collection. */
export const runByMingo = (
  stages: readonly Stage[],
  documents: readonly StoredDocument[],
  documentsOf: (collection: string) => Document[],
): readonly StoredDocument[] => {
  const calculating = stages.find((stage) => !CALCULATES_NOTHING.has(Object.keys(stage)[0]!))
  if (calculating !== undefined && documents.some(hasOddNumber)) {
    const [name] = Object.keys(calculating)
    throw unsupported(
      `${name} over decimals or integers beyond 2^53`,
      'use $group with plain paths, or calculate after reading',
    )
  }
  const aggregator = new Aggregator([...stages] as Record<string, unknown>[], {
    context,
    collectionResolver: documentsOf as never,
  })
  try {
    const results = aggregator.run(documents.map((document) => decodeCopy(document) as Document))
    return results.map(encodeDocument)
  } catch (error) {
    if ((error as { code?: unknown }).code !== undefined) throw error
    throw serverError(9, `The pipeline could not be run: ${(error as Error).message}`)
  }
}
