// The letter that tells a company how many students come to it by a published plan; who they are is behind its link.
import { type DataOf, letterOf, type PlanCarriedOut, say, writtenDay } from '@stagebureau/shared'

type Guests = DataOf<typeof PlanCarriedOut>['companies'][number]
type Parts = Omit<Guests, 'companyId'> & {
  /** The person to write to, or else the company. */
  readonly name: string
  readonly programme: string
  readonly today: string
  readonly link: string
  readonly region: string
}

/** Names of students are never in it: a letter is not kept as carefully as a page. */
export const guestsLetter = ({ name, programme, before, students, from, today, link, region }: Parts) => {
  const so = students === 0 ? 'none' : before === 0 ? 'new' : 'changed'
  const values = { programme, students }
  const paragraphs = [
    say('nl', 'letter/dear', { name }),
    say('nl', `letter/guests-${so}`, values),
    ...(from === undefined || from <= today
      ? []
      : [say('nl', 'letter/guests-first-day', { day: writtenDay('nl', from) })]),
    say('nl', 'letter/guests-link'),
    link,
    say('nl', 'letter/signed', { region }),
  ]
  return letterOf(say('nl', `letter/guests-${so}-subject`, values), paragraphs, [link])
}
