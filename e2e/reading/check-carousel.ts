// Checks a carousel plan stop by stop, its value, and that its bound is neither too good nor too bad to be true.
import { carouselBound, carouselValue, type Visit } from './best-carousel.ts'
import { roundsOf } from './calendar.ts'
import { figuresOf } from './figures.ts'
import type { ProgrammeReport } from './read-report.ts'
import type { Figures, Reading } from './reading.ts'
import { type Carousel, companyId, type Opening, type Student, studentId } from './region.ts'
import { carouselDay, carouselRefusals, minutesBetween, participantsOf } from './rules.ts'

const columns = ['school', 'student', 'kvkNumber', 'establishmentNumber', 'round', 'from', 'until', 'minutes']

/** Above this many visits per round the sharper linear programme takes too long for a test. */
const fits = 6000

type Stop = { readonly round: number; readonly opening: Opening; readonly minutes: number }

export const checkCarousel = async (reading: Reading, given: Carousel, report: ProgrammeReport): Promise<Figures> => {
  const { region } = reading
  const programme = { ...given, weekday: carouselDay(given) }
  const say = (words: string) => reading.breach(`${report.file}: ${words}`)
  const spans = roundsOf(region.settings.season, programme, programme.weekday)
  const start = spans[0]!.from
  const participants = participantsOf(region.students, programme)
  const stations = region.openings.filter(
    (opening) =>
      opening.kind === 'carousel' && (opening.weekdays.length === 0 || opening.weekdays.includes(programme.weekday)),
  )
  const all = spans.map((_, at) => at + 1)
  const openIn = stations.map((station) => all.filter((round) => !station.closedRounds.includes(round)))

  const stops = new Map<string, Stop[]>()
  const there = new Map<string, number>()
  const minutesOfAll: number[] = []
  for (const line of reading.rows(report.file, columns)) {
    const id = `${line.school} ${line.student}`
    const student = participants.find((one) => studentId(one) === id)
    if (!student) {
      say(`${id} takes no part in ${programme.name}`)
      continue
    }
    const company = `${line.kvkNumber}-${line.establishmentNumber}`
    const offered = region.openings.filter((one) => one.kind === 'carousel' && companyId(one.company) === company)
    const open = offered.filter((one) => stations.includes(one) && !one.closedRounds.includes(Number(line.round)))
    const here = open.length > 0 ? open : offered
    const opening = here.find(({ profile }) => profile === student.profile) ?? here[0]
    const round = Number(line.round)
    const span = spans[round - 1]
    if (!opening || !span) {
      say(opening ? `${id} has round ${line.round}` : `${id} goes to ${company}, which offers no carousel`)
      continue
    }
    const before = stops.get(id) ?? stops.set(id, []).get(id)!
    if (before.some((stop) => stop.round === round)) say(`${id} is at two places in round ${round}`)
    if (before.some((stop) => stop.opening.company === opening.company)) say(`${id} comes to ${company} twice`)
    for (const refusal of carouselRefusals(region.settings, programme, start, student, opening)) {
      say(`${id} may not go to ${company}: ${refusal}`)
    }
    if (opening.closedRounds.includes(round)) say(`${id} goes to ${company} in round ${round}, when it is closed`)
    const minutes = minutesBetween(region.settings, student, opening) ?? Number.NaN
    if (line.minutes !== String(minutes)) say(`${id} travels ${minutes} minutes to ${company}, not ${line.minutes}`)
    if (line.from !== span.from || line.until !== span.until) {
      say(`round ${round} is from ${span.from} until ${span.until}, not from ${line.from} until ${line.until}`)
    }
    before.push({ round, opening, minutes })
    minutesOfAll.push(minutes)
    const seat = `${company} in round ${round}`
    there.set(seat, (there.get(seat) ?? 0) + 1)
    const places = here.reduce((sum, one) => sum + (one.closedRounds.includes(round) ? 0 : one.places), 0)
    if (there.get(seat) === places + 1) say(`more than ${places} students at ${seat}`)
  }

  checkGaps(reading, programme, participants, stops, spans.length, say)
  const value = participants.reduce((sum, student) => {
    return sum + carouselValue(student, stops.get(studentId(student)) ?? [], programme.ownProfileAtLeast, spans.length)
  }, 0)
  const visits: Visit[] = participants.flatMap((student, one) =>
    stations.flatMap((station, other) =>
      carouselRefusals(region.settings, programme, start, student, station).length > 0
        ? []
        : [{ student: one, station: other, minutes: minutesBetween(region.settings, student, station)! }],
    ),
  )
  const bound = (timed: boolean) =>
    carouselBound(participants, stations, visits, programme.ownProfileAtLeast, spans.length, openIn, { timed })
  const equal = openIn.every((rounds) => rounds.length === spans.length)
  // Which of two lines of a company is meant, the plan does not say; nor how carousels at the same time share places.
  const companies = new Set(stations.map(({ company }) => company))
  const alone = region.settings.programmes.filter(({ kind }) => kind === 'carousel').length === 1
  const clear = companies.size === stations.length && alone
  await checkValue(
    report,
    clear ? value : report.objective,
    participants.length,
    equal && clear,
    bound,
    visits.length <= fits && alone,
    say,
  )
  return figuresOf({
    placed: stops.size,
    participants,
    stops: minutesOfAll.length,
    gaps: reading.gaps.get(programme.name)?.length ?? 0,
    minutes: minutesOfAll,
  })
}

