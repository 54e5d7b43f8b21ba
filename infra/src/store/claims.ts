// Claims on names as documents, so that processes on one document server keep out of each other's way: inserts decide who is first.
import { randomUUID } from 'node:crypto'
import type { Connection } from 'mongoose'

type Claim = { readonly _id: string; readonly owner: string; readonly beat: number }

/** A claim that stays the same for so long is that of a dead process, and is taken away. No clock is compared with another's. */
export const deadMilliseconds = 5000
const mostAtOnce = 200

export type Claims = {
  /** Those of the names that nobody has; one try, many callers in one write. */
  readonly take: (names: readonly string[]) => Promise<ReadonlySet<string>>
  /** A sign of life; false when the claim has been taken away. */
  readonly renew: (name: string) => Promise<boolean>
  readonly release: (names: readonly string[]) => Promise<void>
}

/** Puts what comes in while earlier work is under way together for the next. */
const together = <Input, Output>(work: (inputs: readonly Input[]) => Promise<(input: Input) => Output>) => {
  type Waiting = { input: Input; resolve: (output: Output) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let going = false
  const go = async () => {
    going = true
    while (waiting.length > 0) {
      const some = waiting.slice(0, mostAtOnce)
      waiting = waiting.slice(mostAtOnce)
      try {
        const outputOf = await work(some.map(({ input }) => input))
        for (const { input, resolve } of some) resolve(outputOf(input))
      } catch (error) {
        for (const { reject } of some) reject(error)
      }
    }
    going = false
  }
  return (input: Input): Promise<Output> =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      if (!going) void go()
    })
}

/** The names that were there already, of an insert that went on past them. */
const refusedOf = (error: unknown): readonly number[] => {
  const { writeErrors = [] } = error as { writeErrors?: readonly { readonly code: number; readonly index: number }[] }
  if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== 11000)) throw error
  return writeErrors.map(({ index }) => index)
}

export const createClaims = (connection: Connection): Claims => {
  const collection = connection.collection<Claim>('claims')
  const owner = randomUUID()
  let beat = 0
  /** Claims of others that were met, and since when they have not changed. */
  const met = new Map<string, { readonly mark: string; readonly since: number }>()

  const lookAt = async (names: readonly string[]): Promise<void> => {
    for (const { _id, ...claim } of await collection.find({ _id: { $in: [...names] } }).toArray()) {
      const mark = `${claim.owner} ${claim.beat}`
      const before = met.get(_id)
      if (before?.mark !== mark) met.set(_id, { mark, since: performance.now() })
      else if (performance.now() - before.since > deadMilliseconds) await collection.deleteOne({ _id, ...claim })
    }
  }

  type Taken = { readonly mine: ReadonlySet<string>; readonly begun: number }
  const takeTogether = together<readonly string[], Taken>(async (inputs) => {
    const names = [...new Set(inputs.flat())]
    const begun = performance.now()
    const claims = names.map((_id) => ({ _id, owner, beat: ++beat }))
    const refused = await collection.insertMany(claims, { ordered: false }).then(() => [], refusedOf)
    const taken = new Set(names)
    for (const index of refused) taken.delete(names[index]!)
    for (const name of taken) met.delete(name)
    if (refused.length > 0) await lookAt(refused.map((index) => names[index]!))
    return (wanted) => ({ mine: new Set(wanted.filter((name) => taken.has(name))), begun })
  })
  const releaseTogether = together<readonly string[], void>(async (inputs) => {
    await collection.deleteMany({ _id: { $in: inputs.flat() }, owner })
    return () => {}
  })

  return {
    take: async (names) => {
      const { mine, begun } = await takeTogether(names)
      if (mine.size === 0 || performance.now() - begun < deadMilliseconds / 2) return mine
      // This process stood still meanwhile: others may take it for dead.
      await releaseTogether([...mine])
      return new Set()
    },
    renew: async (_id) => (await collection.updateOne({ _id, owner }, { $set: { beat: ++beat } })).matchedCount === 1,
    release: releaseTogether,
  }
}
