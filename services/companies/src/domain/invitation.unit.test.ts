import { story } from '@stagebureau/shared/testing'
import { type Answer, invitationDecider } from './invitation.ts'

const now = '2026-06-08T08:00:00.000Z'
const { given } = story(invitationDecider, now)
const invitationId = 'i1'
const who = { invitationId, companyId: 'c1', seasonId: 's1' }
const ask = { do: 'ask' as const, ...who, callId: 'call-s1' }
const answer = (given: Answer) => ({ do: 'answer' as const, invitationId, answer: given })
const line = {
  kind: 'carousel' as const,
  profile: 'PIE' as const,
  places: 3,
  weekdays: ['do' as const],
  closedRounds: [2],
  condition: 'haar vast',
}
const posed = { title: 'Less packaging', problem: 'How?', world: 'Lifestyle & Design' as const, maxTeams: 2 }
const offer: Answer = { decision: 'offer', openings: [line], cases: [posed] }
const opening = { openingId: 'i1.carousel.PIE', ...line }

describe('an invitation', () => {
  describe('given none yet', () => {
    it('is sent when the company is asked', () =>
      expect(given().when(ask)).toEqual([{ type: 'CompanyAsked', data: { ...who, callId: 'call-s1' } }]))
    it('cannot be answered', () =>
      expect(() => given().when(answer(offer))).toThrow(expect.objectContaining({ slug: 'invitation/none' })))
  })

  describe('given that the company was asked', () => {
    it('is not sent again, whoever asks', () => expect(given(ask).when(ask)).toEqual([]))
    it('takes an offer with its openings and cases', () =>
      expect(given(ask).when(answer(offer))).toEqual([
        { type: 'OfferMade', data: { ...who, openings: [opening] } },
        {
          type: 'CasePosted',
          data: { ...who, caseId: 'i1.case.1', title: posed.title, world: posed.world, maxTeams: 2 },
        },
      ]))
    it('refuses an offer of nothing', () =>
      expect(() => given(ask).when(answer({ decision: 'offer', openings: [], cases: [] }))).toThrow(
        expect.objectContaining({ slug: 'invitation/empty-offer' }),
      ))
    it('takes a no, and a later with its date', () => {
      expect(given(ask).when(answer({ decision: 'decline', reason: 'te druk' }))).toEqual([
        { type: 'OfferDeclined', data: { ...who, later: false, reason: 'te druk' } },
      ])
      expect(given(ask).when(answer({ decision: 'later', askAgainOn: '2027-02-01' }))).toEqual([
        { type: 'OfferDeclined', data: { ...who, later: true, askAgainOn: '2027-02-01' } },
      ])
    })
    it('refuses a later that has passed', () =>
      expect(() => given(ask).when(answer({ decision: 'later', askAgainOn: '2026-06-08' }))).toThrow(
        expect.objectContaining({ slug: 'invitation/ask-again-past' }),
      ))
    it('is reminded at most twice', () => {
      const remind = { do: 'remind' as const, invitationId }
      expect(given(ask).when(remind)).toMatchObject([{ data: { reminder: 1 } }])
      expect(given(ask, remind).when(remind)).toMatchObject([{ data: { reminder: 2 } }])
      expect(() => given(ask, remind, remind).when(remind)).toThrow(
        expect.objectContaining({ slug: 'invitation/reminded-enough' }),
      )
    })
    it('can bounce, and be left in peace', () => {
      expect(given(ask).when({ do: 'bounce', invitationId, reason: 'full' })).toMatchObject([
        { type: 'InvitationBounced' },
      ])
      expect(given(ask).when({ do: 'leaveInPeace', invitationId })).toMatchObject([{ type: 'SilenceRecorded' }])
    })
  })

  describe('given an offer', () => {
    const offered = given(ask, answer(offer))
    it('stays quiet when the same answer comes again', () => expect(offered.when(answer(offer))).toEqual([]))
    it('changes, and takes back the case that is gone', () => {
      const changed: Answer = { decision: 'offer', openings: [{ ...line, places: 5 }], cases: [] }
      expect(offered.when(answer(changed))).toEqual([
        { type: 'OfferChanged', data: { ...who, openings: [{ ...opening, places: 5 }] } },
        { type: 'CaseWithdrawn', data: { ...who, caseId: 'i1.case.1' } },
      ])
    })
    it('can be withdrawn, with its cases', () => {
      const state = offered.becomes(answer({ decision: 'withdraw' }))
      expect(state).toMatchObject({ situation: 'withdrawn', openings: [], cases: [] })
    })
    it('is not reminded any more', () =>
      expect(() => offered.when({ do: 'remind', invitationId })).toThrow(
        expect.objectContaining({ slug: 'invitation/answered' }),
      ))
    it('keeps the ids of lines from one answer to the next', () => {
      const two: Answer = {
        decision: 'offer',
        openings: [{ ...line, profile: 'MVI' }, line, { ...line, places: 9 }],
        cases: [],
      }
      const state = offered.becomes(answer(two))
      expect(state).toMatchObject({
        openings: [
          { openingId: 'i1.carousel.MVI' },
          { openingId: 'i1.carousel.PIE' },
          { openingId: 'i1.carousel.PIE.2' },
        ],
      })
    })
  })
})
