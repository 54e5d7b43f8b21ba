// Reads the answer form: only what belongs to the decision counts, and lines without places are not there.
import {
  type Profile,
  type ProgrammeKind,
  profiles,
  programmeKinds,
  type Weekday,
  type World,
  weekdays,
  worlds,
} from '@stagebureau/shared'

export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>
export type Decision = 'offer' | 'later' | 'decline' | 'withdraw'
export type OpeningLine = {
  readonly kind: ProgrammeKind
  readonly profile?: Profile
  readonly places: number
  readonly weekdays: Weekday[]
  readonly closedRounds: number[]
  readonly condition?: string
}
export type CaseLine = {
  readonly title: string
  readonly problem: string
  readonly world?: World
  readonly maxTeams: number
}
export type ContactPerson = { readonly name: string; readonly email?: string; readonly phone?: string }
export type Answer = {
  readonly decision: Decision
  readonly openings: OpeningLine[]
  readonly cases: CaseLine[]
  readonly conditions?: string
  readonly supervisor?: ContactPerson
  readonly signatory?: ContactPerson
  readonly preferredSchoolIds?: string[]
  readonly reason?: string
  readonly askAgainOn?: string
}

const mostLines = 50
const one = (value: Fields[string]): string => String(Array.isArray(value) ? value[0] : (value ?? '')).trim()
const many = (value: Fields[string]): string[] => (value === undefined ? [] : [value].flat().map(String))
const oneOf = <Word extends string>(words: readonly Word[], value: string): Word | undefined =>
  words.find((word) => word === value)
const some = <Key extends string, Value>(key: Key, value: Value | undefined | ''): { [K in Key]?: Value } =>
  value === undefined || value === '' ? {} : ({ [key]: value } as { [K in Key]: Value })

const numbers = (fields: Fields, prefix: string): number[] =>
  [...new Set(Object.keys(fields).flatMap((name) => new RegExp(`^${prefix}-(\\d{1,2})-`).exec(name)?.[1] ?? []))]
    .map(Number)
    .slice(0, mostLines)

const openingAt = (fields: Fields, i: number): OpeningLine[] => {
  const field = (name: string) => fields[`o-${i}-${name}`]
  const kind = oneOf(programmeKinds, one(field('kind')))
  const places = Number(one(field('places')) || 0)
  if (kind === undefined || !(places > 0)) return []
  return [
    {
      kind,
      ...some('profile', oneOf(profiles, one(field('profile')))),
      places,
      weekdays: many(field('days')).flatMap((day) => oneOf(weekdays, day) ?? []),
      closedRounds: many(field('closed')).map(Number).filter(Number.isInteger),
      ...some('condition', one(field('condition'))),
    },
  ]
}
const caseAt = (fields: Fields, i: number): CaseLine[] => {
  const field = (name: string) => one(fields[`c-${i}-${name}`])
  if (field('title') === '') return []
  return [
    {
      title: field('title'),
      problem: field('problem') || field('title'),
      ...some('world', oneOf(worlds, field('world'))),
      maxTeams: Number(field('teams') || 1),
    },
  ]
}

/** Undefined when nothing was filled in; who has no name is called by what there is. */
const personAt = (fields: Fields, prefix: 'supervisor' | 'signatory'): ContactPerson | undefined => {
  const [name = '', email = '', phone = ''] = ['name', 'email', 'phone'].map((field) =>
    one(fields[`${prefix}-${field}`]),
  )
  const called = name || email || phone
  return called === '' ? undefined : { name: called, ...some('email', email), ...some('phone', phone) }
}

export const readAnswer = (fields: Fields): Answer => {
  const decision = oneOf(['offer', 'later', 'decline', 'withdraw'] as const, one(fields.decision)) ?? 'offer'
  const nothing = { decision, openings: [], cases: [] }
  switch (decision) {
    case 'offer': {
      const supervisor = personAt(fields, 'supervisor')
      return {
        decision,
        openings: numbers(fields, 'o').flatMap((i) => openingAt(fields, i)),
        cases: numbers(fields, 'c').flatMap((i) => caseAt(fields, i)),
        ...some('conditions', one(fields.conditions)),
        ...some('supervisor', supervisor),
        // Nobody else is named, so it is the same person.
        ...some('signatory', personAt(fields, 'signatory') ?? supervisor),
        preferredSchoolIds: many(fields.schools),
      }
    }
    case 'later':
      return { ...nothing, ...some('askAgainOn', one(fields.again)), ...some('reason', one(fields.laterReason)) }
    case 'decline':
      return { ...nothing, ...some('reason', one(fields.reason)) }
    case 'withdraw':
      return nothing
  }
}
