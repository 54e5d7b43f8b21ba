// The capability in a company's letter: it opens one invitation, needs no account, cannot be guessed, and can be taken back.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { DomainError } from '@stagebureau/shared'

type Linked = {
  readonly _id: string
  /** How often the link has been renewed. */
  readonly link?: number | undefined
  readonly linkRevoked?: boolean | undefined
}

const mac = (secret: string, invitationId: string, link: number): string =>
  createHmac('sha256', secret)
    .update(link === 0 ? `invitation|${invitationId}` : `invitation|${invitationId}|${link}`)
    .digest('base64url')

/** The token for an invitation: the same until the link is renewed, so nothing else has to be kept. */
export const tokenOf = (secret: string, { _id, link = 0 }: Linked): string => `${_id}.${mac(secret, _id, link)}`

/** The invitation that a token names; whether the token is ours is still to be seen. */
export const invitationOf = (token: string): string => token.slice(0, Math.max(0, token.lastIndexOf('.')))

/** Throws when the token is not ours, or was ours and opens nothing any more. */
export const checkToken = (secret: string, token: string, { _id, link = 0, linkRevoked = false }: Linked): void => {
  const given = Buffer.from(token.slice(token.lastIndexOf('.') + 1))
  const isToken = (n: number) => {
    const expected = Buffer.from(mac(secret, _id, n))
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  if (isToken(link) && !linkRevoked) return
  // Whoever holds an old link learns what to do; a stranger learns nothing.
  for (let n = link; n >= 0; n--)
    if (isToken(n))
      throw new DomainError('forbidden', linkRevoked ? 'invitation/link-revoked' : 'invitation/link-renewed')
  throw new DomainError('forbidden', 'invitation/unknown-link')
}
