// Whom a publication touches, on a few students whose stops can be read at a glance.
import type { AssignedStop } from '@stagebureau/shared'
import { changeOf, type Told, touchedBy } from './touched.ts'

const today = '2026-12-10'
const stop = (companyId: string, from: string, more: Partial<AssignedStop> = {}): AssignedStop => ({
  companyId,
  openingId: `${companyId}.o`,
  from,
  until: from,
  minutes: 10,
  ...more,
})
const past = stop('bakker', '2026-12-01')
const bos = stop('bos', '2027-01-07')
const kolk = stop('kolk', '2027-02-04')

describe('what changes for a student', () => {
  it.each([
    ['a first place', [], [bos], 'placed'],
    ['no place any more', [past, bos], [past], 'dropped'],
    ['another company', [past, bos], [past, kolk], 'moved'],
    ['another day', [bos], [stop('bos', '2027-01-14')], 'moved'],
    ['one stop more', [bos], [bos, kolk], 'moved'],
    ['the same on another line of the offer', [bos], [stop('bos', '2027-01-07', { openingId: 'x' })], undefined],
    ['the same with other minutes', [bos], [stop('bos', '2027-01-07', { minutes: 25 })], undefined],
    ['something that is over', [past, bos], [bos], undefined],
    ['nothing to come at all', [past], [], undefined],
  ] as const)('%s', (_, before, after, change) => expect(changeOf(before, after, true, today)).toBe(change))

  it('another case at the same company', () => expect(changeOf([bos], [bos], false, today)).toBe('moved'))
})

describe('whom a publication touches', () => {
  const known = new Map(
    ['anna', 'bram', 'cees', 'dirk'].map((id, i) => [
      id,
      { schoolId: i < 2 ? 'north' : 'south', reachable: id !== 'bram' },
    ]),
  )
  const told = (studentId: string, stops: AssignedStop[], rest: Partial<Told> = {}): Told => ({
    studentId,
    stops,
    ...rest,
  })

  it('counts guests before and after, and students by school', () => {
    const all = [
      told('anna', [past, kolk], { change: 'moved', before: [past, bos] }),
      told('bram', [bos], { change: 'placed', before: [] }),
      told('cees', [], { change: 'dropped', before: [bos, kolk] }),
      told('dirk', [kolk, stop('stil', '2027-03-01')]),
    ]
    expect(touchedBy(all, known, today)).toEqual({
      companies: [
        { companyId: 'bos', before: 2, students: 1, from: '2027-01-07' },
        { companyId: 'kolk', before: 2, students: 2, from: '2027-02-04' },
      ],
      schools: [
        { schoolId: 'north', placed: 1, moved: 1, dropped: 0, unreachable: 1 },
        { schoolId: 'south', placed: 0, moved: 0, dropped: 1, unreachable: 0 },
      ],
    })
  })

  it('is nobody when nothing changed', () =>
    expect(touchedBy([told('anna', [bos]), told('bram', [kolk])], known, today)).toEqual({
      companies: [],
      schools: [],
    }))

  it('leaves a company out that keeps the same guests on the same days', () => {
    const all = [told('anna', [bos, kolk], { change: 'moved', before: [bos] })]
    expect(touchedBy(all, known, today).companies.map(({ companyId }) => companyId)).toEqual(['kolk'])
  })
})
