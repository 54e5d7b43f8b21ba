// Embedded stores in a folder that goes away, for tests.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from 'mongoose'
import { connectEmbedded } from '../connect-embedded.ts'

export type TemporaryStores = {
  readonly folder: string
  /** A connection on a file of its own; the same name gives the same file. */
  readonly open: (name: string) => Promise<Connection>
  /** Closes what is open and removes the folder. */
  readonly remove: () => Promise<void>
}

/** Synchronous NORMAL: a test does not lose power. */
export const temporaryStores = (): TemporaryStores => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const opened: Connection[] = []
  return {
    folder,
    open: async (name) => {
      const connection = await connectEmbedded({ file: join(folder, `${name}.sqlite`), synchronous: 'NORMAL' })
      opened.push(connection)
      return connection
    },
    remove: async () => {
      for (const connection of opened) await connection.close()
      rmSync(folder, { recursive: true })
    },
  }
}
