// Loaded into the process under test before anything else: plants a fault in its source, or its death at a named point.
import { registerHooks } from 'node:module'

const { CHAOS_MUTANT, CHAOS_POINT, CHAOS_PASSES } = process.env

/** Faults that would lose or double something: the rig must notice each of them. */
const mutants = {
  'drop-outbox-entry': {
    file: '/infra/src/store/relay.ts',
    from: 'outbox.filter(({ sequence }) =>',
    to: 'outbox.filter(({ sequence }) => Math.random() > 0.05 &&',
  },
  'acknowledge-before-write': {
    file: '/infra/src/store/aggregate.ts',
    from: 'if (!(await save(document, version))) return undefined',
    to: 'if (version === 0) await save(document, version)\n    else setTimeout(() => save(document, version).catch(() => {}), 1000)',
  },
  'skip-idempotency': {
    file: '/infra/src/mail/letters.ts',
    from: '_id: cause, date: clock.now()',
    to: '_id: cause + Math.random(), date: clock.now()',
  },
}

const die = 'globalThis.dieAtPoint?.();'
/** Where a death hurts most. */
const points = {
  'after-commit': {
    file: '/infra/src/store/aggregate.ts',
    from: 'onPending(model as',
    to: `${die} onPending(model as`,
  },
  'after-publish': {
    file: '/infra/src/store/relay.ts',
    from: 'for (const { envelope, since } of fresh)',
    to: `${die} for (const { envelope, since } of fresh)`,
  },
  'before-remove': {
    file: '/infra/src/store/relay.ts',
    from: 'await model.bulkWrite(taken',
    to: `${die} await model.bulkWrite(taken`,
  },
  'mid-batch': {
    file: '/infra/src/bus/embedded/member.ts',
    from: 'await deliver(handle, logged.envelope)',
    to: `await deliver(handle, logged.envelope); ${die}`,
  },
}

let passes = Number(CHAOS_PASSES ?? 0)
globalThis.dieAtPoint = () => {
  if (passes-- === 0) process.kill(process.pid, 'SIGKILL')
}

const changes = [mutants[CHAOS_MUTANT], points[CHAOS_POINT]].filter(Boolean)
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
