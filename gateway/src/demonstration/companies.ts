// Invented companies with what they answer, and the dirty rows that every real list has.
import type { Profile, World } from '@stagebureau/shared'
import type { Chance } from './chance.ts'
import { inventName } from './names.ts'
import type { Place } from './places.ts'
import { table } from './text.ts'

type Trade = { readonly name: string; readonly world: World; readonly profile: Profile }
const trades: readonly Trade[] = [
  { name: 'Machinebouw', world: 'Science & Exploration', profile: 'PIE' },
  { name: 'Metaalbewerking', world: 'Science & Exploration', profile: 'PIE' },
  { name: 'Installatietechniek', world: 'Water, Energie & Natuur', profile: 'PIE' },
  { name: 'Elektro', world: 'Water, Energie & Natuur', profile: 'PIE' },
  { name: 'Garage', world: 'Mobiliteit & Ruimte', profile: 'M&T' },
  { name: 'Fietsenmaker', world: 'Mobiliteit & Ruimte', profile: 'M&T' },
  { name: 'Bouwbedrijf', world: 'Mobiliteit & Ruimte', profile: 'BWI' },
  { name: 'Timmerfabriek', world: 'Lifestyle & Design', profile: 'BWI' },
  { name: 'Drukkerij', world: 'Lifestyle & Design', profile: 'MVI' },
  { name: 'Mediabureau', world: 'Lifestyle & Design', profile: 'MVI' },
  { name: 'Restaurant', world: 'Voeding & Vitaliteit', profile: 'HBR' },
  { name: 'Melkveebedrijf', world: 'Voeding & Vitaliteit', profile: 'Groen' },
  { name: 'Zorghuis', world: 'Mens & Medisch', profile: 'Z&W' },
  { name: 'Winkel', world: 'Market & Money', profile: 'E&O' },
]
const crebos: Readonly<Partial<Record<Profile, string>>> = {
  PIE: '25485',
  BWI: '25103',
  'M&T': '25242',
  MVI: '25187',
  'Z&W': '25491',
  HBR: '25182',
  'E&O': '25150',
  Groen: '25455',
}
export const seasonCrebos = Object.fromEntries(Object.entries(crebos).map(([profile, crebo]) => [crebo, profile]))

const problems = [
  'Hoe meten we slijtage zonder de machine stil te zetten?',
  'Help bezoekers de weg vinden op ons terrein',
  'Ontwerp een verpakking zonder plastic',
  'Maak zichtbaar hoeveel stroom elke werkplek gebruikt',
]
const conditions = ['', '', '', 'veiligheidsschoenen', 'haar vast', 'minimaal 15 jaar']
const columns = [
  'KvK-nummer',
  'Vestigingsnummer',
  'Naam',
  'Adres',
  'Postcode',
  'Plaats',
  'Breedtegraad',
  'Lengtegraad',
  'Wereld',
  'Profiel',
  'Erkenning',
  'Contactpersoon',
  'E-mail',
  'Telefoon',
]

export type Invented = { readonly row: readonly string[]; readonly trade: Trade }

const company = (chance: Chance, i: number, places: readonly Place[]): Invented => {
  const trade = trades[Math.floor(chance.next() * trades.length)]!
  const place = chance.early(places, 1.3)
  const contact = inventName(chance)
  const recognised = chance.next() < 0.72
  const until = chance.pick(['2026-12-31', '2028-07-31', '2030-01-31'])
  const row = [
    `${chance.whole(1, 9)}${chance.digits(7)}`.replace(/^9/, '0'),
    `0000${chance.digits(8)}`,
    `${trade.name} ${contact.last}${chance.pick(['', ' B.V.', ' BV', ' & Zn.', ' Groep', ' Techniek'])}`,
    `${chance.pick(['Kerkstraat', 'De Hoef', 'Industrieweg', 'Nijverheidsweg', 'Dorpsstraat'])} ${chance.whole(1, 190)}`,
    `${place.area} ${chance.letters(2)}`,
    place.name,
    String(place.latitude),
    String(place.longitude),
    trade.world,
    trade.profile,
    recognised ? `${crebos[trade.profile]}:${until}` : '',
    `${contact.first} ${contact.last}`,
    `info${i}@bedrijf${i}.example`,
    `0${chance.pick(['543', '544', '573', '314'])}-${chance.digits(6)}`,
  ]
  return { row, trade }
}

/** A row that is a company once more, written in one of the ways in which lists go wrong. */
const spoiled = (chance: Chance, [kvk, establishment, name, ...rest]: readonly string[]): string[] => {
  switch (chance.whole(0, 4)) {
    case 0:
      return [kvk!.replace(/^0/, ''), establishment!, name!, ...rest]
    case 1:
      return ['', '', name!, ...rest]
    case 2:
      return [kvk!, establishment!, name!.toUpperCase(), ...rest]
    case 3:
      return [`${kvk!.slice(0, 4)} ${kvk!.slice(4)}`, establishment!, name!, ...rest]
    default:
      return ['12AB', establishment!, name!, ...rest]
  }
}

export const inventCompanies = (chance: Chance, count: number, places: readonly Place[]): Invented[] => {
  const seen = new Set<string>()
  const companies: Invented[] = []
  while (companies.length < count) {
    const one = company(chance, companies.length + 1, places)
    if (seen.has(one.row[0]!)) continue
    seen.add(one.row[0]!)
    companies.push(one)
  }
  return companies
}

export const companyFile = (chance: Chance, companies: readonly Invented[]): Uint8Array => {
  const dirty = chance.some(companies, Math.ceil(companies.length / 16)).map(({ row }) => spoiled(chance, row))
  const rows = [...companies.map(({ row }) => row), ...dirty]
  return table(columns, rows, { delimiter: ';', encoding: 'utf-8-bom' })
}

const weekdaysWithThursday = (chance: Chance) =>
  ['do', ...chance.some(['ma', 'di', 'wo', 'vr'], chance.whole(0, 2))].join(' ')

/** Lines of one company's answer: most offer something, some decline, wait, stay silent or cannot be reached. */
const answer = (chance: Chance, { row, trade }: Invented): string[][] => {
  const who = [row[0]!, row[1]!]
  const end = chance.weighted([
    ['offer', 71],
    ['silent', 9],
    ['later', 7],
    ['declined', 7],
    ['bounced', 5],
  ] as const)
  if (end !== 'offer')
    return [[...who, end, '', '0', '', '', chance.pick(['', 'te druk', 'geen begeleider', 'verbouwing'])]]
  const condition = chance.pick(conditions)
  const lines: string[][] = []
  if (chance.next() < 0.9) {
    const closed = chance.next() < 0.18 ? `r${chance.whole(1, 6)}` : ''
    lines.push([
      ...who,
      'carousel',
      trade.profile,
      String(chance.whole(1, 6)),
      weekdaysWithThursday(chance),
      closed,
      condition,
    ])
  }
  if (lines.length === 0 || chance.next() < 0.9)
    lines.push([...who, 'placement', trade.profile, String(chance.whole(2, 6)), '', '', condition])
  if (chance.next() < 0.2)
    lines.push([...who, 'case', trade.profile, String(chance.whole(1, 3)), '', '', chance.pick(problems)])
  return lines
}

export const answerFile = (chance: Chance, companies: readonly Invented[]): Uint8Array =>
  table(
    ['KvK-nummer', 'Vestigingsnummer', 'Soort', 'Profiel', 'Plaatsen', 'Dagen', 'Gesloten ronde', 'Opmerking'],
    companies.flatMap((one) => answer(chance, one)),
    { delimiter: ';', encoding: 'utf-8' },
  )
