// The time of day, handed in, so that rules can be told any hour.

export type Clock = {
  /** ISO 8601 instant in UTC. */
  readonly now: () => string
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** A clock that stands still. */
export const clockAt = (instant: string): Clock => ({ now: () => new Date(instant).toISOString() })

/** A clock that starts at an instant and then runs on. */
export const clockFrom = (instant: string): Clock => {
  const ahead = Date.parse(instant) - Date.now()
  return { now: () => new Date(Date.now() + ahead).toISOString() }
}
