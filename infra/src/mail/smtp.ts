// The post by SMTP: letters go to a mail server, as the same bytes whenever they are sent again.
import type { Mail } from '@stagebureau/shared'
import nodemailer from 'nodemailer'
import { compose } from './compose.ts'

export type SmtpMail = Mail & { readonly close: () => void }

/** `url` as in smtp://user:password@host:port; a send rejects when the server does not take the letter within 30 seconds. */
export const createSmtpMail = (url: string, from: string): SmtpMail => {
  const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
  const transport = nodemailer.createTransport({ url, pool: true, maxConnections: 3, ...limits })
  return {
    send: async (letter) => {
      await transport.sendMail({ envelope: { from, to: letter.to }, raw: await compose(letter, from) })
    },
    close: () => transport.close(),
  }
}
