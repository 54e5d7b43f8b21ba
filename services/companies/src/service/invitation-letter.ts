// The letter that asks a company, in plain Dutch, with the link that opens its answer page.
import { letterOf, say, writtenDay } from '@stagebureau/shared'
import type { CompanyFacts } from '../domain/company.ts'

type Parts = {
  readonly company: CompanyFacts
  readonly call: { readonly subject: string; readonly text: string; readonly deadline: string } | undefined
  readonly region: string
  readonly link: string
  readonly reminder?: boolean
}

export const invitationLetter = ({ company, call, region, link, reminder = false }: Parts) => {
  const first = call?.subject ?? say('nl', 'letter/invitation-subject', { region })
  const subject = reminder ? say('nl', 'letter/reminder-subject', { subject: first }) : first
  const paragraphs = [
    company.contact === undefined
      ? say('nl', 'letter/dear', { name: company.name })
      : say('nl', 'letter/dear', { name: company.contact }),
    ...(reminder ? [say('nl', 'letter/reminder-text')] : []),
    ...(call?.text ?? say('nl', 'letter/invitation-text', { region })).split(/\n{2,}/),
    say('nl', 'letter/invitation-link'),
    link,
    ...(call === undefined
      ? []
      : [say('nl', 'letter/invitation-deadline', { deadline: writtenDay('nl', call.deadline) })]),
    say('nl', 'letter/invitation-once', { company: company.name }),
    say('nl', 'letter/signed', { region }),
  ]
  return letterOf(subject, paragraphs, [link])
}

/** The letter after the old link was taken back. */
export const newLinkLetter = ({ company, region, link }: Pick<Parts, 'company' | 'region' | 'link'>) => {
  const paragraphs = [
    say('nl', 'letter/dear', { name: company.contact ?? company.name }),
    say('nl', 'letter/new-link'),
    link,
    say('nl', 'letter/new-link-keep'),
    say('nl', 'letter/signed', { region }),
  ]
  return letterOf(say('nl', 'letter/new-link-subject'), paragraphs, [link])
}
