// Writes a region of a handful of people by hand, so that a test can say in a line what is odd about it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type StudentRow = {
  readonly number: string
  readonly group?: string
  readonly profile?: string
  readonly born?: string
  readonly postcode?: string
  readonly means?: string
  readonly wishes?: string
}

export type CompanyRow = {
  readonly kvk: string
  readonly establishment: string
  readonly name?: string
  readonly postcode?: string
  readonly latitude?: string
  readonly longitude?: string
  readonly world?: string
  readonly profile?: string
  readonly recognition?: string
  readonly email?: string
}

export type AnswerRow = {
  readonly kvk: string
  readonly establishment: string
  readonly kind: string
  readonly profile?: string
  readonly places?: number | string
  readonly days?: string
  readonly closed?: string
  readonly text?: string
}

export type SmallRegion = {
  readonly programmes: readonly unknown[]
  readonly holidays?: readonly (readonly [string, string])[]
  readonly schools?: readonly string[]
  readonly students: Readonly<Record<string, readonly StudentRow[]>>
  readonly companies: readonly CompanyRow[]
  readonly answers: readonly AnswerRow[]
}

export const worlds = 'Science & Exploration | Mobiliteit & Ruimte | Lifestyle & Design'
export const school = '01AB00'

/** Places ten minutes of cycling apart, in a row from west to east, postcodes 1000 to 1009. */
const postcodes = Array.from({ length: 10 }, (_, at) => [`${1000 + at}`, `Plaats ${at}`, '52.0', `${6 + at * 0.0281}`])

const season = ({ programmes, holidays = [] }: SmallRegion) => ({
  region: 'Proefstreek',
  travel: {
    detour: 1.3,
    fiets: { kmPerHour: 15, startMinutes: 0 },
    ov: { kmPerHour: 30, startMinutes: 12 },
    'auto ouders': { kmPerHour: 45, startMinutes: 4 },
  },
  crebos: { 25485: 'PIE', 25103: 'BWI', 25242: 'M&T' },
  season: { from: '2026-08-31', until: '2027-07-09', holidays },
  programmes,
})

const csv = (header: readonly string[], rows: readonly (readonly unknown[])[]) =>
  [header, ...rows].map((row) => row.join(';')).join('\r\n')

const studentRow = (row: StudentRow) => [
  row.number,
  `Voornaam${row.number}`,
  '',
  `Achternaam${row.number}`,
  row.group ?? '4A',
  'KB',
  row.profile ?? 'PIE',
  row.born ?? '01-02-2011',
  row.postcode ?? '1000 AA',
  'Plaats',
  `leerling${row.number}@leerling.example`,
  `ouder${row.number}@example.org`,
  row.means ?? 'fiets',
  row.wishes ?? worlds,
]

const companyRow = (row: CompanyRow) => [
  row.kvk,
  row.establishment,
  row.name ?? `Bedrijf ${row.kvk.trim()} ${row.establishment.trim()}`,
  'Weg 1',
  row.postcode ?? '1001 AB',
  'Plaats 1',
  row.latitude ?? '',
  row.longitude ?? '',
  row.world ?? 'Science & Exploration',
  row.profile ?? 'PIE',
  row.recognition ?? '',
  'Contact Persoon',
  row.email ?? `info@b${row.kvk}-${row.establishment}.example`.replaceAll(' ', ''),
  `0314-${row.kvk.slice(-6)}`,
]

const answerRow = (row: AnswerRow) => [
  row.kvk,
  row.establishment,
  row.kind,
  row.profile ?? 'PIE',
  row.places ?? 1,
  row.days ?? '',
  row.closed ?? '',
  row.text ?? '',
]

const headers = {
  students:
    'Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas;Leerweg;Profiel;Geboortedatum;Postcode;Woonplaats;E-mail;E-mail ouder;Vervoer;Voorkeur werelden',
  companies:
    'KvK-nummer;Vestigingsnummer;Naam;Adres;Postcode;Plaats;Breedtegraad;Lengtegraad;Wereld;Profiel;Erkenning;Contactpersoon;E-mail;Telefoon',
  answers: 'KvK-nummer;Vestigingsnummer;Soort;Profiel;Plaatsen;Dagen;Gesloten ronde;Opmerking',
}

export const writeSmallRegion = (folder: string, region: SmallRegion) => {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const schools = (region.schools ?? [school]).map((code) => [
    code,
    `School ${code}`,
    'vmbo',
    '1000 AB',
    'Plaats',
    52,
    6,
  ])
  write('season.json', JSON.stringify(season(region)))
  write('postcodes.csv', csv(['Postcode4', 'Plaats', 'Breedtegraad', 'Lengtegraad'], postcodes))
  write(
    'schools.csv',
    csv(['BRIN', 'Vestigingsnaam', 'Soort', 'Postcode', 'Plaatsnaam', 'Breedtegraad', 'Lengtegraad'], schools),
  )
  for (const [code, rows] of Object.entries(region.students)) {
    write(`students-${code}.csv`, csv(headers.students.split(';'), rows.map(studentRow)))
  }
  write('companies.csv', csv(headers.companies.split(';'), region.companies.map(companyRow)))
  write('answers.csv', csv(headers.answers.split(';'), region.answers.map(answerRow)))
}
