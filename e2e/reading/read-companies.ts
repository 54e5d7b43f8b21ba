// Reads the companies and what they answered; the first row of an establishment wins.
import { join } from 'node:path'
import { isDay } from './calendar.ts'
import {
  birthday,
  count,
  degrees,
  digits,
  email,
  oneOf,
  postcode,
  required,
  type State,
  someOf,
  worst,
} from './cells.ts'
import { type Line, readDelimited } from './delimited.ts'
import type { Judge } from './judging.ts'
import type { Places } from './read-places.ts'
import { type Company, companyId, type Opening } from './region.ts'
import { profiles, weekdays, worlds } from './words.ts'

type Answers = ReadonlyMap<string, readonly string[]>
export type Offers = { readonly companies: readonly Company[]; readonly openings: readonly Opening[] }

const compared = ['Naam', 'Adres', 'Postcode', 'Plaats', 'Wereld', 'Profiel', 'Erkenning', 'Contactpersoon', 'E-mail']

const readRecognitions = (raw: string) => {
  const parts = raw.split(/[\s|,;]+/).filter((part) => part !== '')
  const read = parts.map((part) => {
    const [, crebo = '', day = ''] = /^(\d{5}):(.+)$/.exec(part) ?? []
    const until = birthday(day)
    return { crebo, until: until.value, state: worst([until.state, isDay(day) ? 'fine' : 'soft']) }
  })
  return { value: read.filter(({ until }) => until !== ''), state: worst(read.map(({ state }) => state)) }
}

/** Half a coordinate, or one that is not in the Netherlands, calls for a word. */
const halfOrAbroad = (latitude: number | undefined, longitude: number | undefined): State => {
  if (latitude === undefined && longitude === undefined) return 'fine'
  if (latitude === undefined || longitude === undefined) return 'odd'
  return latitude > 50.7 && latitude < 53.6 && longitude > 3.3 && longitude < 7.3 ? 'fine' : 'odd'
}

const cellsOf = ({ cells }: Line, places: Places) => {
  const cell = (name: string) => cells[name] ?? ''
  const code = postcode(cell('Postcode'))
  const latitude = degrees(cell('Breedtegraad'), 90)
  const longitude = degrees(cell('Lengtegraad'), 180)
  const located = [halfOrAbroad(latitude.value, longitude.value)]
  const own =
    latitude.value === undefined || longitude.value === undefined
      ? undefined
      : { latitude: latitude.value, longitude: longitude.value }
  const area = places.get(code.value.slice(0, 4))
  return {
    kvkNumber: digits(cell('KvK-nummer'), 8),
    establishmentNumber: digits(cell('Vestigingsnummer'), 12),
    name: required(cell('Naam')),
    code: { value: code.value, state: worst([code.state, own === undefined && area === undefined ? 'soft' : 'fine']) },
    latitude: { ...latitude, state: worst([latitude.state, ...located]) },
    longitude: { ...longitude, state: worst([longitude.state, ...located]) },
    at: own ?? area,
    world: oneOf(cell('Wereld'), worlds),
    profile: oneOf(cell('Profiel'), profiles),
    recognitions: readRecognitions(cell('Erkenning')),
    email: email(cell('E-mail')),
    place: cell('Plaats').trim(),
  }
}

const readCompanyRows = (folder: string, judge: Judge, places: Places) => {
  const taken = new Map<string, { readonly line: Line; readonly company: Omit<Company, 'invitations'> }>()
  const { lines } = readDelimited(join(folder, 'companies.csv'))
  for (const line of lines) {
    const cells = cellsOf(line, places)
    const id = companyId({ kvkNumber: cells.kvkNumber.value, establishmentNumber: cells.establishmentNumber.value })
    const numbered = cells.kvkNumber.state !== 'bad' && cells.establishmentNumber.state !== 'bad'
    const before = numbered ? taken.get(id) : undefined
    const lost = compared
      .filter((name) => before && line.cells[name] !== '' && !sameText(before.line.cells[name], line.cells[name]))
      .map((name) => line.cells[name]!)
    const states = {
      'KvK-nummer': cells.kvkNumber.state,
      Vestigingsnummer: cells.establishmentNumber.state,
      Naam: cells.name.state,
      Postcode: cells.code.state,
      Breedtegraad: cells.latitude.state,
      Lengtegraad: cells.longitude.state,
      Plaats: required(line.cells.Plaats ?? '').state,
      Wereld: cells.world.state,
      Profiel: cells.profile.state,
      Erkenning: cells.recognitions.state,
      'E-mail': cells.email.state,
    }
    const lookAlike = !numbered && lines.some((other) => other !== line && sameText(other.cells.Naam, line.cells.Naam))
    const instead = before
      ? { outcomes: ['merged'] as const, column: 'KvK-nummer', lost }
      : lookAlike
        ? {
            outcomes: ['offered'] as const,
            column: line.cells['KvK-nummer']?.trim() ? 'Vestigingsnummer' : 'KvK-nummer',
          }
        : undefined
    if (!judge.row('companies.csv', line, states, instead)) continue
    const { kvkNumber, establishmentNumber, name, world, recognitions, email: address, at, place } = cells
    taken.set(id, {
      line,
      company: {
        kvkNumber: kvkNumber.value,
        establishmentNumber: establishmentNumber.value,
        name: name.value,
        place,
        world: world.value,
        email: address.value,
        recognitions: recognitions.value,
        at,
      },
    })
  }
  return [...taken.values()].map(({ company }) => company)
}

