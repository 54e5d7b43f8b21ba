// A cursor as mongoose and callers of the driver use it: all at once, or one by one in batches.
import type { Document } from './decode.ts'

/** Where the documents of a cursor come from; opened anew after a rewind. */
export type Source = {
  readonly all: () => readonly Document[]
  readonly batches: () => Iterator<readonly Document[]>
  readonly explain: () => unknown
}

export type Cursor = {
  readonly toArray: () => Promise<Document[]>
  readonly next: () => Promise<Document | null>
  readonly tryNext: () => Promise<Document | null>
  readonly hasNext: () => Promise<boolean>
  readonly forEach: (visit: (document: Document) => unknown) => Promise<void>
  readonly map: (transform: (document: Document) => unknown) => Cursor
  readonly close: () => Promise<void>
  readonly rewind: () => void
  readonly explain: () => Promise<unknown>
  readonly addCursorFlag: () => Cursor
  readonly [Symbol.asyncIterator]: () => AsyncGenerator<Document>
}

/** Reads batch after batch and hands out documents one by one. */
const reader = (open: Source['batches']) => {
  const batches = open()
  let batch: readonly Document[] = []
  let at = 0
  const peek = (): Document | undefined => {
    while (at >= batch.length) {
      const { done, value } = batches.next()
      if (done) return undefined
      batch = value
      at = 0
    }
    return batch[at]
  }
  return {
    has: () => peek() !== undefined,
    take: (): Document | null => {
      const document = peek()
      if (document === undefined) return null
      at += 1
      return document
    },
  }
}

/** Runs a step of reading, or says why the store cannot be read. */
export type Guard = <T>(step: () => T) => T

/** A cursor over a source, which is opened when the cursor is first read. */
export const openCursor = (source: () => Source, guard: Guard): Cursor => {
  let transform: (document: Document) => unknown = (document) => document
  let reading: ReturnType<typeof reader> | undefined
  let closed = false
  const current = () => {
    reading ??= guard(() => reader(source().batches))
    return reading
  }
  const next = async (): Promise<Document | null> => {
    const document = closed ? null : guard(() => current().take())
    return document === null ? null : (transform(document) as Document)
  }
  const cursor: Cursor = {
    toArray: async () => {
      if (closed) return []
      if (reading === undefined) return guard(() => source().all()).map(transform) as Document[]
      const rest: Document[] = []
      for (let document = await next(); document !== null; document = await next()) rest.push(document)
      return rest
    },
    next,
    tryNext: next,
    hasNext: async () => !closed && guard(() => current().has()),
    forEach: async (visit) => {
      for (let document = await next(); document !== null; document = await next()) {
        if (visit(document) === false) return
      }
    },
    map: (added) => {
      const before = transform
      transform = (document) => added(before(document) as Document)
      return cursor
    },
    close: async () => {
      closed = true
      reading = undefined
    },
    rewind: () => {
      closed = false
      reading = undefined
    },
    explain: async () => guard(() => source().explain()),
    addCursorFlag: () => cursor,
    async *[Symbol.asyncIterator]() {
      for (let document = await next(); document !== null; document = await next()) yield document
    },
  }
  return cursor
}
