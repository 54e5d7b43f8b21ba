// The methods of a collection that write many documents.
import { addTally, bulkResult, emptyTally, insertion, parseOperation, runSteps, type Step, type Tally } from './bulk.ts'
import type { Access } from './collection.ts'
import { checkOptions, type Options } from './options.ts'
import { prepareInsertion } from './writing.ts'

/** So many operations share a commit in a large bulk write; other work gets its turn in between. */
const BATCH = 2000

type Inserted = { readonly insertedCount: number; readonly insertedIds: object }

/** The methods, for one collection. */
export const bulkMethods = ({ file, commit }: Access, collection: string) => {
  const run = async (steps: readonly Step[], options: Options): Promise<object> => {
    checkOptions(options)
    const ordered = options.ordered !== false
    const sum: Tally = emptyTally()
    for (let start = 0; start < steps.length; start += BATCH) {
      const batch = steps.slice(start, start + BATCH)
      addTally(sum, await commit.write(() => runSteps(file, collection, batch, start, ordered)))
      if (ordered && sum.failures.length > 0) break
    }
    return bulkResult(sum, ordered)
  }
  return {
    bulkWrite: async (operations: readonly Parameters<typeof parseOperation>[0][], options: Options = {}) =>
      run(operations.map(parseOperation), options),
    insertMany: async (documents: readonly unknown[], options: Options = {}) => {
      const { insertedCount, insertedIds } = (await run(
        documents.map((document) => insertion(prepareInsertion(document))),
        options,
      )) as Inserted
      return { acknowledged: true, insertedCount, insertedIds }
    },
  }
}
