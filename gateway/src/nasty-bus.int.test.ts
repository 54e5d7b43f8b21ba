// The same season on a calm bus, and on one that repeats, delays and mixes up events: the outcome may not differ.
import { collect } from './season/collect.ts'
import { seasonTables } from './season/write-files.ts'
import { call, openSmallBureau } from './testing/small-bureau.ts'

const seasonOf = async (settings?: Parameters<typeof openSmallBureau>[0]) => {
  const { bureau, outcome, close } = await openSmallBureau(settings)
  try {
    await bureau.settled()
    const letters = await bureau.keptMail!.list(1000)
    const collected = await collect(bureau, outcome, call)
    const studentIds = [...collected.students.keys()]
    const placements = await bureau.placements.placementsOfStudents({ studentIds }, call)
    const number = (studentId: string) => collected.students.get(studentId)!.number
    return {
      tables: Object.fromEntries(seasonTables(outcome, collected)),
      letters: letters.map(({ to, subject }) => `${to} ${subject}`).toSorted(),
      placements: placements.map((one) => `${number(one.studentId)} ${one.status} ${one.stops.length}`).toSorted(),
      parked: (await bureau.bus.parked.list()).length,
    }
  } finally {
    await close()
  }
}

describe('a season on a bus that behaves badly', () => {
  it('comes out the same to the byte, with the same letters, and nothing parked', async () => {
    const calm = await seasonOf()
    const nasty = await seasonOf({ mischief: { seed: 11, duplicate: 0.3, delayMilliseconds: 5 } })
    expect(nasty).toEqual(calm)
    expect(calm.letters.length).toBeGreaterThan(0)
    expect(calm.placements.length).toBeGreaterThan(0)
    expect(calm.parked).toBe(0)
  })
})
