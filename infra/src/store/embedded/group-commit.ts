// Lets all writes of one turn of the event loop share one commit, and answers each only after it.
import { StoreError } from '../store-error.ts'
import { endsTransaction } from './isolated.ts'
import { serverError } from './server-error.ts'
import type { StoreFile } from './store-file.ts'

/**
 * Work that writes, and leaves no trace when it throws. It may run a second time, after a rollback, so it must depend on
 * the file and its input alone.
 */
export type Work<T> = () => T

/** What was written stays written, yet the caller is to be refused: a bulk write that failed half-way. */
export type Partly = { readonly failure: unknown }

export type GroupCommit = {
  /** Resolves after the commit that holds the write; `maxTimeMS` limits how long it may wait for its turn. */
  readonly write: <T>(work: Work<T | Partly>, maxTimeMS?: number) => Promise<T>
  /** Commits what is waiting and refuses all later writes. */
  readonly close: () => void
}

type Job = {
  readonly work: Work<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  readonly latest: number
}

type Outcome = { readonly value: unknown } | { readonly error: unknown }

export const isPartly = (value: unknown): value is Partly =>
  typeof value === 'object' && value !== null && 'failure' in value

/** Work that fails has left no trace: each document is written as a whole or not at all. */
const attempt = ({ tables }: StoreFile, job: Job): Outcome => {
  if (Date.now() > job.latest) return { error: serverError(50, 'operation exceeded time limit') }
  try {
    return { value: job.work() }
  } catch (error) {
    if (endsTransaction(error, tables)) throw error
    return { error }
  }
}

const transaction = (file: StoreFile, jobs: readonly Job[]): readonly Outcome[] => {
  const { sql, catalogue } = file.tables
  sql.run('BEGIN IMMEDIATE')
  try {
    const outcomes = jobs.map((job) => attempt(file, job))
    sql.run('COMMIT')
    catalogue.settle()
    return outcomes
  } catch (error) {
    if (file.tables.inTransaction()) sql.run('ROLLBACK')
    catalogue.undo()
    catalogue.settle()
    throw error
  }
}

const answer = (job: Job, outcome: Outcome): void => {
  if ('error' in outcome) job.reject(outcome.error)
  else if (isPartly(outcome.value)) job.reject(outcome.value.failure)
  else job.resolve(outcome.value)
}

/** A fault that ended the transaction of many is tried once more for each alone, so that it hurts no neighbour. */
const commit = (file: StoreFile, jobs: readonly Job[]): void => {
  try {
    const outcomes = file.use(() => transaction(file, jobs))
    jobs.forEach((job, i) => {
      answer(job, outcomes[i]!)
    })
  } catch (error) {
    if (jobs.length === 1) jobs[0]!.reject(error)
    else for (const job of jobs) commit(file, [job])
  }
}

/** `written` is called after each commit. */
export const openGroupCommit = (file: StoreFile, written: () => void): GroupCommit => {
  let waiting: Job[] = []
  let closed = false
  const flush = (): void => {
    const jobs = waiting
    waiting = []
    if (jobs.length === 0) return
    commit(file, jobs)
    written()
  }
  return {
    write: <T>(work: Work<T | Partly>, maxTimeMS?: number) =>
      new Promise<T>((resolve, reject) => {
        if (closed) return reject(closedError(file.path))
        const latest = maxTimeMS ? Date.now() + maxTimeMS : Number.POSITIVE_INFINITY
        if (waiting.push({ work, resolve: resolve as Job['resolve'], reject, latest }) === 1) setImmediate(flush)
      }),
    close: () => {
      flush()
      closed = true
    },
  }
}

export const closedError = (path: string): StoreError =>
  new StoreError('store/closed', `The store ${path} is closed: connect again to use it.`)
