// The post by SMTP: letters go to a mail server, as the same bytes whenever they are sent again.
import type { Mail } from '@stagebureau/shared'
import nodemailer from 'nodemailer'
import { AddressRefused } from './address-refused.ts'
import { compose } from './compose.ts'

export type SmtpMail = Mail & { readonly close: () => void }

type SmtpError = Error & { readonly command?: string; readonly responseCode?: number; readonly response?: string }

/** 5xx to the receiver's address is for good (RFC 5321, 4.2.1); to anything else it may be our own fault. */
const isRefusal = (error: unknown): error is SmtpError => {
  const { command, responseCode = 0 } = error as SmtpError
  return command === 'RCPT TO' && responseCode >= 500 && responseCode < 600
}

/** `url` as in smtp://user:password@host:port; a send rejects when the server does not take the letter within
 * 30 seconds, with AddressRefused when it never will. */
export const createSmtpMail = (url: string, from: string): SmtpMail => {
  const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
  const transport = nodemailer.createTransport({ url, pool: true, maxConnections: 3, ...limits })
  return {
    send: async (letter) => {
      try {
        await transport.sendMail({ envelope: { from, to: letter.to }, raw: await compose(letter, from) })
      } catch (error) {
        throw isRefusal(error) ? new AddressRefused(error.response ?? error.message) : error
      }
    },
    close: () => transport.close(),
  }
}
