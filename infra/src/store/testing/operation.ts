// One generated operation on a collection, with the words to report it by.
import type { DocumentCollection } from './memory-collection.ts'

export type Operation = {
  readonly name: string
  readonly given: readonly unknown[]
  readonly run: (on: DocumentCollection) => Promise<unknown>
}

export const operation = (name: string, given: readonly unknown[], run: Operation['run']): Operation => ({
  name,
  given,
  run,
})
