// What is to be done about an invitation by now: ask again, remind, or leave the company in peace.
import type { Invitation } from './invitation.ts'

const day = 24 * 3600 * 1000
/** A company that does not answer hears from us again after this many days, and once more after as many. */
export const remindAfterDays = 10

/** Asked again on a day of its own, a company has this many days to answer. */
const patienceDays = 30

export type FollowUp = 'askAgain' | 'remind' | 'leaveInPeace'

/** `deadline`: the last day on which an answer is expected; `now`: an ISO 8601 instant. */
export const followUpOf = (
  invitation: Exclude<Invitation, { situation: 'none' }>,
  deadline: string,
  now: string,
): FollowUp | undefined => {
  const { situation, askAgainOn, askedAt, reminders } = invitation
  const today = now.slice(0, 10)
  if (situation === 'later') return askAgainOn !== undefined && askAgainOn <= today ? 'askAgain' : undefined
  if (situation !== 'asked') return undefined
  const last = askAgainOn === undefined ? deadline : new Date(Date.parse(askAgainOn) + patienceDays * day).toISOString()
  if (today > last.slice(0, 10)) return 'leaveInPeace'
  const due = Date.parse(askedAt) + (reminders + 1) * remindAfterDays * day
  return reminders < 2 && Date.parse(now) >= due ? 'remind' : undefined
}
