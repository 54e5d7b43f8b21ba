import { followUpOf } from './follow-up.ts'

const asked = {
  situation: 'asked' as const,
  companyId: 'c1',
  seasonId: 's1',
  callId: 'call-s1',
  askedAt: '2026-06-01T08:00:00.000Z',
  reminders: 0,
  openings: [],
  cases: [],
}
const at = (day: string) => `${day}T09:00:00.000Z`
const deadline = '2026-06-30'

describe('following up an invitation', () => {
  it.each([
    ['nothing after nine days', asked, '2026-06-10', undefined],
    ['a reminder after ten days', asked, '2026-06-11', 'remind'],
    ['nothing soon after the first reminder', { ...asked, reminders: 1 }, '2026-06-12', undefined],
    ['a second reminder after twenty days', { ...asked, reminders: 1 }, '2026-06-21', 'remind'],
    ['no third one', { ...asked, reminders: 2 }, '2026-06-30', undefined],
    ['peace after the deadline', { ...asked, reminders: 2 }, '2026-07-01', 'leaveInPeace'],
    ['nothing to a company that answered', { ...asked, situation: 'answered' as const }, '2026-06-20', undefined],
    ['nothing to a bounce', { ...asked, situation: 'bounced' as const }, '2026-06-20', undefined],
    [
      'the question again on the day that was named',
      { ...asked, situation: 'later' as const, askAgainOn: '2027-02-01' },
      '2027-02-01',
      'askAgain',
    ],
    [
      'nothing before that day',
      { ...asked, situation: 'later' as const, askAgainOn: '2027-02-01' },
      '2027-01-31',
      undefined,
    ],
    [
      'peace a month after it was asked again',
      { ...asked, askedAt: at('2027-02-01'), reminders: 2, askAgainOn: '2027-02-01' },
      '2027-03-04',
      'leaveInPeace',
    ],
  ])('is %s', (_, invitation, day, due) => expect(followUpOf(invitation, deadline, at(day))).toBe(due))
})
