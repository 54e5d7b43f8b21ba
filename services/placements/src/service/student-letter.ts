// The letter that tells a student of a place, of a change, or that there is no place any more; where and when is behind the link.
import { type Change, type Day, letterOf, say, writtenDay } from '@stagebureau/shared'

type Parts = {
  readonly firstName: string
  readonly change: Change
  readonly programme: string
  /** The first day, when that is still to come. */
  readonly from?: Day | undefined
  readonly link: string
  readonly region: string
}

export const studentLetter = ({ firstName, change, programme, from, link, region }: Parts) => {
  const paragraphs = [
    say('nl', 'letter/hello', { name: firstName }),
    say('nl', `letter/student-${change}`, { programme }),
    ...(from === undefined ? [] : [say('nl', 'letter/student-first-day', { day: writtenDay('nl', from) })]),
    say('nl', 'letter/student-link'),
    link,
    say('nl', 'letter/student-sign-in'),
    say('nl', 'letter/signed', { region }),
  ]
  return letterOf(say('nl', `letter/student-${change}-subject`, { programme }), paragraphs, [link])
}
