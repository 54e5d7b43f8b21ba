// Keeps what was looked up a moment ago, for questions that come many times a second.

export type Lately<Value> = {
  readonly get: (name: string) => Value | undefined
  readonly keep: (name: string, value: Value) => void
  readonly forget: () => void
}

/** Keeps each value for so long, and `most` of them: the newest. */
export const lately = <Value>(milliseconds: number, most = 1000): Lately<Value> => {
  const kept = new Map<string, { readonly value: Value; readonly since: number }>()
  return {
    get: (name) => {
      const found = kept.get(name)
      if (found === undefined || performance.now() - found.since < milliseconds) return found?.value
      kept.delete(name)
      return undefined
    },
    keep: (name, value) => {
      kept.delete(name)
      kept.set(name, { value, since: performance.now() })
      if (kept.size > most) kept.delete(kept.keys().next().value as string)
    },
    forget: () => kept.clear(),
  }
}
