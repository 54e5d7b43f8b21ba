// Lets pieces of work that name the same thing wait for each other, and others go on.

/**
 * `work` is told which of the names it has: all of them within one process. Between processes one name alone is waited
 * for, and of several those are left out that another process has at the moment.
 */
export type InTurn = <T>(names: readonly string[], work: (mine: ReadonlySet<string>) => Promise<T>) => Promise<T>

export const createInTurn = (): InTurn => {
  const last = new Map<string, Promise<unknown>>()
  return async (names, work) => {
    const before = Promise.all(names.map((name) => last.get(name)))
    const mine = before.then(() => work(new Set(names)))
    const settled = mine.catch(() => {})
    for (const name of names) last.set(name, settled)
    try {
      return await mine
    } finally {
      for (const name of names) if (last.get(name) === settled) last.delete(name)
    }
  }
}
