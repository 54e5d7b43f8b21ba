// Invented students of invented schools, in the three layouts in which schools deliver their files.
import { type Profile, worlds } from '@stagebureau/shared'
import type { Chance } from './chance.ts'
import { addressName, inventName } from './names.ts'
import type { Place } from './places.ts'
import { type Layout, table } from './text.ts'

export type School = {
  readonly brin: string
  readonly name: string
  readonly kind: 'vmbo' | 'mbo'
  readonly place: Place
}

const profiles: readonly (readonly [Profile, number])[] = [
  ['PIE', 25],
  ['M&T', 17],
  ['BWI', 16],
  ['HBR', 9],
  ['MVI', 8],
  ['E&O', 8],
  ['Groen', 8],
  ['Z&W', 9],
]
const layouts: readonly { readonly layout: Layout; readonly columns: readonly string[] }[] = [
  {
    layout: { delimiter: ';', encoding: 'utf-8-bom' },
    columns: [
      'Leerlingnummer',
      'Roepnaam',
      'Tussenvoegsel',
      'Achternaam',
      'Klas',
      'Leerweg',
      'Profiel',
      'Geboortedatum',
      'Postcode',
      'Woonplaats',
      'E-mail',
      'E-mail ouder',
      'Vervoer',
      'Voorkeur werelden',
    ],
  },
  {
    layout: { delimiter: ',', encoding: 'utf-8' },
    columns: [
      'Leerlingnummer',
      'Roepnaam',
      'Tussenvoegsel',
      'Achternaam',
      'Klas',
      'Leerweg',
      'Profiel',
      'Geboortedatum',
      'Postcode',
      'Woonplaats',
      'E-mail',
      'E-mail ouder',
      'Vervoer',
      'Voorkeur werelden',
    ],
  },
  {
    layout: { delimiter: ';', encoding: 'windows-1252' },
    columns: [
      'Stamnummer',
      'Voornaam',
      'Voorvoegsel',
      'Achternaam',
      'Groep',
      'Niveau',
      'Profiel',
      'Geb.datum',
      'PC',
      'Plaats',
      'Mail',
      'Mail verzorger',
      'Reist met',
      'Werelden',
    ],
  },
]

const birthDate = (chance: Chance, age: number): string => {
  const [day, month] = [chance.whole(1, 28), chance.whole(1, 12)]
  return `${String(day).padStart(2, '0')}-${String(month).padStart(2, '0')}-${2026 - age}`
}

const student = (chance: Chance, school: School, number: string, near: readonly Place[]): string[] => {
  const name = inventName(chance)
  const mbo = school.kind === 'mbo'
  const grade = mbo ? 'T' : chance.pick(['3', '4'])
  const home = chance.early(near)
  const age = grade === '3' ? 14 : grade === '4' ? 15 : chance.whole(17, 19)
  return [
    number,
    name.first,
    name.prefix,
    name.last,
    grade === 'T' ? `T1${chance.pick(['A', 'B'])}` : `${grade}${chance.pick(['A', 'B', 'C'])}`,
    mbo ? chance.pick(['mbo-2', 'mbo-3', 'mbo-3']) : chance.pick(['BB', 'KB', 'KB', 'GL', 'TL']),
    chance.weighted(profiles),
    birthDate(chance, age),
    `${home.area} ${chance.letters(2)}`,
    home.name,
    `${addressName(name)}${number}@leerling.example`,
    `verzorger${number}@example.org`,
    chance.weighted([
      ['fiets', 5],
      ['auto ouders', 2.5],
      ['ov', 2.5],
    ]),
    chance.some(worlds, 3).join(' | '),
  ]
}

/** The file of one school; `count` students who live around it. */
export const studentFile = (
  chance: Chance,
  school: School,
  index: number,
  count: number,
  places: readonly Place[],
): Uint8Array => {
  const { layout, columns } = layouts[index % layouts.length]!
  const away = ({ latitude, longitude }: Place) =>
    Math.hypot(latitude - school.place.latitude, (longitude - school.place.longitude) * 0.614)
  const near = places.toSorted((a, b) => away(a) - away(b)).slice(0, Math.max(4, Math.ceil(places.length / 4)))
  const rows = Array.from({ length: count }, (_, i) =>
    student(chance, school, String((index + 1) * 100_000 + i + 1), near),
  )
  return table(columns, rows, layout)
}