/** Every round of a placed student is either a stop or a gap with a reason. */
const checkGaps = (
  reading: Reading,
  programme: Carousel,
  participants: readonly Student[],
  stops: ReadonlyMap<string, readonly Stop[]>,
  rounds: number,
  say: (words: string) => void,
) => {
  const gaps = Map.groupBy(reading.gaps.get(programme.name) ?? [], (gap) => `${gap.school} ${gap.student}`)
  const known = new Set(participants.map(studentId))
  for (const id of gaps.keys()) if (!known.has(id)) say(`gaps.csv names ${id}, who takes no part`)
  for (const student of participants) {
    const id = studentId(student)
    const own = stops.get(id)
    const missing = (gaps.get(id) ?? []).map((gap) => Number(gap.round))
    if (gaps.get(id)?.some((gap) => gap.reason === '')) say(`gaps.csv gives ${id} no reason`)
    if (!own && missing.length > 0) say(`gaps.csv names ${id}, who has no stop at all`)
    if (!own) continue
    const rounds_ = [...own.map(({ round }) => round), ...missing].sort((one, other) => one - other)
    const wanted = Array.from({ length: rounds }, (_, at) => at + 1)
    if (rounds_.join() !== wanted.join()) say(`stops and gaps of ${id} are rounds ${rounds_.join(' ')}`)
  }
}

const checkValue = async (
  report: ProgrammeReport,
  value: number,
  students: number,
  equal: boolean,
  bound: (timed: boolean) => Promise<number>,
  small: boolean,
  say: (words: string) => void,
) => {
  if (report.objective !== value) say(`the report's objective is ${report.objective}, the plan's value ${value}`)
  if (report.bound < value) say(`the report's bound ${report.bound} lies below the plan's own value ${value}`)
  const summed = await bound(false)
  const slack = 1e-6 * Math.max(1, Math.abs(summed))
  if (report.bound > summed + slack) say(`the report's bound ${report.bound} lies above ${summed}, which is provable`)
  if (equal && report.bound !== Math.round(summed))
    say(`the report's bound is ${report.bound}, the best value ${summed}`)
  if (!equal && report.bound < summed - slack) {
    const timed = small ? await bound(true) : Number.NEGATIVE_INFINITY
    if (report.bound < Math.floor(timed) - slack)
      say(`the report's bound ${report.bound} lies below the relaxed ${timed}`)
  }
  if (equal && report.gap !== 0) say(`the gap is ${report.gap} though places are equal in every round`)
  if (report.gap > 0.001) say(`the gap ${report.gap} is more than 0.1 %`)
  if (report.bound - value > 3 * students) say(`${(report.bound - value) / students} points per student to the bound`)
}
