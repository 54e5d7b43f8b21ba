// Makes any bus behave as badly as it may: events come twice, and late, so that those of other keys overtake them.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bus } from '@stagebureau/shared'
import { chance } from '../chance.ts'

/** `duplicate`: the share of events that come twice. */
export type Mischief = { readonly seed: number; readonly duplicate: number; readonly delayMilliseconds: number }

export const disturbedBus = (bus: Bus, { seed, duplicate, delayMilliseconds }: Mischief): Bus => {
  const draw = chance(seed)
  return {
    ...bus,
    consume: (consumer) =>
      bus.consume({
        ...consumer,
        handle: async (envelope) => {
          if (draw() < 0.2) await sleep(draw() * delayMilliseconds)
          await consumer.handle(envelope)
          if (draw() < duplicate) await consumer.handle(envelope)
        },
      }),
  }
}
