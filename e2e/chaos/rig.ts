// What a run needs of a runtime: a bureau that commands can be sent to, that breaks on demand, and that tells what it knows.

import type { Prepared } from './prepare.ts'

export type Rig = Prepared & {
  /** Where commands go now; undefined while nobody is there. */
  readonly url: () => string | undefined
  /** Breaks something and mends it again; `poison` events that nobody can handle are put on the bus. */
  readonly round: (poison: number) => Promise<void>
  /** No broker answers for so long; resolves when what waited for them is on the bus. Throws where there are none. */
  readonly loseBrokers: (milliseconds: number) => Promise<void>
  /** Starts everything anew with nothing planted that kills. */
  readonly calmDown: () => Promise<void>
  /** The figures of every process. */
  readonly figures: () => Promise<string>
  /** Keys that are parked, each once however many groups have parked it. */
  readonly parkedKeys: () => Promise<ReadonlySet<string>>
  /** Events that never came to the bus; nothing may be asked of the bureau after that. */
  readonly missingEvents: () => Promise<readonly string[]>
  readonly stop: () => Promise<void>
}
