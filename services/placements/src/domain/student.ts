// A student of a school in a season: enrolled, changed, gone; what others need to know leaves without a name.
import {
  type Day,
  type Decider,
  DomainError,
  type EventOf,
  equal,
  type Level,
  type PreferencesGiven,
  type Profile,
  type StudentChanged,
  type StudentEnrolled,
  type StudentLeft,
  type World,
} from '@stagebureau/shared'

/** What the school's file says. The birth date is sealed: only the age on a programme's first day is ever told. */
export type StudentFacts = {
  readonly firstName: string
  readonly prefix?: string | undefined
  readonly lastName: string
  readonly group: string
  readonly level?: Level | undefined
  readonly profile: Profile
  readonly birthYear: number
  readonly sealedBirthDate: string
  readonly postcode: string
  readonly place?: string | undefined
  readonly email?: string | undefined
  readonly guardianEmail?: string | undefined
  readonly means: string
  readonly wishes: readonly World[]
}
export type AgeOn = { readonly on: Day; readonly age: number }
export type Enrolment = {
  readonly seasonId: string
  readonly schoolId: string
  /** The school's own number of the student. */
  readonly number: string
  readonly lot: number
}

export type Student =
  | { readonly situation: 'unknown' }
  | (Enrolment & {
      readonly situation: 'enrolled' | 'left'
      readonly facts: StudentFacts
      readonly ages: readonly AgeOn[]
      /** Worlds that the student said; they go before those of the file. */
      readonly preferences?: readonly World[] | undefined
      readonly wishedCompanies?: readonly string[] | undefined
      readonly wishedCases?: readonly string[] | undefined
    })

/** Each list most wanted first; what is absent stays as it was. */
export type Preferences = {
  readonly wishes?: readonly World[]
  readonly companyIds?: readonly string[]
  readonly caseIds?: readonly string[]
}

export type StudentCommand = { readonly studentId: string } & (
  | {
      readonly do: 'enrol'
      readonly enrolment: Enrolment
      readonly facts: StudentFacts
      readonly ages: readonly AgeOn[]
    }
  | { readonly do: 'change'; readonly facts: StudentFacts; readonly ages: readonly AgeOn[] }
  | { readonly do: 'reckonAges'; readonly ages: readonly AgeOn[] }
  | { readonly do: 'prefer'; readonly preferences: Preferences }
  | { readonly do: 'leave'; readonly on: Day }
)

type Kept = { readonly enrolment: Enrolment; readonly facts: StudentFacts; readonly ages: readonly AgeOn[] }
export type StudentEvent =
  | (EventOf<typeof StudentEnrolled> & { readonly kept: Kept })
  | (EventOf<typeof StudentChanged> & { readonly kept: Kept })
  | EventOf<typeof PreferencesGiven>
  | EventOf<typeof StudentLeft>

/** What planning needs, and nothing by which a stranger would know who it is. */
const publicFacts = (studentId: string, { enrolment, facts, ages }: Kept, preferences?: readonly World[]) => ({
  studentId,
  seasonId: enrolment.seasonId,
  schoolId: enrolment.schoolId,
  grade: facts.group.slice(0, 1),
  profile: facts.profile,
  ...(facts.level === undefined ? {} : { level: facts.level }),
  area: facts.postcode.slice(0, 4),
  means: facts.means,
  wishes: [...(preferences ?? facts.wishes)],
  ages: ages.map((age) => ({ ...age })),
  lot: enrolment.lot,
  reachable: facts.email !== undefined,
})

export const studentDecider: Decider<Student, StudentCommand, StudentEvent> = {
  initial: { situation: 'unknown' },

  decide: (command, student) => {
    const { studentId } = command
    if (command.do === 'enrol') {
      if (student.situation === 'enrolled') return []
      const { enrolment, facts, ages } = command
      const kept = { enrolment, facts, ages }
      return [{ type: 'StudentEnrolled', data: publicFacts(studentId, kept), kept }]
    }
    if (student.situation !== 'enrolled') throw new DomainError('missing', 'student/unknown')
    const { seasonId, schoolId, number, lot, preferences } = student
    const enrolment = { seasonId, schoolId, number, lot }
    const changed = (facts: StudentFacts, ages: readonly AgeOn[]): StudentEvent[] => {
      if (equal(facts, student.facts) && equal(ages, student.ages)) return []
      const kept = { enrolment, facts, ages }
      return [{ type: 'StudentChanged', data: publicFacts(studentId, kept, preferences), kept }]
    }
    switch (command.do) {
      case 'change':
        return changed(command.facts, command.ages)
      case 'reckonAges':
        return changed(student.facts, command.ages)
      case 'prefer': {
        const { wishes, companyIds, caseIds } = command.preferences
        const said = {
          wishes: [...(wishes ?? preferences ?? student.facts.wishes)],
          companyIds: [...(companyIds ?? student.wishedCompanies ?? [])],
          caseIds: [...(caseIds ?? student.wishedCases ?? [])],
        }
        const known = {
          wishes: preferences ?? [],
          companyIds: student.wishedCompanies ?? [],
          caseIds: student.wishedCases ?? [],
        }
        return equal(said, known) ? [] : [{ type: 'PreferencesGiven', data: { studentId, ...said } }]
      }
      case 'leave':
        return [{ type: 'StudentLeft', data: { studentId, on: command.on } }]
    }
  },

  evolve: (student, event) => {
    switch (event.type) {
      case 'StudentEnrolled':
      case 'StudentChanged': {
        const { enrolment, facts, ages } = event.kept
        if (student.situation === 'unknown') return { situation: 'enrolled', ...enrolment, facts, ages }
        const { preferences, wishedCompanies, wishedCases } = student
        return { situation: 'enrolled', ...enrolment, facts, ages, preferences, wishedCompanies, wishedCases }
      }
      case 'PreferencesGiven':
        if (student.situation === 'unknown') return student
        return {
          ...student,
          preferences: event.data.wishes,
          wishedCompanies: event.data.companyIds,
          wishedCases: event.data.caseIds,
        }
      case 'StudentLeft':
        return student.situation === 'unknown' ? student : { ...student, situation: 'left' }
    }
  },
}
