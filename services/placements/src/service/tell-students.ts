// Writes to students whom a published plan or a repair touches: one letter a student and publication.
import { findOne, type Letters } from '@stagebureau/infra'
import { type AssignedStop, type Change, type Clock, localDay } from '@stagebureau/shared'
import type { PlacementsStore } from '../store.ts'
import { studentLetter } from './student-letter.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly letters: Letters
  readonly clock: Clock
  readonly publicUrl: string
}
type Assigned = {
  readonly studentId: string
  readonly programmeId: string
  readonly change?: Change | undefined
  readonly stops?: readonly AssignedStop[]
}

export const createTellingStudents =
  ({ store, letters, clock, publicUrl }: Parts) =>
  /** Reaction: an assignment changes once a publication, so its sequence tells the publications apart. */
  async ({ studentId, programmeId, change, stops = [] }: Assigned, sequence: number): Promise<void> => {
    if (change === undefined) return
    const student = await findOne(store.students, { _id: studentId })
    const programme = await findOne(store.programmes, { _id: programmeId })
    // Who has no address hears it at school: the school's letter says how many they are.
    if (student?.facts.email === undefined || programme === null) return
    const season = await findOne(store.seasons, { _id: programme.seasonId })
    const today = localDay(clock.now())
    const first = stops.map(({ from }) => from).toSorted()[0]
    const letter = studentLetter({
      firstName: student.facts.firstName,
      change,
      programme: programme.name,
      from: first !== undefined && first > today ? first : undefined,
      link: `${publicUrl}/vandaag`,
      region: season?.region ?? '',
    })
    await letters.queue(`plan-${studentId}.${programmeId}-${sequence}`, { to: student.facts.email, ...letter })
  }
