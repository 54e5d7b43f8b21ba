// What the store says when it cannot do what was asked, in one sentence with what to do.

export type StoreErrorCode =
  | 'store/closed'
  | 'store/corrupt'
  | 'store/full'
  | 'store/index-missing'
  | 'store/io'
  | 'store/locked'
  | 'store/newer-format'
  | 'store/not-a-store'
  | 'store/unfinished'
  | 'store/unreachable'
  | 'store/unsupported'

/**
 * A fault or a refusal of the embedded store. `code` is stable, `message` is for people; the error of SQLite, where there
 * is one, is the `cause`.
 */
export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
  }
}

/** Refuses something that MongoDB has and the embedded store lacks. `instead` says what to use: a whole clause. */
export const unsupported = (what: string, instead: string): StoreError =>
  new StoreError('store/unsupported', `${what} is not supported by the embedded store: ${instead}.`)
