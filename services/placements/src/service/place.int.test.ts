// What becomes of placements when plans are published again, and when an event comes again.
import { type Attended, office, openAttended } from '../testing/attended.ts'

describe('placements of a student', () => {
  let attended: Attended
  beforeEach(async () => {
    attended = await openAttended()
  })
  afterEach(() => attended.close())

  const standing = async () => {
    await attended.settled()
    const all = await attended.api.placementsOfStudents({ studentIds: [attended.studentId] }, office)
    return all.map(({ companyId }) => companyId)
  }

  it('follow the plan that was published last', async () => {
    expect(await standing()).toEqual(['c1'])
    await attended.assign('c2', 2)
    expect(await standing()).toEqual(['c2'])
    await attended.assign('c1', 3)
    expect(await standing()).toEqual(['c1'])
  })

  it('stay as they are when an event comes again after a later one', async () => {
    await attended.assign('c2', 2)
    expect(await standing()).toEqual(['c2'])
    await attended.assign('c1', 1)
    expect(await standing()).toEqual(['c2'])
  })

  it('stay cancelled by the office when the event that opened them comes again', async () => {
    const [placement] = await attended.api.placementsOfStudents({ studentIds: [attended.studentId] }, office)
    await attended.api.cancelPlacement({ placementId: placement!.id, reason: 'verhuisd' }, office)
    await attended.assign('c1', 1)
    expect(await standing()).toEqual([])
  })
})
