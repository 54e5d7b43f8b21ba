// The one call of a season: its text, its deadline and which companies it goes to.
import { type CallOpened, type Decider, DomainError, type EventOf } from '@stagebureau/shared'

export type CallText = {
  readonly subject: string
  readonly text: string
  /** Last day on which an answer is expected. */
  readonly deadline: string
  /** Absent: every active company. */
  readonly companyIds?: readonly string[] | undefined
}
export type CallState =
  | { readonly situation: 'none' }
  | ({ readonly situation: 'open'; readonly seasonId: string; readonly openedAt: string } & CallText)

export type CallCommand = { readonly do: 'open'; readonly callId: string; readonly seasonId: string } & CallText
export type CallEvent = EventOf<typeof CallOpened> & { readonly text: CallText; readonly at: string }

export const callDecider: Decider<CallState, CallCommand, CallEvent> = {
  initial: { situation: 'none' },
  decide: ({ callId, seasonId, subject, text, deadline, companyIds }, call, now) => {
    if (call.situation === 'open') {
      if (call.subject === subject && call.text === text && call.deadline === deadline) return []
      throw new DomainError('conflict', 'call/already-open', { openedAt: call.openedAt.slice(0, 10) })
    }
    if (deadline < now.slice(0, 10)) throw new DomainError('invalid', 'call/deadline-past', { deadline })
    const data = { callId, seasonId, deadline }
    return [{ type: 'CallOpened', data, text: { subject, text, deadline, companyIds }, at: now }]
  },
  evolve: (_, { data, text, at }) => ({ situation: 'open', seasonId: data.seasonId, openedAt: at, ...text }),
}
