// What a run needs of a runtime: a bureau that commands can be sent to, that breaks on demand, and that tells what it knows.

export type Rig = {
  /** Where commands go now; undefined while nobody is there. */
  readonly url: () => string | undefined
  /** Lets whoever holds it command as a coordinator. */
  readonly key: string
  /** Breaks something and mends it again; `poison` events that nobody can handle are put on the bus. */
  readonly round: (poison: number) => Promise<void>
  /** Starts everything anew with nothing planted that kills. */
  readonly calmDown: () => Promise<void>
  /** The figures of every process. */
  readonly figures: () => Promise<string>
  /** Keys that are parked, each once however many groups have parked it. */
  readonly parkedKeys: () => Promise<ReadonlySet<string>>
  readonly stop: () => Promise<void>
}
