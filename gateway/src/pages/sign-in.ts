// The pages of signing in: they work without scripts, and looking at a link does not use it up.
import { DomainError, type Language, say } from '@stagebureau/shared'
import express, { Router } from 'express'
import type { Bureau } from '../bureau.ts'
import { languageOf } from '../call.ts'
import { clearSession, sessionToken, setSession } from '../sign-in/viewer-of.ts'
import { escapeHtml, page } from './html.ts'

const button = (text: string) => `<button type="submit">${escapeHtml(text)}</button>`
const form = (action: string, inner: string) => `<form method="post" action="${escapeHtml(action)}">${inner}</form>`

/** Where each role begins. */
const homeOf: Readonly<Record<string, string>> = {
  coordinator: '/seizoen',
  staff: '/bord',
  student: '/vandaag',
  companyUser: '/bedrijf',
  companyLink: '/bedrijf',
}

export const signInRoutes = ({ door, clock }: Pick<Bureau, 'door' | 'clock'>): Router => {
  const router = Router()
  const fields = express.urlencoded({ extended: false, limit: '10kb' })
  const t = (language: Language, text: Parameters<typeof say>[1], values = {}) =>
    escapeHtml(say(language, text, values))

  const askPage = (language: Language, note = '') =>
    page(
      say(language, 'sign-in/title'),
      `<h1>${t(language, 'sign-in/title')}</h1>${note}<p>${t(language, 'sign-in/how')}</p>` +
        form(
          '/inloggen',
          `<label>${t(language, 'sign-in/email')}<input type="email" name="email" autocomplete="email" required></label>${button(say(language, 'sign-in/send'))}`,
        ),
    )

  router.get('/inloggen', (request, response) => void response.send(askPage(languageOf(request))))
  router.post('/inloggen', fields, async (request, response) => {
    const language = languageOf(request)
    const email = String((request.body as { email?: unknown } | undefined)?.email ?? '')
    await door.requestLink(email, request.ip ?? '', language)
    const title = say(language, 'sign-in/title')
    response.send(page(title, `<h1>${escapeHtml(title)}</h1><p role="status">${t(language, 'sign-in/mailed')}</p>`))
  })

  router.get('/inloggen/:token', async (request, response) => {
    const language = languageOf(request)
    try {
      await door.looksGood(request.params.token)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      response.status(403).send(askPage(language, `<p role="alert">${t(language, error.slug, error.values)}</p>`))
      return
    }
    const title = say(language, 'sign-in/title')
    const body = `<h1>${escapeHtml(title)}</h1><p>${t(language, 'sign-in/ready')}</p>${form(`/inloggen/${request.params.token}`, button(say(language, 'sign-in/go')))}`
    response.send(page(title, body))
  })
  router.post('/inloggen/:token', fields, async (request, response) => {
    const language = languageOf(request)
    try {
      const { session, viewer } = await door.useLink(request.params.token)
      setSession(response, session, clock.now())
      response.redirect(303, homeOf[viewer.role] ?? '/')
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      response.status(403).send(askPage(language, `<p role="alert">${t(language, error.slug, error.values)}</p>`))
    }
  })

  router.post('/uitloggen', fields, async (request, response) => {
    const token = sessionToken(request)
    const everywhere = (request.body as { overal?: unknown } | undefined)?.overal !== undefined
    if (token !== undefined) await door.signOut(token, everywhere)
    clearSession(response)
    response.redirect(303, '/inloggen')
  })
  return router
}
