// Works out what would give more students a place: longer travel, other days, recognition, or one more place somewhere.
import { type Said, said } from '@stagebureau/shared'
import type { Situation } from './facts.ts'
import { once } from './once.ts'
import { shortOfPlaces } from './short-of-places.ts'

/** So many students more would have a place, however one plans, if that one thing were different. */
export type Help = {
  readonly kind: 'travel' | 'weekdays' | 'recognition' | 'place'
  readonly places: number
  readonly text: Said
}

const longerTravel = 10
const groupsShown = 3
const companiesNamed = 5

const shortIn = (situation: Situation): number => shortOfPlaces(situation).reduce((sum, { short }) => sum + short, 0)

/** The same situation with one hard rule loosened; rules that do not bind are left out. Age and forbids stay as they are. */
const loosened = (situation: Situation): { kind: Help['kind']; values: Said['values']; loose: Situation }[] => {
  const { programme, openings } = situation
  const { maxTravelMinutes: limit } = programme
  return [
    ...(limit === undefined
      ? []
      : [
          {
            kind: 'travel' as const,
            values: { limit, more: longerTravel },
            loose: { ...situation, programme: { ...programme, maxTravelMinutes: limit + longerTravel } },
          },
        ]),
    {
      kind: 'weekdays',
      values: {},
      loose: { ...situation, openings: openings.map((opening) => ({ ...opening, weekdays: [] })) },
    },
    ...(programme.needsRecognition
      ? [
          {
            kind: 'recognition' as const,
            values: {},
            loose: { ...situation, programme: { ...programme, needsRecognition: false } },
          },
        ]
      : []),
  ]
}

const morePlaces = (situation: Situation): Help[] =>
  shortOfPlaces(situation)
    .filter(({ companyIds }) => companyIds.length > 0)
    .slice(0, groupsShown)
    .map(({ companyIds }) => {
      const names = companyIds.slice(0, companiesNamed).map((id) => situation.companies.get(id)!.name)
      const values = { companies: companyIds.length, names: names.join(', ') }
      const text = companyIds.length > 1 ? 'help/place-among' : 'help/place'
      return { kind: 'place', places: 1, text: said(text, values) }
    })

/** The most helpful first; nothing where nobody is without a place, and nothing that helps nobody. For placements and carousels. */
export const whatWouldHelp = (situation: Situation): readonly Help[] => once(situation, 'help', () => helpIn(situation))

const helpIn = (situation: Situation): Help[] => {
  const { kind } = situation.programme
  if (kind !== 'placement' && kind !== 'carousel') return []
  const short = shortIn(situation)
  if (short === 0) return []
  const rules = loosened(situation)
    .map(({ kind: rule, values, loose }): Help => {
      const places = short - shortIn(loose)
      return { kind: rule, places, text: said(`help/${rule}`, { ...values, places }) }
    })
    .filter(({ places }) => places > 0)
  return [...rules, ...morePlaces(situation)].toSorted((a, b) => b.places - a.places)
}
