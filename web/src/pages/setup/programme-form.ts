// What the form of a programme holds, what it begins with, and what of it each kind of programme says to the graph.
import type { ProgrammeInput } from './setup-query.ts'

export const formKinds = ['carousel', 'placement', 'atelier', 'series', 'visit', 'event', 'lab', 'challenge'] as const
export type FormKind = (typeof formKinds)[number]

export type ProgrammeForm = {
  readonly kind: FormKind
  readonly name: string
  readonly grade: string
  readonly profiles: readonly string[]
  readonly weekdays: readonly string[]
  readonly daypart: string
  readonly from: string
  readonly until: string
  readonly rounds: string
  readonly weeksPerRound: string
  readonly ownProfileAtLeast: string
  readonly maxTravelMinutes: string
  readonly needsRecognition: boolean
}

export const freshForm = (from: string, until: string): ProgrammeForm => ({
  kind: 'carousel',
  name: '',
  grade: '3',
  profiles: [],
  weekdays: ['DO'],
  daypart: 'morning',
  from,
  until,
  rounds: '6',
  weeksPerRound: '3',
  ownProfileAtLeast: '2',
  maxTravelMinutes: '45',
  needsRecognition: false,
})

/** Whether the form says enough; what is impossible is for the graph to refuse. */
export const isReady = ({ kind, name, grade, weekdays, from, until }: ProgrammeForm): boolean =>
  name.trim() !== '' && grade !== '' && from !== '' && until !== '' && (kind !== 'carousel' || weekdays.length === 1)

const travel = ({ maxTravelMinutes }: ProgrammeForm) =>
  maxTravelMinutes === '' ? {} : { maxTravelMinutes: Number(maxTravelMinutes) }

export const inputOf = (form: ProgrammeForm): ProgrammeInput => {
  const { kind, name, grade, profiles, weekdays, daypart, from, until } = form
  const common = { kind: kind.toUpperCase(), name: name.trim(), grade, profiles }
  if (kind === 'carousel')
    return {
      ...common,
      ...travel(form),
      weekdays,
      daypart,
      rounds: Number(form.rounds),
      weeksPerRound: Number(form.weeksPerRound),
      firstRound: from,
      ownProfileAtLeast: Number(form.ownProfileAtLeast),
    }
  if (kind === 'atelier') return { ...common, pitch: from, finalPitch: until }
  return { ...common, ...travel(form), weekdays, daypart, from, until, needsRecognition: form.needsRecognition }
}
