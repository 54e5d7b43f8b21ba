// The options of an operation: those that change nothing here are let through, those that would be missed are refused.
import { unsupported } from '../store-error.ts'

export type Options = Readonly<Record<string, unknown>>

const REFUSED: Readonly<Record<string, string>> = {
  collation: 'keep a lower-case copy of the field and compare with that',
  let: 'put the values into the filter or the pipeline',
  tailable: 'read again from the last document seen',
  awaitData: 'read again from the last document seen',
  min: 'use $gte in the filter',
  max: 'use $lt in the filter',
  returnKey: 'use a projection',
  showRecordId: 'use _id',
}

type Session = { readonly inTransaction?: () => boolean }

/** Throws for an option that the store would have to ignore. */
export const checkOptions = (options: Options | undefined): void => {
  if (options === undefined) return
  for (const name in options) {
    const value = options[name]
    if (value === undefined || value === null || value === false) continue
    if (name in REFUSED) throw unsupported(`The option ${name}`, REFUSED[name]!)
    if (name === 'session' && (value as Session).inTransaction?.() === true) throw noTransactions()
  }
}

export const noTransactions = () =>
  unsupported('A transaction', 'write one document per change, guarded by its version, and let events carry the rest')
