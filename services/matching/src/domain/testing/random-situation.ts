// Makes up a placement programme in a region, from a few students to a whole region's; the same for the same seed.
import { profiles, worlds } from '@stagebureau/shared'
import { below, seededRandom } from '../../engine/random.ts'
import type { CompanyFacts, OpeningFacts, Situation, StudentFacts } from '../facts.ts'

export type Size = { readonly students: number; readonly companies: number; readonly places: number }

const MEANS = { fiets: { kmPerHour: 15, startMinutes: 2 }, ov: { kmPerHour: 30, startMinutes: 12 } } as const

/** `places`: the most that one company offers. */
export const randomSituation = (seed: number, { students, companies, places }: Size): Situation => {
  const random = seededRandom(seed)
  const one = <Item>(items: readonly Item[]): Item => items[below(random, items.length)]!
  const areas = Array.from({ length: 40 }, (_, k) => String(7000 + k))
  const centres = new Map(
    areas.map((area) => {
      const location = { latitude: 52 + below(random, 500) / 1000, longitude: 6 + below(random, 700) / 1000 }
      return [area, { place: `Plaats ${area}`, location }] as const
    }),
  )
  const company = (k: number): CompanyFacts => ({
    companyId: `c${k}`,
    key: String(k).padStart(8, '0'),
    name: `Bedrijf ${k}`,
    place: 'Baak',
    area: one(areas),
    worlds: [one(worlds)],
    profiles: [one(profiles)],
    recognitions: [],
  })
  const offering = Array.from({ length: companies }, (_, k) => company(k))
  const opening = ({ companyId, profiles: [profile] }: CompanyFacts): OpeningFacts => ({
    companyId,
    openingId: `${companyId}.placement.${profile}`,
    kind: 'placement',
    profile: profile!,
    places: 1 + below(random, places),
    weekdays: [],
    closedRounds: [],
  })
  const student = (k: number): StudentFacts => ({
    studentId: `s${k}`,
    schoolId: `h${below(random, Math.max(2, Math.ceil(students / 200)))}`,
    grade: '4',
    profile: one(profiles),
    area: one(areas),
    means: one(Object.keys(MEANS)),
    wishes: [one(worlds), one(worlds)],
    ...(below(random, 4) === 0 ? { companyIds: [`c${below(random, companies)}`] } : {}),
    ages: [{ on: '2026-11-02', age: 16 }],
    lot: random() * 0x10000 + k,
  })
  return {
    season: {
      seasonId: 's',
      from: '2026-08-31',
      until: '2027-07-09',
      travel: { detour: 1.3, means: MEANS },
      crebos: {},
      seed,
    },
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
      maxTravelMinutes: 60,
      from: '2026-11-02',
      until: '2026-11-27',
    },
    students: Array.from({ length: students }, (_, k) => student(k)).toSorted((a, b) => a.lot - b.lot),
    schools: new Map(),
    companies: new Map(offering.map((one) => [one.companyId, one])),
    openings: offering.map(opening),
    cases: [],
    centres,
    held: [],
  }
}
