// Lets pieces of work that name the same thing wait for each other, and others go on.

export type InTurn = <T>(names: readonly string[], work: () => Promise<T>) => Promise<T>

export const createInTurn = (): InTurn => {
  const last = new Map<string, Promise<unknown>>()
  return async (names, work) => {
    const before = Promise.all(names.map((name) => last.get(name)))
    const mine = before.then(work)
    const settled = mine.catch(() => {})
    for (const name of names) last.set(name, settled)
    try {
      return await mine
    } finally {
      for (const name of names) if (last.get(name) === settled) last.delete(name)
    }
  }
}
