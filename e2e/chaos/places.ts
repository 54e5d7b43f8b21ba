// The places in the source where a run plants a fault, a death or mischief; each must be there, word for word.

/** `file` is a path from the root. */
export type Change = { readonly file: string; readonly from: string; readonly to: string }

/** Faults that would lose or double something: the rig must notice each of them. */
export const mutants: Readonly<Record<string, Change>> = {
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
/** Where a death hurts most; the bus is one file or the other. */
export const points: Readonly<Record<string, readonly Change[]>> = {
  'after-commit': [
    {
      file: '/infra/src/store/aggregate.ts',
      from: 'relay.nudge(model as',
      to: `${die} relay.nudge(model as`,
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

/** Events twice, late, and in another order across keys, on either bus. */
export const mischief: Change = {
  file: '/infra/src/adapters.ts',
  from: 'const { mischief } = options',
  to: 'const { mischief = { seed: Date.now(), duplicate: 0.1, delayMilliseconds: 20 } } = options',
}
