// Decides for every row of a file of companies: new, changed, the same, merged, offered to a person, or rejected.
import {
  equal,
  type FieldSpec,
  type ImportRow,
  type Mapping,
  type OpenRow,
  openRow,
  readDegrees,
  readEmail,
  readPostcode,
  readProfile,
  readText,
  readWorlds,
  said,
  type Table,
} from '@stagebureau/shared'
import { type CompanyFacts, companyKey } from './company.ts'
import { coreName, type Known, probableDuplicate, type Settled, type Sketch } from './duplicates.ts'
import { readEstablishmentNumber, readKvkNumber, readRecognitions } from './numbers.ts'

export const companyFields: readonly FieldSpec[] = [
  { field: 'kvkNumber', required: true, headers: ['KvK-nummer', 'KvK', 'KvK nr', 'Kamer van Koophandel'] },
  { field: 'establishmentNumber', required: true, headers: ['Vestigingsnummer', 'Vestigingsnr', 'Vestiging'] },
  { field: 'name', required: true, headers: ['Naam', 'Bedrijfsnaam', 'Bedrijf', 'Organisatie'] },
  { field: 'address', required: false, headers: ['Adres', 'Straat', 'Bezoekadres', 'Straat en huisnummer'] },
  { field: 'postcode', required: true, headers: ['Postcode', 'PC'] },
  { field: 'place', required: true, headers: ['Plaats', 'Plaatsnaam', 'Vestigingsplaats', 'Woonplaats'] },
  { field: 'latitude', required: false, headers: ['Breedtegraad', 'Lat'] },
  { field: 'longitude', required: false, headers: ['Lengtegraad', 'Lon', 'Lng'] },
  { field: 'world', required: false, headers: ['Wereld', 'Werelden', 'Wereld van techniek'] },
  { field: 'profile', required: false, headers: ['Profiel', 'Profielen'] },
  { field: 'recognition', required: false, headers: ['Erkenning', 'Erkenningen', 'SBB-erkenning'] },
  { field: 'contact', required: false, headers: ['Contactpersoon', 'Contact'] },
  { field: 'email', required: false, headers: ['E-mail', 'E-mailadres', 'Mail', 'Email'] },
  { field: 'phone', required: false, headers: ['Telefoon', 'Telefoonnummer', 'Tel'] },
]

export type CompanyDecision =
  | { readonly kind: 'register'; readonly companyId: string; readonly facts: CompanyFacts }
  | { readonly kind: 'change'; readonly companyId: string; readonly facts: CompanyFacts }
  | { readonly kind: 'unchanged'; readonly companyId: string }
  | { readonly kind: 'merge'; readonly companyId: string; readonly name: string }
  | {
      readonly kind: 'offer'
      readonly row: number
      readonly sketch: Sketch
      readonly companyId: string
      /** When only the person's word is missing to register it as another company. */
      readonly facts?: CompanyFacts | undefined
    }
  | { readonly kind: 'reject' }

export type CompanyImport = { readonly decisions: readonly CompanyDecision[]; readonly rows: readonly ImportRow[] }

/** The Netherlands in Europe, in degrees (WGS 84), rounded outwards. */
const [south, north, west, east] = [50.7, 53.6, 3.3, 7.3] as const

const readLocation = (row: OpenRow): CompanyFacts['location'] => {
  const latitude = row.optional('latitude', readDegrees(90))
  const longitude = row.optional('longitude', readDegrees(180))
  if (latitude === undefined || longitude === undefined) {
    if (latitude !== longitude && !row.rejected())
      row.note('warned', latitude === undefined ? 'latitude' : 'longitude', said('company/half-location'))
    return undefined
  }
  if (latitude < south || latitude > north || longitude < west || longitude > east)
    row.note('warned', 'latitude', said('company/location-abroad'))
  return { latitude, longitude }
}

/** Everything but the numbers. */
const readRest = (row: OpenRow): Omit<CompanyFacts, 'kvkNumber' | 'establishmentNumber'> => {
  const profile = row.wanted('profile', readProfile)
  return {
    name: row.required('name', readText) ?? '',
    address: row.optional('address', readText) ?? '',
    postcode: row.required('postcode', readPostcode) ?? '',
    place: row.wanted('place', readText) ?? '',
    location: readLocation(row),
    worlds: row.wanted('world', readWorlds) ?? [],
    profiles: profile === undefined ? [] : [profile],
    recognitions: row.optional('recognition', readRecognitions) ?? [],
    contact: row.optional('contact', readText),
    email: row.wanted('email', readEmail),
    phone: row.optional('phone', readText),
  }
}

/** Facts that only add nothing but another way to write the same name. */
const sameButForSpelling = (known: CompanyFacts, read: CompanyFacts): boolean =>
  coreName(known.name) === coreName(read.name) && equal({ ...known, name: '' }, { ...read, name: '' })

type Kept = {
  readonly companyId: string
  readonly facts: CompanyFacts /** The row of this file that was taken. */
  readonly row?: OpenRow
  /** Known by the numbers of a duplicate that was merged with it. */
  readonly former?: boolean
}

