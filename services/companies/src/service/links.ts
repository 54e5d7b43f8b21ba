// The capability in a company's letter: it opens one invitation, needs no account, and cannot be guessed.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { DomainError } from '@stagebureau/shared'

const mac = (secret: string, invitationId: string): string =>
  createHmac('sha256', secret).update(`invitation|${invitationId}`).digest('base64url')

/** The token for an invitation: the same whenever it is asked for, so nothing has to be kept. */
export const tokenOf = (secret: string, invitationId: string): string => `${invitationId}.${mac(secret, invitationId)}`

/** The invitation that a token opens; throws when the token is not ours. */
export const invitationOf = (secret: string, token: string): string => {
  const dot = token.lastIndexOf('.')
  const invitationId = token.slice(0, Math.max(0, dot))
  const given = Buffer.from(token.slice(dot + 1))
  const expected = Buffer.from(mac(secret, invitationId))
  if (dot <= 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new DomainError('forbidden', 'invitation/unknown-link')
  return invitationId
}
