// The hard rules of planning, one by one: why a student may not go to an opening.
import { ageOn, daysOf, weekdayOf } from './calendar.ts'
import type { Carousel, Opening, Placement, Settings, Student } from './region.ts'
import { travelMinutes } from './travel.ts'

/** Whole minutes by the student's own means, or nothing when either end is unknown. */
export const minutesBetween = (settings: Settings, student: Student, opening: Opening): number | undefined =>
  student.at && opening.company.at && student.means
    ? travelMinutes(student.at, opening.company.at, settings.travel.detour, student.means)
    : undefined

const tooFar = (settings: Settings, most: number, student: Student, opening: Opening) => {
  const minutes = minutesBetween(settings, student, opening)
  return minutes === undefined || minutes > most ? [`${minutes ?? 'unknown'} minutes is more than ${most}`] : []
}

const notRecognised = (settings: Settings, start: string, opening: Opening) =>
  opening.company.recognitions.some(({ crebo, until }) => settings.crebos[crebo] === opening.profile && until >= start)
    ? []
    : [`no recognition for ${opening.profile} on ${start}`]

const notOpenOn = (weekdays: readonly string[], opening: Opening) =>
  weekdays
    .filter((day) => opening.weekdays.length > 0 && !opening.weekdays.includes(day))
    .map((day) => `not open on ${day}`)

/** At 13 only community placements, at 12 inside school only; no Sunday before 16. */
const tooYoung = (programme: Placement, student: Student) => {
  const age = student.born === '' ? 0 : ageOn(student.born, programme.from)
  if (age < 14) return [`${age} years old on ${programme.from}`]
  return age < 16 && programme.weekdays.includes('zo') ? [`${age} years old and on Sunday`] : []
}

/** Every hard rule that keeps the student from the opening; nothing when the student may go. */
export const placementRefusals = (settings: Settings, programme: Placement, student: Student, opening: Opening) => [
  ...(opening.kind === 'placement' ? [] : [`an opening of kind ${opening.kind}`]),
  ...(opening.profile === student.profile ? [] : [`${student.profile} is not ${opening.profile}`]),
  ...tooFar(settings, programme.maxTravelMinutes, student, opening),
  ...(programme.needsRecognition ? notRecognised(settings, programme.from, opening) : []),
  ...notOpenOn(programme.weekdays, opening),
  ...tooYoung(programme, student),
]

/** The same for a carousel; whether a round is closed is asked of the round. */
export const carouselRefusals = (
  settings: Settings,
  programme: Carousel,
  start: string,
  student: Student,
  opening: Opening,
) => [
  ...(opening.kind === 'carousel' ? [] : [`an opening of kind ${opening.kind}`]),
  ...tooFar(settings, programme.maxTravelMinutes, student, opening),
  ...(programme.needsRecognition ? notRecognised(settings, start, opening) : []),
  ...notOpenOn([programme.weekday], opening),
]

/** Days that a placement takes at the company; holidays within its dates count like any other. */
export const placementDays = (programme: Placement) => daysOf([], programme.from, programme.until, programme.weekdays)

export const carouselDay = (programme: Carousel) => programme.weekday || weekdayOf(programme.firstRound)

/** 0 for the world wanted most, 3 for one that is not wished. */
export const wishRank = (student: Student, world: string) => {
  const at = student.wishes.indexOf(world)
  return at < 0 ? 3 : at
}

export const participantsOf = (
  students: readonly Student[],
  programme: { readonly grade: string; readonly profiles?: readonly string[] },
) =>
  students.filter(
    (student) => student.grade === programme.grade && (programme.profiles?.includes(student.profile) ?? true),
  )
