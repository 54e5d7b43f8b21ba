// The shape of a rule-keeper: what a command leads to, and what an event changes. Pure; time, ids and chance are arguments.

export type DomainEvent = { readonly type: string; readonly data: object }

export type Decider<State, Command, Event extends DomainEvent> = {
  readonly initial: State
  /** `[]` when there is nothing to do; throws a DomainError when it refuses. `now` is an ISO 8601 instant. */
  readonly decide: (command: Command, state: State, now: string) => readonly Event[]
  /** Never throws. */
  readonly evolve: (state: State, event: Event) => State
}