export const importCompanies = (
  table: Table,
  mapping: Mapping,
  known: readonly Known[],
  newId: () => string,
  settled: (companyId: string, sketch: Sketch) => Settled | undefined = () => undefined,
): CompanyImport => {
  const kept = new Map<string, Kept>()
  for (const { companyId, facts, formerKeys = [] } of known) {
    kept.set(companyKey(facts), { companyId, facts })
    for (const key of formerKeys) kept.set(key, { companyId, facts, former: true })
  }
  const atEstablishment = Map.groupBy(known, ({ facts }) => facts.establishmentNumber)
  const decisions: CompanyDecision[] = []
  const rows: OpenRow[] = []
  const withoutNumbers: { readonly at: number; readonly row: OpenRow; readonly sketch: Sketch }[] = []
  const registered: Known[] = []

  /** The same establishment and much alike, under another KvK number: a new legal form, a slip, or another company. */
  const twinOf = (row: OpenRow, twin: Known, facts: CompanyFacts, word: Settled | undefined): CompanyDecision => {
    const { companyId } = twin
    if (word === 'same') {
      row.note('merged', 'kvkNumber', said('company/merged-known', { name: twin.facts.name }))
      return { kind: 'merge', companyId, name: facts.name }
    }
    const key = companyKey(twin.facts)
    row.note('offered', 'kvkNumber', said('company/other-kvk', { name: twin.facts.name, key }))
    return { kind: 'offer', row: row.row, sketch: facts, companyId, facts }
  }

  const decide = (row: OpenRow): CompanyDecision => {
    const withoutNumber = row.raw('kvkNumber').trim() === '' || row.raw('establishmentNumber').trim() === ''
    const kvkNumber = row.optional('kvkNumber', readKvkNumber)
    const establishmentNumber = row.optional('establishmentNumber', readEstablishmentNumber)
    const rest = readRest(row)
    if (withoutNumber) withoutNumbers.push({ at: decisions.length, row, sketch: rest })
    if (kvkNumber === undefined || establishmentNumber === undefined || row.rejected()) return { kind: 'reject' }
    const read: CompanyFacts = { kvkNumber, establishmentNumber, ...rest }
    const earlier = kept.get(companyKey(read))
    // A file that leaves out how to reach somebody does not take it away.
    const { contact, email, phone } = earlier?.facts ?? read
    const facts: CompanyFacts = {
      ...read,
      contact: rest.contact ?? contact,
      email: rest.email ?? email,
      phone: rest.phone ?? phone,
    }
    if (earlier === undefined) {
      const twin = probableDuplicate(facts, atEstablishment.get(establishmentNumber) ?? [])
      const word = twin === undefined ? undefined : settled(twin.companyId, facts)
      if (twin !== undefined && word !== 'other') return twinOf(row, twin, facts, word)
      const companyId = newId()
      kept.set(companyKey(facts), { companyId, facts, row })
      const here = { companyId, facts, otherNames: [] }
      registered.push(here)
      atEstablishment.set(establishmentNumber, [...(atEstablishment.get(establishmentNumber) ?? []), here])
      return { kind: 'register', companyId, facts }
    }
    const { companyId } = earlier
    if (earlier.former) {
      row.note('merged', 'kvkNumber', said('company/merged-earlier', { name: earlier.facts.name }))
      return { kind: 'merge', companyId, name: facts.name }
    }
    if (earlier.row !== undefined) {
      row.merged(['kvkNumber', 'establishmentNumber'], said('company/merged', { row: earlier.row.row }), earlier.row)
      return { kind: 'merge', companyId, name: facts.name }
    }
    kept.set(companyKey(facts), { companyId, facts: earlier.facts, row })
    if (equal(earlier.facts, facts)) return { kind: 'unchanged', companyId }
    if (sameButForSpelling(earlier.facts, facts)) {
      row.note('merged', 'name', said('company/merged-known', { name: earlier.facts.name }))
      return { kind: 'merge', companyId, name: facts.name }
    }
    kept.set(companyKey(facts), { companyId, facts, row })
    return { kind: 'change', companyId, facts }
  }

  for (const line of table.rows) {
    const row = openRow(table, mapping, line)
    if (row.blank()) continue
    rows.push(row)
    decisions.push(decide(row))
  }

  // Only now, when all numbered rows are known: the twin of a row without numbers may stand further down.
  const everyone = [...known, ...registered]
  for (const { at, row, sketch } of withoutNumbers) {
    const missing = row.raw('kvkNumber').trim() === '' ? 'kvkNumber' : 'establishmentNumber'
    const twin = row.rejected() ? undefined : probableDuplicate(sketch, everyone)
    if (twin === undefined) {
      row.note('rejected', missing, said('company/numbers-missing'))
      continue
    }
    const { companyId } = twin
    const word = settled(companyId, sketch)
    if (word === 'same') {
      row.note('merged', 'name', said('company/merged-known', { name: twin.facts.name }))
      decisions[at] = { kind: 'merge', companyId, name: sketch.name ?? '' }
      continue
    }
    if (word === 'other') {
      row.note('warned', missing, said('company/numbers-still-missing', { name: twin.facts.name }))
      decisions[at] = { kind: 'unchanged', companyId }
      continue
    }
    row.note('offered', missing, said('company/probably', { name: twin.facts.name, key: companyKey(twin.facts) }))
    decisions[at] = { kind: 'offer', row: row.row, sketch, companyId }
  }
  return { decisions, rows: rows.map((row) => row.line()).filter((line) => line !== undefined) }
}
