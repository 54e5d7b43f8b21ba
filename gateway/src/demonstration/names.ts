// Invented people: first names, prefixes and last names that meet by chance.
import type { Chance } from './chance.ts'

const firstNames = [
  'Noor',
  'Daan',
  'Yara',
  'Sem',
  'Fenna',
  'Bilal',
  'Jip',
  'Romy',
  'Thijs',
  'Aïsha',
  'Luuk',
  'Zoë',
  'Mats',
  'Esra',
  'Pim',
  'Loïs',
  'Kaj',
  'Maud',
  'Owen',
  'Renée',
  'Sofia',
  'Ties',
  'Vera',
  'Xander',
  'Ömer',
  'Chloë',
  'Björn',
  'Imke',
  'Joris',
  'Kiki',
]
const prefixes = ['', '', '', '', 'van', 'van de', 'de', 'ter', 'van den']
const lastNames = [
  'Akkerman',
  'Bosveld',
  'Çetin',
  'Dijkhof',
  'Elzinga',
  'Fierkens',
  'Geurdink',
  'Hofstee',
  'IJssel',
  'Jolink',
  'Kuiper',
  'Lammertink',
  'Maalderink',
  'Nijenhuis',
  'Oonk',
  'Papen',
  'Rouwhorst',
  'Smeenk',
  'Tankink',
  'Uffing',
  'Veerbeek',
  'Wassink',
  'El Idrissi',
  'Öztürk',
  'Groot-Wesseldijk',
]

export type Name = { readonly first: string; readonly prefix: string; readonly last: string }

export const inventName = (chance: Chance): Name => ({
  first: chance.pick(firstNames),
  prefix: chance.pick(prefixes),
  last: chance.pick(lastNames),
})

/** As it stands in an address: no accents, no spaces. */
export const addressName = ({ first, last }: Name): string =>
  `${first}.${last}`
    .normalize('NFKD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase()
