import { story } from '@stagebureau/shared/testing'
import { teamDecider } from './team.ts'

const { given } = story(teamDecider, '2027-03-11T10:00:00.000Z')
const teamId = 'r3~T01'
const facts = { programmeId: 'r3', name: 'T01', schoolId: 'h1', companyId: 'c1', caseId: 'k1' }
const join = (studentId: string) => ({ do: 'join' as const, teamId, facts, studentId })
const pitch = (kind: 'opening' | 'final', heldOn = '2027-03-11') => ({
  do: 'pitch' as const,
  teamId,
  pitch: { kind, heldOn, word: 'sterk idee' },
  today: '2027-03-11',
})
const held = (kind: string) => ({
  type: 'PitchHeld',
  data: { teamId, programmeId: 'r3', companyId: 'c1', kind, heldOn: '2027-03-11' },
})

describe('a team', () => {
  it('is formed of those who join, each once', () => {
    expect(given(join('p2')).when(join('p1'))).toMatchObject([
      { type: 'TeamFormed', data: { studentIds: ['p1', 'p2'] } },
    ])
    expect(given(join('p2')).when(join('p2'))).toEqual([])
  })
  it('goes on without those who leave', () =>
    expect(given(join('p1'), join('p2')).when({ do: 'leave', teamId, studentId: 'p1' })).toMatchObject([
      { data: { studentIds: ['p2'] } },
    ]))
  it('holds its pitches in order, and tells without the words of the company', () => {
    expect(given(join('p1')).when(pitch('opening'))).toEqual([held('opening')])
    expect(() => given(join('p1')).when(pitch('final'))).toThrow(
      expect.objectContaining({ slug: 'team/opening-first' }),
    )
    expect(given(join('p1'), pitch('opening')).when(pitch('final'))).toEqual([held('final')])
  })
  it('keeps quiet when the same pitch is recorded again, and keeps the word of the company', () => {
    expect(given(join('p1'), pitch('opening')).when(pitch('opening'))).toEqual([])
    expect(given(join('p1')).becomes(pitch('opening'))).toMatchObject({ pitches: [{ word: 'sterk idee' }] })
  })
  it('keeps the word of the company when a pitch is recorded again without one', () => {
    const again = { ...pitch('opening', '2027-03-10'), pitch: { kind: 'opening' as const, heldOn: '2027-03-10' } }
    expect(given(join('p1'), pitch('opening')).becomes(again)).toMatchObject({
      pitches: [{ heldOn: '2027-03-10', word: 'sterk idee' }],
    })
  })
  it('holds no pitch that has yet to come, and none before it is there', () => {
    expect(() => given(join('p1')).when(pitch('opening', '2027-03-12'))).toThrow(
      expect.objectContaining({ slug: 'team/no-pitch-in-future' }),
    )
    expect(() => given().when(pitch('opening'))).toThrow(expect.objectContaining({ slug: 'team/unknown' }))
  })
})
