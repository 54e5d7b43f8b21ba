// The letter to somebody who was invited to work with the bureau: who they are here, and where they sign in.
import { type Language, letterHtml, say } from '@stagebureau/shared'
import type { Person } from './store.ts'

type Welcomed = Pick<Person, 'name' | 'email' | 'role'>

/** Holds no link that signs in: that one is asked for on the page, and works once. */
export const welcomeLetter = ({ name, email, role }: Welcomed, publicUrl: string, language: Language) => {
  const page = `${publicUrl}/inloggen`
  const paragraphs = [
    say(language, 'letter/dear', { name }),
    say(language, role === 'staff' ? 'letter/welcome-staff' : 'letter/welcome-coordinator'),
    say(language, 'letter/welcome-how', { email }),
    page,
  ]
  const subject = say(language, 'letter/welcome-subject')
  return { to: email, subject, text: `${paragraphs.join('\n\n')}\n`, html: letterHtml(paragraphs, [page]) }
}
