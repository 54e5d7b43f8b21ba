// What every plan goes through: its time is taken, and the checker's word on it is law.

/** Throws when the checker found a flaw: such a plan must never reach anyone. */
export const sound = (flaws: readonly string[]): void => {
  if (flaws.length > 0) throw new Error(`the plan does not pass its check: ${flaws.slice(0, 5).join('; ')}`)
}

export const timed = <Plan>(solve: () => Plan): { readonly plan: Plan; readonly milliseconds: number } => {
  const start = performance.now()
  const plan = solve()
  return { plan, milliseconds: performance.now() - start }
}
