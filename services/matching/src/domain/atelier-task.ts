// Makes an Atelier programme into a task for the engine: teams inside each school, and every team's list of cases.
import { formTeams, type Teams } from '../engine/pairs.ts'
import type { Atelier } from '../engine/teams-and-cases.ts'
import { forbiddenTo, participants } from './eligible.ts'
import type { CaseFacts, Situation, StudentFacts } from './facts.ts'
import { lotFor } from './lots.ts'
import { createTravelTimes, type TravelTimes } from './travel.ts'
import { caseChoice, wishRank } from './wishes.ts'

/** `name` is the school's BRIN and a number from 1; members stand in the order of their lots. */
export type Team = { readonly name: string; readonly members: readonly StudentFacts[] }

export type AtelierTask = {
  readonly teams: readonly Team[]
  /** Students who are the only ones of their school. */
  readonly alone: readonly StudentFacts[]
  /** By company key, then by their number at the company. */
  readonly cases: readonly CaseFacts[]
  readonly times: TravelTimes
  /** How each school's teams were formed, with the proof. */
  readonly formed: readonly Teams[]
  readonly input: Atelier
}

/** The number of a case at its company: `<invitation>.case.<number>`. */
const caseNumber = ({ caseId }: CaseFacts): number => Number(caseId.slice(caseId.lastIndexOf('.') + 1))

export const atelierTask = (situation: Situation): AtelierTask => {
  const { season, companies, centres } = situation
  const times = createTravelTimes(season.travel, centres, companies)
  const keyOf = ({ companyId }: CaseFacts) => companies.get(companyId)!.key
  const cases = situation.cases.toSorted((a, b) =>
    keyOf(a) === keyOf(b) ? caseNumber(a) - caseNumber(b) : keyOf(a) < keyOf(b) ? -1 : 1,
  )
  const { teams, alone, formed } = teamsOf(situation)
  const lists = teams.map(({ members }) => rankedCases(situation, times, members, cases))
  const offers = [...new Set(cases.map(({ companyId }) => companyId))]
  const company = Int32Array.from(cases, ({ companyId }) => offers.indexOf(companyId))
  const companyCapacity = new Int32Array(offers.length)
  cases.forEach(({ maxTeams }, p) => {
    companyCapacity[company[p]!]! += maxTeams
  })
  const offsets = new Int32Array(teams.length + 1)
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i]! + list.length
  })
  const input: Atelier = {
    offsets,
    cases: Int32Array.from(lists.flat()),
    capacity: Int32Array.from(cases, ({ maxTeams }) => maxTeams),
    company,
    companyCapacity,
    lots: Int32Array.from(
      teams.flatMap(({ members }, i) =>
        lists[i]!.map((p) => lotFor(members[0]!.lot, `${keyOf(cases[p]!)} ${caseNumber(cases[p]!)}`)),
      ),
    ),
  }
  return { teams, alone, cases, times, formed, input }
}

/** Teams of two inside each school, of three where the number is odd. */
const teamsOf = (situation: Situation): Pick<AtelierTask, 'teams' | 'alone' | 'formed'> => {
  const worlds = new Map<string, number>()
  const profiles = new Map<string, number>()
  const numberIn = (names: Map<string, number>, name: string) => {
    const number = names.get(name) ?? names.size
    names.set(name, number)
    return number
  }
  const schools = [...Map.groupBy(participants(situation), ({ schoolId }) => schoolId)].map(([schoolId, students]) => {
    const formed = formTeams(
      students.map(({ wishes, profile, lot }) => ({
        wishes: wishes.map((world) => numberIn(worlds, world)),
        profile: numberIn(profiles, profile),
        lot,
      })),
    )
    const brin = situation.schools.get(schoolId) ?? schoolId
    return { students, formed, brin }
  })
  return {
    formed: schools.map(({ formed }) => formed),
    alone: schools.flatMap(({ students, formed }) => formed.alone.map((i) => students[i]!)),
    teams: schools
      .toSorted((a, b) => (a.brin < b.brin ? -1 : 1))
      .flatMap(({ students, formed, brin }) =>
        formed.members.map((members, at) => ({
          name: `${brin}-${at + 1}`,
          members: members.map((i) => students[i]!),
        })),
      ),
  }
}

/**
 * All cases that no member is forbidden: first by their places on the members' own lists, summed (all alike where nobody
 * ranked cases), then by the summed wishes for the company, then the longer way, then in the order given.
 */
const rankedCases = (
  situation: Situation,
  times: TravelTimes,
  members: readonly StudentFacts[],
  cases: readonly CaseFacts[],
): number[] => {
  const { companies } = situation
  const forbidden = forbiddenTo(situation)
  const figures = cases.map((one) => {
    const { companyId } = one
    const company = companies.get(companyId)!
    return {
      choices: members.reduce((sum, member) => sum + caseChoice(member, one), 0),
      wishes: members.reduce((sum, member) => sum + wishRank(member, company), 0),
      // A way that nobody can reckon counts as longer than any other.
      minutes: Math.max(
        ...members.map(({ area, means }) => times.minutes(area, means, companyId) ?? Number.MAX_SAFE_INTEGER),
      ),
    }
  })
  const open = Array.from(cases.keys()).filter((p) =>
    members.every(({ studentId }) => forbidden.get(studentId)?.has(cases[p]!.caseId) !== true),
  )
  return open.sort(
    (p, q) =>
      figures[p]!.choices - figures[q]!.choices ||
      figures[p]!.wishes - figures[q]!.wishes ||
      figures[p]!.minutes - figures[q]!.minutes ||
      p - q,
  )
}
