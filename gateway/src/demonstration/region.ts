// The demonstration region: invented schools, students and companies, as the files that a real bureau would get.
import type { Files } from '../season/read-folder.ts'
import { createChance } from './chance.ts'
import { answerFile, companyFile, inventCompanies, seasonCrebos } from './companies.ts'
import { inventPlaces, type Place } from './places.ts'
import { type School, studentFile } from './students.ts'
import { table } from './text.ts'

export type RegionSize = {
  readonly seed: number
  readonly students: number
  readonly schools: number
  readonly companies: number
  /** The year in which the school year begins; 2026 unless said otherwise. */
  readonly year?: number
}
export const demonstrationSize: RegionSize = { seed: 2026, students: 600, schools: 12, companies: 170 }

const weekMilliseconds = 7 * 24 * 3600 * 1000
/** The days of the first demonstration year, so many whole weeks later, so that a Thursday stays a Thursday. */
const shifted =
  (weeks: number) =>
  (day: string): string =>
    new Date(Date.parse(`${day}T00:00:00Z`) + weeks * weekMilliseconds).toISOString().slice(0, 10)

const seasonFile = (day: (day: string) => string) => ({
  region: 'Lindervoort',
  travel: {
    detour: 1.3,
    fiets: { kmPerHour: 15, startMinutes: 0 },
    ov: { kmPerHour: 30, startMinutes: 12 },
    'auto ouders': { kmPerHour: 45, startMinutes: 4 },
  },
  crebos: seasonCrebos,
  season: {
    from: day('2026-08-31'),
    until: day('2027-07-09'),
    holidays: [
      [day('2026-10-19'), day('2026-10-23')],
      [day('2026-12-21'), day('2027-01-01')],
      [day('2027-02-15'), day('2027-02-19')],
      [day('2027-04-26'), day('2027-05-07')],
    ],
  },
  programmes: [
    {
      kind: 'carousel',
      name: 'LOB-carrousel',
      grade: '3',
      weekday: 'do',
      daypart: 'morning',
      rounds: 6,
      weeksPerRound: 3,
      firstRound: day('2026-11-30'),
      ownProfileAtLeast: 2,
      maxTravelMinutes: 45,
    },
    {
      kind: 'placement',
      name: 'Blokstage leerjaar 4',
      grade: '4',
      from: day('2027-03-01'),
      until: day('2027-03-19'),
      weekdays: ['ma', 'di', 'wo', 'do', 'vr'],
      maxTravelMinutes: 60,
    },
    {
      kind: 'placement',
      name: 'BPV mbo',
      grade: 'T',
      from: day('2027-02-01'),
      until: day('2027-06-25'),
      weekdays: ['ma', 'di', 'wo', 'do'],
      needsRecognition: true,
      maxTravelMinutes: 75,
    },
    {
      kind: 'atelier',
      name: 'Atelierroute',
      grade: '4',
      profiles: ['PIE', 'MVI', 'BWI', 'M&T'],
      teamSize: 2,
      pitch: day('2027-01-14'),
      finalPitch: day('2027-04-15'),
    },
  ],
})

const schoolsOf = (places: readonly Place[], count: number): School[] =>
  Array.from({ length: count }, (_, i) => {
    const place = places[i % places.length]!
    const kind = i % 12 === 11 ? ('mbo' as const) : ('vmbo' as const)
    const brin = `${String(30 + (i % 60)).padStart(2, '0')}${'QRSTVWXZ'[i % 8]}${'ABCDEGHJ'[Math.floor(i / 8) % 8]}0${i % 4}`
    return { brin, kind, place, name: `${kind === 'mbo' ? 'Mbo-college' : 'Vmbo'} ${place.name}` }
  })

/** The files of a region of this size; the same size and seed always give the same bytes. */
export const inventRegion = (size: RegionSize): Files => {
  const { seed, students, schools: schoolCount, companies: companyCount, year = 2026 } = size
  const chance = createChance(seed)
  const scale = Math.sqrt(companyCount / 170)
  const places = inventPlaces(chance, Math.round(60 * scale), 30 * scale)
  const schools = schoolsOf(places, schoolCount)
  const companies = inventCompanies(chance, companyCount, places)
  const plain = { delimiter: ',', encoding: 'utf-8' } as const
  const files = new Map<string, Uint8Array>([
    ['season.json', new TextEncoder().encode(JSON.stringify(seasonFile(shifted(52 * (year - 2026))), null, 1))],
    [
      'postcodes.csv',
      table(
        ['Postcode4', 'Plaats', 'Breedtegraad', 'Lengtegraad'],
        places.map(({ area, name, latitude, longitude }) => [area, name, String(latitude), String(longitude)]),
        { delimiter: ';', encoding: 'utf-8' },
      ),
    ],
    [
      'schools.csv',
      table(
        ['BRIN', 'Vestigingsnaam', 'Soort', 'Postcode', 'Plaatsnaam', 'Breedtegraad', 'Lengtegraad'],
        schools.map(({ brin, name, kind, place }) => [
          brin,
          name,
          kind,
          `${place.area} AB`,
          place.name,
          String(place.latitude),
          String(place.longitude),
        ]),
        plain,
      ),
    ],
    ['companies.csv', companyFile(chance, companies)],
    ['answers.csv', answerFile(chance, companies)],
  ])
  const share = Math.floor(students / schools.length)
  schools.forEach((school, i) => {
    const count = share + (i < students % schools.length ? 1 : 0)
    files.set(`students-${school.brin}.csv`, studentFile(chance, school, i, count, places))
  })
  return files
}
