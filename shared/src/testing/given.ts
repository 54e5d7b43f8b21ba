// Tells a decider's story: given these commands before, when this one comes, then these events.
import type { Decider, DomainEvent } from '../kernel/decider.ts'

export const story = <State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  now: string,
) => {
  const after = (state: State, command: Command, at: string) =>
    decider.decide(command, state, at).reduce(decider.evolve, state)
  const given = (...commands: readonly Command[]) => {
    const state = commands.reduce((before, command) => after(before, command, now), decider.initial)
    return {
      state,
      /** The events, with their public data. */
      when: (command: Command, at = now) =>
        decider.decide(command, state, at).map(({ type, data }) => ({ type, data })),
      /** The state afterwards. */
      becomes: (command: Command, at = now) => after(state, command, at),
    }
  }
  return { given }
}
