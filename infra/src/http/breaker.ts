// Stops asking somebody who does not answer: after some failures in a row it fails at once, and tries again a little later.

export type Breaker = {
  /** False while it is better not to ask. */
  readonly closed: () => boolean
  /** Whether this call may be made; while open one call at a time may try. */
  readonly mayTry: () => boolean
  readonly succeeded: () => void
  readonly failed: () => void
}

const mostFailures = 5
const restMilliseconds = 2000

/** `now` in milliseconds, of any beginning. */
export const createBreaker = (now: () => number = () => performance.now()): Breaker => {
  let failures = 0
  let restUntil = 0
  const closed = () => failures < mostFailures
  return {
    closed,
    mayTry: () => {
      if (closed()) return true
      if (now() < restUntil) return false
      restUntil = now() + restMilliseconds
      return true
    },
    succeeded: () => {
      failures = 0
    },
    failed: () => {
      failures++
      if (!closed()) restUntil = now() + restMilliseconds
    },
  }
}
