// Finds the fewest companies to ask so that as many students as possible get a place, and where to recruit when none is left.
import { type OfferedOpening, type Profile, type Said, said, type Text } from '@stagebureau/shared'
import { askList } from '../engine/ask-list.ts'
import { largestPlan } from '../engine/largest-plan.ts'
import type { CompanyFacts, OpeningFacts, Situation } from './facts.ts'
import { type Question, withPlaces } from './question.ts'

/** A company that may be asked: it never was this season, or it asked to be asked again by now. */
export type Candidate = { readonly companyId: string; readonly why: 'neverAsked' | 'laterHasCome' }

export type AskLine = {
  /** Absent where nobody is known: there somebody must be found. */
  readonly companyId?: string
  readonly profile?: Profile | undefined
  readonly place: string
  readonly places: number
  readonly reason: Said
}

type Wish = { readonly opening: OpeningFacts; readonly line: (places: number) => AskLine }

const openingAt = (
  situation: Situation,
  companyId: string,
  profile: Profile | undefined,
  places: number,
): OpeningFacts => {
  const line: OfferedOpening = {
    openingId: `wish ${companyId} ${profile ?? ''}.1`,
    kind: situation.programme.kind,
    ...(profile === undefined ? {} : { profile }),
    places,
    weekdays: [],
    closedRounds: [],
  }
  return { ...line, companyId }
}

/** Places that companies of this profile offer on average this season, at least one. */
const usualPlaces = ({ openings, programme }: Situation, profile: Profile | undefined): number => {
  const alike = openings.filter(
    (one) => one.kind === programme.kind && (profile === undefined || one.profile === profile),
  )
  return Math.max(1, Math.round(alike.reduce((sum, { places }) => sum + places, 0) / Math.max(1, alike.length)))
}

const wishesOf = (situation: Situation, candidates: readonly Candidate[]): Wish[] => {
  const { companies, programme } = situation
  const reasons = { neverAsked: 'ask/never-asked', laterHasCome: 'ask/later-has-come' } as const satisfies Record<
    Candidate['why'],
    Text
  >
  return candidates.flatMap(({ companyId, why }) => {
    const company = companies.get(companyId)!
    const profiles = programme.kind === 'placement' ? company.profiles : [company.profiles[0]]
    return profiles.map(
      (profile): Wish => ({
        opening: openingAt(situation, companyId, profile, usualPlaces(situation, profile)),
        line: (places) => ({
          companyId,
          profile,
          place: company.place,
          places,
          reason: said(reasons[why], { places, profile: profile ?? '-' }),
        }),
      }),
    )
  })
}

/** In every area where somebody is short, a company as it would have to be found there. */
const recruitsOf = (situation: Situation, { students }: Question, short: readonly number[]) => {
  const { season, centres, programme } = situation
  const found = new Map<string, { company: CompanyFacts; wish: Wish }>()
  for (const i of short) {
    const { area, profile } = students[i]!
    const centre = centres.get(area)
    if (centre === undefined) continue
    const companyId = `recruit ${area} ${profile}`
    const recognitions = Object.entries(season.crebos)
      .filter(([, of]) => of === profile)
      .map(([crebo]) => ({ crebo, until: '9999-12-31' }))
    const company = {
      companyId,
      key: companyId,
      name: '',
      place: centre.place,
      area,
      worlds: [],
      profiles: [profile],
      recognitions,
    }
    const line = (places: number): AskLine => ({
      profile: programme.kind === 'placement' ? profile : undefined,
      place: centre.place,
      places,
      reason:
        programme.kind === 'placement'
          ? said('ask/recruit', { places, profile, place: centre.place })
          : said('ask/recruit-anyone', { places, place: centre.place }),
    })
    found.set(companyId, { company, wish: { opening: openingAt(situation, companyId, profile, short.length), line } })
  }
  return [...found.values()].toSorted((a, b) => (a.company.key < b.company.key ? -1 : 1))
}

/** The wishes to pursue, each with the places that are needed there; and who is short even then. */
const choose = (situation: Situation, base: Question, wishes: readonly Wish[], chance: number) => {
  const openings = wishes.map(({ opening }) => opening)
  const question = withPlaces(situation, base, openings, new Array(wishes.length).fill(0))
  const at = Int32Array.from(wishes.keys(), (k) => base.places.length + k)
  const companies = [...new Set(wishes.map(({ opening }) => opening.companyId))]
  const places = Int32Array.from(wishes, ({ opening }) => opening.places)
  const company = Int32Array.from(wishes, ({ opening }) => companies.indexOf(opening.companyId))
  const chances = new Float64Array(wishes.length).fill(chance)
  const { ask } = askList(
    question,
    { opening: at, places, company, chance: chances },
    new Float64Array(companies.length).fill(1),
  )
  const asked = new Set(ask)
  const capacity = Int32Array.from(question.capacity)
  wishes.forEach((_, k) => {
    if (asked.has(company[k]!)) capacity[at[k]!] = places[k]!
  })
  // Who has a place already keeps one, so that only those who were short come to the new ones in the end.
  const before = largestPlan(question)
  const { assignment, reached } = largestPlan({ ...question, capacity }, before.assignment)
  const filled = new Map<number, number>()
  for (const j of assignment) filled.set(j, (filled.get(j) ?? 0) + 1)
  const lines = wishes.flatMap(({ line }, k) => {
    const needed = asked.has(company[k]!) ? (filled.get(at[k]!) ?? 0) : 0
    return needed === 0 ? [] : [line(needed)]
  })
  const short = Array.from(assignment.keys()).filter((i) => assignment[i] === -1 || reached[assignment[i]!] === 1)
  return { lines, short, after: { ...question, capacity } }
}

/** `chance` is the share of asked companies that offered something this season. */
export const whomToAsk = (
  situation: Situation,
  question: Question,
  candidates: readonly Candidate[],
  chance: number,
): AskLine[] => {
  const known = choose(situation, question, wishesOf(situation, candidates), chance)
  const recruits = recruitsOf(situation, known.after, known.short)
  const found = recruits.map(({ company }) => [company.companyId, company] as const)
  const enlarged = { ...situation, companies: new Map([...situation.companies, ...found]) }
  const wishes = recruits.map(({ wish }) => wish)
  return [...known.lines, ...choose(enlarged, known.after, wishes, 1).lines]
}
