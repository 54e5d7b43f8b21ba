// Turns a letter into the bytes that travel: RFC 5322 with a text and an HTML part, the same bytes for the same letter.
import { createHash } from 'node:crypto'
import type { Letter } from '@stagebureau/shared'
import MailComposer from 'nodemailer/lib/mail-composer'

/** The message as bytes; the part boundary follows from the message id, so that nothing depends on chance. */
export const compose = async (letter: Letter, from: string): Promise<Buffer> => {
  const { messageId, to, subject, text, html, date } = letter
  const baseBoundary = createHash('sha256').update(messageId).digest('hex').slice(0, 24)
  const options = { from, to, subject, text, html, messageId, date: new Date(date), baseBoundary }
  return new MailComposer(options).compile().build()
}
