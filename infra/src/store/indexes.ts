// Indexes of documents: a process that owns its files makes those that its models declare; on shared servers a command has made them.
import type { Connection, Model } from 'mongoose'
import { StoreError } from './store-error.ts'

// biome-ignore lint/suspicious/noExplicitAny: any model
const ready = async (model: Model<any>): Promise<void> => {
  if (model.db.config.autoIndex !== false) return model.createIndexes()
  const [missing] = (await model.diffIndexes()).toCreate
  if (missing !== undefined)
    throw new StoreError(
      'store/index-missing',
      `${model.db.name}.${model.collection.name} has no index on ${Object.keys(missing).join(', ')}: run "npm run prepare-cluster", which makes it.`,
    )
}

/** Makes them or looks for them, as the connection was opened (`autoIndex`); throws a StoreError that names a missing one. */
export const readyIndexes = async ({ models }: Connection): Promise<void> => {
  for (const model of Object.values(models)) await ready(model)
}
