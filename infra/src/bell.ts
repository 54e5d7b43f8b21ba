// Wakes somebody who waits for work: rung while nobody waits, the next wait ends at once.

export type Bell = {
  readonly ring: () => void
  /** Resolves when it has been rung since the last time, or after so long. */
  readonly rung: (milliseconds?: number) => Promise<void>
}

export const createBell = (): Bell => {
  let isRung = false
  let wake = () => {}
  return {
    ring: () => {
      isRung = true
      wake()
    },
    rung: async (milliseconds) => {
      if (!isRung)
        await new Promise<void>((resolve) => {
          const patience = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds).unref()
          wake = () => {
            clearTimeout(patience)
            resolve()
          }
        })
      isRung = false
    },
  }
}
