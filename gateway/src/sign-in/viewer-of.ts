// Finds out who is behind a request: a key of a program, a session in a cookie, or nobody.
import { type Call, DomainError, type Viewer } from '@stagebureau/shared'
import type { Request, Response } from 'express'
import type { Bureau } from '../bureau.ts'
import type { OpenSession } from './sign-in.ts'

/** `__Host-` binds the cookie to this very host and to encrypted connections (RFC 6265bis). */
export const cookieName = '__Host-stagebureau'

const readCookie = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1)

export const setSession = (response: Response, { token, until }: OpenSession, now: string): void => {
  const maxAge = Math.max(0, Date.parse(until) - Date.parse(now))
  response.cookie(cookieName, token, { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge })
}
export const clearSession = (response: Response): void =>
  void response.clearCookie(cookieName, { httpOnly: true, secure: true, sameSite: 'lax', path: '/' })

export const sessionToken = (request: Request): string | undefined => readCookie(request.headers.cookie)

const asService: Call = { viewer: { role: 'service' }, language: 'nl', requestId: 'company-link' }

/** Whoever holds the token of a company's letter acts for that company in that season. Keys hold no point, tokens do. */
const linkViewer = async (companies: Bureau['companies'], token: string): Promise<Viewer> => {
  const { id, companyId } = await companies.invitationOfToken({ token: token.slice(0, 300) }, asService)
  return { role: 'companyLink', companyId, invitationId: id }
}

const nobody: Viewer = { role: 'nobody' }

/** Throws for a key that is not good; who has neither key nor session is nobody, and so is one whose session ended. */
export const viewerOf = async (
  { door, companies, clock }: Pick<Bureau, 'door' | 'companies' | 'clock'>,
  request: Request,
  response: Response,
): Promise<Viewer> => {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (key?.includes('.')) return linkViewer(companies, key)
  if (key !== undefined) {
    const viewer = await door.viewerOfKey(key)
    if (viewer === undefined) throw new DomainError('forbidden', 'sign-in/key-unknown')
    return viewer
  }
  const token = sessionToken(request)
  if (token === undefined) return nobody
  const found = await door.viewerOf(token, !response.headersSent)
  if (found === undefined) {
    if (!response.headersSent) clearSession(response)
    return nobody
  }
  if (found.fresh !== undefined) setSession(response, found.fresh, clock.now())
  return found.viewer
}
