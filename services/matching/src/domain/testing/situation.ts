// A small placement programme for tests: companies in villages along one road, and students in the first village.
import type { CompanyFacts, OpeningFacts, Situation, StudentFacts } from '../facts.ts'

const worlds = ['Mens & Medisch'] as const
/** By bike 4 minutes to the kilometre, without detour. */
const travel = { detour: 1, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } }
const kilometresPerDegree = 111.2

/** A company so many minutes from the students, with so many places. */
export type Along = { readonly name: string; readonly minutes?: number; readonly places?: number }

const company = ({ name, minutes = 0 }: Along): CompanyFacts => ({
  companyId: name,
  key: name,
  name,
  place: 'Baak',
  area: '7001',
  location: { latitude: 52 + minutes / 4 / kilometresPerDegree, longitude: 6.3 },
  worlds,
  profiles: ['PIE'],
  recognitions: [],
})

export const openingIdOf = (name: string): string => `${name}.placement.PIE`
const opening = ({ name, places = 1 }: Along): OpeningFacts => ({
  companyId: name,
  openingId: openingIdOf(name),
  kind: 'placement',
  profile: 'PIE',
  places,
  weekdays: [],
  closedRounds: [],
})

export const studentBy = (lot: number, companyIds?: readonly string[]): StudentFacts => ({
  studentId: `s${lot}`,
  schoolId: 'h',
  grade: '4',
  profile: 'PIE',
  area: '7001',
  means: 'fiets',
  wishes: worlds,
  ...(companyIds === undefined ? {} : { companyIds }),
  ages: [{ on: '2026-11-02', age: 16 }],
  lot,
})

export const alongTheRoad = (students: readonly StudentFacts[], companies: readonly Along[]): Situation => ({
  season: { seasonId: 's', from: '2026-08-31', until: '2027-07-09', travel, crebos: {}, seed: 1 },
  programme: {
    programmeId: 'p',
    seasonId: 's',
    kind: 'placement',
    name: 'Blokstage',
    order: 1,
    profiles: [],
    weekdays: [],
    rounds: [],
    needsRecognition: false,
    from: '2026-11-02',
    until: '2026-11-27',
  },
  students,
  schools: new Map(),
  companies: new Map(companies.map((one) => [one.name, company(one)])),
  openings: companies.map(opening),
  cases: [],
  centres: new Map([['7001', { place: 'Baak', location: { latitude: 52, longitude: 6.3 } }]]),
  held: [],
})
