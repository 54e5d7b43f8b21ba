// What a request says of its reader: the language, and a number to ask about.
import type { Call, Language, Viewer } from '@stagebureau/shared'
import type { Request } from 'express'

/** Dutch unless the reader's browser prefers English, or the page says otherwise. */
export const languageOf = (request: Request): Language => {
  if (request.query.taal === 'en' || request.query.taal === 'nl') return request.query.taal
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'nl'
}

export const requestIdOf = (request: Request): string => String(request.res?.getHeader('x-request-id') ?? '')

export const callOf = (request: Request, viewer: Viewer): Call => ({
  viewer,
  language: languageOf(request),
  requestId: requestIdOf(request),
})
