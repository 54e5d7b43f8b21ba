// Binds declared events to what a service does about them, as one consumer group.
import { type Consumer, type Envelope, type EventContract, type Received, receive, topicOf } from '@stagebureau/shared'

export type Reaction = {
  readonly contract: EventContract
  readonly react: (envelope: Envelope) => Promise<void>
}

/** What to do about one kind of event; it arrives parsed and of the newest version. */
export const on = <Data extends object>(
  contract: EventContract<string, Data>,
  react: (event: Received<Data>) => Promise<unknown>,
): Reaction => ({
  contract,
  react: async (envelope) => {
    await react(receive(contract, envelope))
  },
})

/** A consumer `stagebureau.<name>` of the topics that its reactions need; events that it does not know pass by. */
export const consumer = (name: string, reactions: readonly Reaction[]): Consumer => {
  const byType = new Map(reactions.map((reaction) => [reaction.contract.type, reaction]))
  return {
    group: `stagebureau.${name}`,
    topics: [...new Set(reactions.map(({ contract }) => topicOf(contract.owner)))],
    handle: async (envelope) => byType.get(envelope.type)?.react(envelope),
  }
}