const bare = (text = '') => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
const sameText = (one = '', other = '') => bare(one) === bare(other) && bare(one) !== ''

const fullNames = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag']

/** Two letters; the whole name may be understood as well. */
const readDays = (raw: string) => {
  const days = someOf(raw, /[\s,|/+;]+/, [...weekdays, ...fullNames])
  return {
    value: days.value.map((day) => day.slice(0, 2)),
    state: days.value.some((day) => day.length > 2) ? worst([days.state, 'soft']) : days.state,
  }
}

const offers = ['carousel', 'placement', 'case']
const endings = ['declined', 'later', 'silent', 'bounced']

export const readCompanies = (folder: string, judge: Judge, places: Places): Offers => {
  const companies = new Map(readCompanyRows(folder, judge, places).map((company) => [companyId(company), company]))
  const answers = new Map<string, string[]>()
  const read: { readonly id: string; readonly opening: Omit<Opening, 'company'> }[] = []
  const seen = new Set<string>()
  for (const line of readDelimited(join(folder, 'answers.csv')).lines) {
    const cell = (name: string) => line.cells[name] ?? ''
    const kvkNumber = digits(cell('KvK-nummer'), 8)
    const establishmentNumber = digits(cell('Vestigingsnummer'), 12)
    const id = companyId({ kvkNumber: kvkNumber.value, establishmentNumber: establishmentNumber.value })
    const kind = oneOf(cell('Soort'), [...offers, ...endings])
    const offered = offers.includes(kind.value)
    const places = offered ? count(cell('Plaatsen')) : { value: 0, state: 'fine' as const }
    const posed = kind.value === 'case'
    const profile = offered && !posed ? oneOf(cell('Profiel'), profiles) : { value: '', state: 'fine' as const }
    const days = readDays(cell('Dagen'))
    const closed = cell('Gesloten ronde')
      .split(/[\s,|]+/)
      .filter((part) => part !== '')
    const text = cell('Opmerking').trim()
    const said = posed
      ? [places.value, text]
      : [profile.value, places.value, days.value.join(' '), closed.join(' '), text]
    const same = [id, kind.value, ...(offered ? said : [])].join(';')
    const before = answers.get(id) ?? []
    const again = seen.has(same)
      ? ({ outcomes: ['merged'], column: 'Soort' } as const)
      : contradicts(before, offered ? 'answered' : kind.value)
        ? ({ outcomes: ['rejected'], column: 'Soort' } as const)
        : undefined
    const counts = judge.row(
      'answers.csv',
      line,
      {
        'KvK-nummer': companies.has(id) ? kvkNumber.state : 'bad',
        Vestigingsnummer: companies.has(id) ? establishmentNumber.state : 'bad',
        Soort: kind.state === 'odd' ? 'bad' : kind.state,
        Profiel: profile.state,
        Plaatsen: places.state,
        Dagen: !offered ? 'fine' : days.state === 'odd' ? 'bad' : days.state,
        Opmerking: posed && cell('Opmerking').trim() === '' ? 'bad' : 'fine',
        'Gesloten ronde': !offered || closed.every((part) => /^r?[1-9]\d*$/i.test(part)) ? 'fine' : 'bad',
      },
      again,
    )
    if (!counts) continue
    seen.add(same)
    answers.set(id, [...(answers.get(id) ?? []), offered ? 'answered' : kind.value])
    if (!offered || places.value === 0) continue
    const opening = {
      kind: kind.value as Opening['kind'],
      profile: profile.value,
      places: places.value,
      weekdays: days.value,
      closedRounds: closed.map((part) => Number(part.replace(/^r/i, ''))),
      text: cell('Opmerking').trim(),
    }
    read.push({ id, opening })
  }
  const asked = new Map([...companies].map(([id, company]) => [id, withAnswer(company, id, answers)]))
  return {
    companies: [...asked.values()],
    openings: read.map(({ id, opening }) => ({ company: asked.get(id)!, ...opening })),
  }
}

/** The call ends in one way for a company. */
const contradicts = (before: readonly string[], ending: string) => before.some((other) => other !== ending)

const withAnswer = (company: Omit<Company, 'invitations'>, id: string, answers: Answers): Company => ({
  ...company,
  invitations: answers.get(id) ?? (company.email === '' ? ['asked', 'bounced'] : ['asked']),
})
