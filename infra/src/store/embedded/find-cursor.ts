// The cursor of a find, which can be told more before it is read.
import { type Cursor, type Guard, openCursor } from './cursor.ts'
import { findSource, wantedBy } from './find.ts'
import { checkOptions, type Options } from './options.ts'
import type { Filter } from './parse-filter.ts'
import { countRows } from './reading.ts'
import type { Tables } from './tables.ts'

type Told = (value: unknown) => FindCursor

export type FindCursor = Cursor & {
  readonly sort: (sort: unknown, direction?: unknown) => FindCursor
  readonly skip: Told
  readonly limit: Told
  readonly project: Told
  readonly batchSize: Told
  readonly maxTimeMS: Told
  readonly hint: Told
  readonly comment: Told
  readonly collation: Told
  readonly count: () => Promise<number>
}

/** The cursor over what the filter and the options ask for. */
export const findCursor = (
  tables: Tables,
  collection: string,
  filter: Filter | undefined,
  given: Options,
  guard: Guard,
): FindCursor => {
  let options = given
  const tell =
    (name: string): Told =>
    (value) => {
      options = { ...options, [name]: value }
      checkOptions(options)
      return cursor
    }
  const cursor: FindCursor = {
    ...openCursor(() => findSource(tables, collection, filter, options), guard),
    sort: (sort, direction) => tell('sort')(typeof sort === 'string' ? { [sort]: direction ?? 1 } : sort),
    skip: tell('skip'),
    limit: tell('limit'),
    project: tell('projection'),
    batchSize: tell('batchSize'),
    maxTimeMS: tell('maxTimeMS'),
    hint: tell('hint'),
    comment: tell('comment'),
    collation: tell('collation'),
    count: async () => guard(() => countRows(tables, collection, wantedBy(filter, options))),
  }
  return cursor
}
