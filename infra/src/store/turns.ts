// Who may change or do something at this moment: within a process, and between the processes on one database.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from 'mongoose'
import { chance } from '../chance.ts'
import { createInTurn, type InTurn } from '../in-turn.ts'
import { type Claims, createClaims, deadMilliseconds } from './claims.ts'
import { createInstances } from './instances.ts'

/**
 * Work that one process at a time does; undefined when another does it now. `still` turns false when this process was so
 * slow that another may have taken over.
 */
export type Lead = <T>(name: string, work: (still: () => boolean) => Promise<T>) => Promise<T | undefined>
export type Turns = {
  /** Guards the writes of documents, by their ids. */
  readonly inTurn: InTurn
  readonly lead: Lead
  /** The same, waiting until nobody else does it. */
  readonly hold: <T>(name: string, work: (still: () => boolean) => Promise<T>) => Promise<T>
  readonly end: () => Promise<void>
}

const waitMilliseconds = 10
const draw = chance(process.pid)

/** Among everything that this process does itself. */
const leadHere = (): Lead => {
  const led = new Set<string>()
  return async (name, work) => {
    if (led.has(name)) return undefined
    led.add(name)
    try {
      return await work(() => true)
    } finally {
      led.delete(name)
    }
  }
}

const leadAmongAll = (claims: Claims): Lead => {
  const here = leadHere()
  return (name, work) =>
    here(name, async () => {
      const claim = `lead ${name}`
      let renewedAt = performance.now()
      if (!(await claims.take([claim])).has(claim)) return undefined
      const beat = setInterval(async () => {
        const begun = performance.now()
        if (await claims.renew(claim).catch(() => false)) renewedAt = begun
      }, deadMilliseconds / 5)
      try {
        return await work(() => performance.now() - renewedAt < deadMilliseconds * 0.6)
      } finally {
        clearInterval(beat)
        await claims.release([claim]).catch(() => {})
      }
    })
}

/**
 * For FerretDB 1.24: of two updates of a document at the same moment that ask for the same version, both may succeed
 * there, and one is lost; its inserts are safe. Costs nothing while no other process is there.
 */
const inTurnByClaims = (connection: Connection, claims: Claims): Pick<Turns, 'inTurn' | 'end'> => {
  const here = createInTurn()
  const instances = createInstances(connection)
  const claim = async (names: readonly string[]): Promise<ReadonlySet<string>> => {
    for (;;) {
      const mine = await claims.take(names)
      // Waiting for several while others wait for these could last for ever.
      if (mine.size > 0 || names.length !== 1) return mine
      await sleep(waitMilliseconds * (0.5 + draw()))
    }
  }
  return {
    inTurn: (names, work) =>
      // Whoever asked need not wait until the claim is given back; the next in turn does.
      new Promise((resolve, reject) => {
        const turn = async () => {
          const alone = await instances.alone()
          const mine = alone ? new Set(names) : await claim(names)
          await work(mine).then(resolve, reject)
          if (!alone && mine.size > 0) await claims.release([...mine]).catch(() => {})
        }
        here(names, turn).catch(reject)
      }),
    end: instances.leave,
  }
}

const holdBy =
  (lead: Lead): Turns['hold'] =>
  async (name, work) => {
    for (;;) {
      const done = await lead(name, async (still) => ({ result: await work(still) }))
      if (done !== undefined) return done.result
      await sleep(waitMilliseconds)
    }
  }

const known = new WeakMap<Connection, Turns>()

/** Says of a new connection that other processes may work on its database, and whether its server guards updates itself. */
export const shareTurns = (connection: Connection, { guarded }: { readonly guarded: boolean }): void => {
  const claims = createClaims(connection)
  const writes = guarded ? { inTurn: createInTurn(), end: async () => {} } : inTurnByClaims(connection, claims)
  const lead = leadAmongAll(claims)
  known.set(connection, { ...writes, lead, hold: holdBy(lead) })
}

/** The same for everyone who works with this connection; within this process alone unless it is shared. */
export const turnsOf = (connection: Connection): Turns => {
  const there = known.get(connection)
  if (there !== undefined) return there
  const lead = leadHere()
  const turns = { inTurn: createInTurn(), lead, hold: holdBy(lead), end: async () => {} }
  known.set(connection, turns)
  return turns
}
