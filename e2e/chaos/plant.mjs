// Loaded into a process under test before anything else: plants a fault in its source, its death at a named point, a bus that misbehaves, and a clock that moves.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

const { CHAOS_MUTANT, CHAOS_POINT, CHAOS_PASSES, CHAOS_MISCHIEF, CHAOS_CLOCK } = process.env

/** Faults that would lose or double something: the rig must notice each of them. */
const mutants = {
  'drop-outbox-entry': {
    file: '/infra/src/store/relay.ts',
    from: 'outbox.filter(({ sequence }) =>',
    to: 'outbox.filter(({ sequence }) => Math.random() > 0.05 &&',
  },
  'acknowledge-before-write': {
    file: '/infra/src/store/aggregate.ts',
    from: 'if (!(await inTurn([id], () => save(document, version)))) return undefined',
    to: 'if (version === 0) await save(document, version)\n    else setTimeout(() => save(document, version).catch(() => {}), 1000)',
  },
  'skip-idempotency': {
    file: '/infra/src/mail/letters.ts',
    from: '_id: cause, date: clock.now()',
    to: '_id: cause + Math.random(), date: clock.now()',
  },
}

const die = 'globalThis.dieAtPoint?.();'
/** Where a death hurts most; the bus is one file or the other. */
const points = {
  'after-commit': [
    {
      file: '/infra/src/store/aggregate.ts',
      from: 'onPending(model as',
      to: `${die} onPending(model as`,
    },
  ],
  'after-publish': [
    {
      file: '/infra/src/store/relay.ts',
      from: 'for (const { envelope, since } of fresh)',
      to: `${die} for (const { envelope, since } of fresh)`,
    },
  ],
  'before-remove': [
    {
      file: '/infra/src/store/take-out.ts',
      from: 'await takeOut(',
      to: `${die} await takeOut(`,
    },
  ],
  'mid-batch': [
    {
      file: '/infra/src/bus/embedded/member.ts',
      from: 'await deliver(handle, logged.envelope)',
      to: `await deliver(handle, logged.envelope); ${die}`,
    },
    {
      file: '/infra/src/bus/kafka/take-batch.ts',
      from: 'await deliver(handle, toEnvelope(message))',
      to: `await deliver(handle, toEnvelope(message)); ${die}`,
    },
  ],
}

/** Events twice, late, and in another order across keys. */
const mischief = [
  {
    file: '/infra/src/bus/embedded/embedded-bus.ts',
    from: '(options: EmbeddedBusOptions): EmbeddedBus => {',
    to: '(given: EmbeddedBusOptions): EmbeddedBus => { const options = { ...given, mischief: { seed: Date.now(), duplicate: 0.1, delayMilliseconds: 20 } }',
  },
  {
    file: '/infra/src/bus/kafka/take-batch.ts',
    from: 'const queues = [...byKey.values()]',
    to: 'const queues = [...byKey.values()].map((queue) => queue.flatMap((one) => (Math.random() < 0.1 ? [one, one] : [one]))).toSorted(() => Math.random() - 0.5)',
  },
]

let passes = Number(CHAOS_PASSES ?? 0)
globalThis.dieAtPoint = () => {
  if (passes-- === 0) process.kill(process.pid, 'SIGKILL')
}

const planted = [mutants[CHAOS_MUTANT], ...(points[CHAOS_POINT] ?? []), ...(CHAOS_MISCHIEF ? mischief : [])]
const changes = planted.filter(Boolean)
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    let source
    for (const { file, from, to } of changes) {
      if (!url.endsWith(file)) continue
      source ??= loaded.source.toString()
      // A point that has moved would make a rig that tests nothing.
      if (!source.includes(from)) throw new Error(`nothing to change in ${file}: ${from}`)
      source = source.replace(from, to)
    }
    return source === undefined ? loaded : { ...loaded, source }
  },
})

if (CHAOS_CLOCK) {
  const RealDate = Date
  let ahead = 0
  const look = () => {
    ahead = Number(readFileSync(CHAOS_CLOCK, 'utf8'))
  }
  look()
  setInterval(look, 100).unref()
  globalThis.Date = class MovedDate extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + ahead)
      else super(...given)
    }
    static now() {
      return RealDate.now() + ahead
    }
    static [Symbol.hasInstance](value) {
      return value instanceof RealDate
    }
  }
}
