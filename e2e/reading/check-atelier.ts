// Checks an Atelier plan: teams inside a school, every case ranked by the rule, and the most generous shares of ranks.
import { generousProfile } from './best-atelier.ts'
import { figuresOf } from './figures.ts'
import type { ProgrammeReport } from './read-report.ts'
import type { Figures, Reading, Written } from './reading.ts'
import { type Atelier, companyId, type Opening, type Settings, type Student, studentId } from './region.ts'
import { minutesBetween, participantsOf, wishRank } from './rules.ts'

const columns = ['team', 'school', 'student', 'kvkNumber', 'establishmentNumber', 'case', 'rank', 'from', 'until']

const caseId = (one: Opening) => `${companyId(one.company)} ${one.text}`

/** Cases by the members' summed wishes of the company's world, then the longer travel, then the company's numbers. */
const rankedCases = (settings: Settings, members: readonly Student[], cases: readonly Opening[]) => {
  const keyed = cases.map((one, at) => ({
    at,
    wishes: members.reduce((sum, member) => sum + wishRank(member, one.company.world), 0),
    minutes: Math.max(...members.map((member) => minutesBetween(settings, member, one) ?? Number.MAX_SAFE_INTEGER)),
    company: companyId(one.company),
  }))
  keyed.sort(
    (one, other) =>
      one.wishes - other.wishes ||
      one.minutes - other.minutes ||
      (one.company < other.company ? -1 : one.company > other.company ? 1 : one.at - other.at),
  )
  return keyed.map(({ at }) => at)
}

export const checkAtelier = async (reading: Reading, programme: Atelier, report: ProgrammeReport): Promise<Figures> => {
  const { region } = reading
  const say = (words: string) => reading.breach(`${report.file}: ${words}`)
  const participants = participantsOf(region.students, programme)
  const byId = new Map(participants.map((student) => [studentId(student), student]))
  const cases = region.openings.filter(({ kind }) => kind === 'case')
  const lines = reading.rows(report.file, columns)
  const teams = new Map<string, Student[]>()
  const seen = new Set<string>()
  for (const line of lines) {
    const id = `${line.school} ${line.student}`
    const student = byId.get(id)
    if (!student) {
      say(`${id} takes no part in ${programme.name}`)
      continue
    }
    if (seen.has(id)) say(`${id} stands in the plan twice`)
    seen.add(id)
    const team = teams.get(line.team!) ?? teams.set(line.team!, []).get(line.team!)!
    team.push(student)
    if (line.from !== programme.pitch || line.until !== programme.finalPitch) {
      say(`team ${line.team} runs from ${line.from} until ${line.until}, not from pitch to final pitch`)
    }
  }
  checkTeams(programme, participants, teams, say)

  const used = cases.map(() => 0)
  const profile: number[] = []
  const lists = [...teams].map(([team, members]) => {
    const list = rankedCases(region.settings, members, cases)
    const own = lines.filter((line) => line.team === team)
    const at = cases.findIndex((one) => caseId(one) === caseOf(own[0]!))
    if (new Set(own.map((line) => `${caseOf(line)} ${line.rank}`)).size > 1) say(`team ${team} has more than one case`)
    if (at < 0) say(`team ${team} works on "${own[0]?.case}", which ${own[0]?.kvkNumber} did not post`)
    else {
      const rank = list.indexOf(at) + 1
      if (own[0]?.rank !== String(rank)) say(`the case of team ${team} is its number ${rank}, not ${own[0]?.rank}`)
      profile[rank - 1] = (profile[rank - 1] ?? 0) + 1
      used[at] = (used[at] ?? 0) + 1
    }
    return list
  })
  for (const [at, one] of cases.entries()) {
    if (used[at]! > one.places)
      say(`${used[at]} teams at "${one.text}" of ${companyId(one.company)}, which takes ${one.places}`)
  }

  const best = await generousProfile(
    lists,
    cases.map(({ places }) => places),
  )
  const found = best.map((_, rank) => profile[rank] ?? 0)
  if (found.join() !== best.join()) say(`teams per rank are ${found.join(' ')}, the most generous ${best.join(' ')}`)
  const free = cases.reduce((sum, one, at) => sum + Math.max(0, one.places - used[at]!), 0)
  for (const [school, own] of Map.groupBy(participants, (student) => student.school)) {
    const idle = own.filter((student) => !seen.has(studentId(student))).length
    if (free > 0 && idle >= programme.teamSize)
      say(`${idle} students of ${school} have no case while ${free} teams fit`)
  }
  if (report.gap !== 0 || report.objective !== report.bound) say(`the gap is ${report.gap}`)
  return figuresOf({ placed: seen.size, participants, stops: lines.length, gaps: 0, minutes: [] })
}

const caseOf = (line: Written) => `${line.kvkNumber}-${line.establishmentNumber} ${line.case}`

/** Teams stay inside a school and count two; where the number is odd, one team counts three. */
const checkTeams = (
  programme: Atelier,
  participants: readonly Student[],
  teams: ReadonlyMap<string, readonly Student[]>,
  say: (words: string) => void,
) => {
  for (const [team, members] of teams) {
    const schools = new Set(members.map(({ school }) => school))
    if (schools.size > 1) say(`team ${team} is of ${[...schools].join(' and ')}`)
  }
  const students = Map.groupBy(participants, ({ school }) => school)
  for (const [school, own] of students) {
    const larger = [...teams.values()].filter((members) => {
      return members[0]?.school === school && members.length !== programme.teamSize
    })
    const rest = own.length % programme.teamSize
    const sizes = larger.map((members) => members.length)
    if (sizes.length > 1 || (sizes.length === 1 && (rest === 0 || sizes[0] !== programme.teamSize + rest))) {
      say(
        `${own.length} students of ${school} form teams of ${sizes.join(' and ')} beside those of ${programme.teamSize}`,
      )
    }
  }
}
