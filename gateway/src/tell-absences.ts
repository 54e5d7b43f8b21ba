// Writes to the staff of a school, once a part of the day, how many of its students have not registered.
import { consumer, type Letters, on } from '@stagebureau/infra'
import { AbsencesCounted, type Bus, letterOf, type Subscription, say, writtenDay } from '@stagebureau/shared'
import type { Person } from './sign-in/store.ts'

type Parts = {
  readonly bus: Bus
  readonly people: () => Promise<readonly Person[]>
  readonly letters: Pick<Letters, 'queue'>
  readonly publicUrl: string
}
type About = { readonly name: string; readonly students: number; readonly date: string; readonly link: string }

/** Numbers only: who it is stands on a page behind sign-in. */
const absenceLetter = ({ name, students, date, link }: About) => {
  const values = { students, day: writtenDay('nl', date) }
  const paragraphs = [
    say('nl', 'letter/dear', { name }),
    say('nl', 'letter/absence-text', values),
    say('nl', 'letter/absence-link'),
    link,
  ]
  return letterOf(say('nl', 'letter/absence-subject', values), paragraphs, [link])
}

export const openTellingAbsences = ({ bus, people, letters, publicUrl }: Parts): Promise<Subscription> => {
  const writeToSchoolWhenAbsencesCounted = on(AbsencesCounted, async ({ data }) => {
    const { countId, schoolId, date, students } = data
    const link = `${publicUrl}/aanwezig?dag=${date}`
    for (const { _id, email, name } of (await people()).filter((person) => person.schoolId === schoolId))
      await letters.queue(`absence-${countId}-${_id}`, {
        to: email,
        ...absenceLetter({ name, students, date, link }),
      })
  })
  return bus.consume(consumer('gateway-absence-letters', [writeToSchoolWhenAbsencesCounted]))
}
