// What mongoose calls the client: owns the open file, its writer and its database.
import { unsupported } from '../store-error.ts'
import { openDatabase } from './database.ts'
import { closedError, openGroupCommit } from './group-commit.ts'
import { noTransactions } from './options.ts'
import { openStoreFile, type Synchronous } from './store-file.ts'

/** After so long the log is emptied, so that deleted data do not stay in it. */
const TIDY_MILLISECONDS = 20_000

/** A session groups nothing here; it is refused where it would have to. */
const openSession = () => {
  const refuse = (): never => {
    throw noTransactions()
  }
  return {
    hasEnded: false,
    inTransaction: () => false,
    startTransaction: refuse,
    commitTransaction: refuse,
    abortTransaction: refuse,
    withTransaction: refuse,
    endSession: async () => undefined,
  }
}

export type Client = ReturnType<typeof openClient>

/** Opens the file at once, so that a refusal comes at the start. */
export const openClient = (file: string, synchronous: Synchronous) => {
  const store = openStoreFile(file, synchronous)
  let closed = false
  let tidying: NodeJS.Timeout | undefined
  const tidy = (): void => {
    tidying = undefined
    try {
      store.tidy()
    } catch {
      // What could not be emptied now is tried again after the next write.
    }
  }
  const commit = openGroupCommit(store, () => {
    tidying ??= setTimeout(tidy, TIDY_MILLISECONDS).unref()
  })
  const database = openDatabase({
    file: store,
    commit,
    checkOpen: () => {
      if (closed) throw closedError(store.path)
    },
  })
  return {
    path: store.path,
    db: (name?: string) => {
      if (name !== undefined && name !== database.databaseName) {
        throw unsupported('useDb()', 'connect to another file')
      }
      return database
    },
    startSession: openSession,
    withSession: async <T>(work: (session: ReturnType<typeof openSession>) => Promise<T>) => work(openSession()),
    bulkWrite: () => {
      throw unsupported('A bulk write over several collections', 'use bulkWrite() of each model')
    },
    /** Commits what is waiting, moves the log into the file and lets go of it. */
    close: async (): Promise<void> => {
      if (closed) return
      commit.close()
      closed = true
      clearTimeout(tidying)
      store.use(store.close)
    },
  }
}
