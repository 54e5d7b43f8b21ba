// Tells whoever listens which days of attendance have just changed, from the events of the placements service.
import {
  AbsenceNoticed,
  AttendanceConfirmed,
  AttendanceRegistered,
  type Bus,
  type DataOf,
  type Envelope,
  ExcuseWithdrawn,
  topicOf,
} from '@stagebureau/shared'

const told = new Set<string>(
  [AttendanceRegistered, AttendanceConfirmed, AbsenceNoticed, ExcuseWithdrawn].map(({ type }) => type),
)

export type Live = {
  /** Ids of days as they change, many at a time when they come fast; ends when `signal` aborts. */
  readonly days: (signal: AbortSignal) => AsyncGenerator<readonly string[]>
  readonly stop: () => Promise<void>
}

export const openLive = async (bus: Bus): Promise<Live> => {
  const listeners = new Set<(dayId: string) => void>()
  // Events that happened while nobody ran pass by here without anybody listening.
  const subscription = await bus.consume({
    group: 'stagebureau.gateway-live',
    topics: [topicOf('placements')],
    alone: true,
    handle: async ({ type, data }: Envelope) => {
      if (!told.has(type)) return
      for (const listener of listeners) listener((data as DataOf<typeof AttendanceRegistered>).dayId)
    },
  })
  const ending = new AbortController()
  return {
    days: async function* (signal) {
      let waiting = new Set<string>()
      let wake = () => {}
      const listener = (dayId: string) => {
        waiting.add(dayId)
        wake()
      }
      const stop = AbortSignal.any([signal, ending.signal])
      stop.addEventListener('abort', () => wake(), { once: true })
      listeners.add(listener)
      try {
        while (!stop.aborted) {
          if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve))
          const changed = [...waiting]
          waiting = new Set()
          if (changed.length > 0) yield changed
        }
      } finally {
        listeners.delete(listener)
      }
    },
    stop: async () => {
      ending.abort()
      await subscription.stop()
    },
  }
}
