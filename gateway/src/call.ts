// What a request says of its reader: the language, and a number to ask about.
import { randomBytes, randomUUID } from 'node:crypto'
import { type Call, type Language, requestIdIn, traceparentOf, type Viewer } from '@stagebureau/shared'
import type { Request, RequestHandler } from 'express'

const languageCookie = 'taal'
const inCookie = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`)
const known = (said: unknown): Language | undefined => (said === 'en' || said === 'nl' ? said : undefined)

/** What the address says, then what the reader chose before, then what the browser prefers; Dutch otherwise. */
export const languageOf = (request: Request): Language => {
  const chosen = inCookie.exec(request.headers.cookie ?? '')?.[1]
  const preferred = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'nl'
  return known(request.query[languageCookie]) ?? known(chosen) ?? preferred
}

const year = 365 * 24 * 3600 * 1000
/** A language that is chosen on a page stays chosen; the cookie says nothing of the person. */
export const keepLanguage: RequestHandler = (request, response, next) => {
  const chosen = known(request.query[languageCookie])
  if (chosen !== undefined && request.method === 'GET')
    response.cookie(languageCookie, chosen, { sameSite: 'lax', path: '/', maxAge: year })
  next()
}

/** A request that belongs to a trace already has its number; another gets one of its own. */
export const numberRequest: RequestHandler = (request, response, next) => {
  response.setHeader('x-request-id', requestIdIn(request.get('traceparent')) ?? randomUUID())
  next()
}

export const requestIdOf = (request: Request): string => String(request.res?.getHeader('x-request-id') ?? '')

export const callOf = (request: Request, viewer: Viewer): Call => {
  const requestId = requestIdOf(request)
  const traceparent = traceparentOf(requestId, randomBytes(8).toString('hex'))
  return { viewer, language: languageOf(request), requestId, traceparent }
}
