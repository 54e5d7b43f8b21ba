// Reads everything that is on the bus again, and names the events that never came there.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bus, topics } from '@stagebureau/shared'

const lookMilliseconds = 200

/** Numbers from the first to the largest of these that are not among them. */
const gapsIn = (numbers: ReadonlySet<number>, first: number): number[] =>
  Array.from({ length: Math.max(...numbers) - first }, (_, i) => first + i).filter((n) => !numbers.has(n))

type Reading = {
  /** One that has read nothing yet. */
  readonly group: string
  /** False where subjects have come from elsewhere, with events that stayed there. */
  readonly fromTheFirst: boolean
}

/** The events of a subject are numbered without gaps. */
export const missingEvents = async (
  bus: Pick<Bus, 'consume' | 'lag'>,
  { group, fromTheFirst }: Reading,
): Promise<readonly string[]> => {
  const seen = new Map<string, Set<number>>()
  const { stop } = await bus.consume({
    group,
    topics,
    handle: async ({ source, subject, sequence }) => {
      const name = `${source} ${subject}`
      seen.set(name, (seen.get(name) ?? new Set()).add(sequence))
    },
  })
  for (;;) {
    const places = (await bus.lag()).filter((place) => place.group === group)
    if (places.length > 0 && places.every(({ events }) => events === 0)) break
    await sleep(lookMilliseconds)
  }
  await stop()
  return [...seen].flatMap(([name, numbers]) =>
    gapsIn(numbers, fromTheFirst ? 1 : Math.min(...numbers)).map((n) => `${name}: event ${n}`),
  )
}
