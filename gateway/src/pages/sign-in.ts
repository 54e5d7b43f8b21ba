// The pages of signing in: they work without scripts, and looking at a link does not use it up.
import { DomainError, type Language, say } from '@stagebureau/shared'
import express, { Router } from 'express'
import type { Bureau } from '../bureau.ts'
import { languageOf } from '../call.ts'
import { clearSession, sessionToken, setSession } from '../sign-in/viewer-of.ts'
import { homeOf } from './home-of.ts'
import { escapeHtml, notice, page } from './html.ts'

export const signInRoutes = ({ door, clock }: Pick<Bureau, 'door' | 'clock'>): Router => {
  const router = Router()
  const fields = express.urlencoded({ extended: false, limit: '10kb' })
  const t = (language: Language, text: Parameters<typeof say>[1], values = {}) =>
    escapeHtml(say(language, text, values))
  const signInPage = (language: Language, body: string) =>
    page({ language, title: say(language, 'sign-in/title'), body, hand: true, width: 'narrow' })
  const form = (language: Language, action: string, inner: string, button: Parameters<typeof say>[1]) =>
    `<form class="stack" method="post" action="${escapeHtml(action)}?taal=${language}">${inner}<div><button class="button large" type="submit">${t(language, button)}</button></div></form>`

  const askPage = (language: Language, note = '') => {
    const field = `<div class="field"><label for="email">${t(language, 'sign-in/email')}</label><input class="input" id="email" type="email" name="email" autocomplete="email" required></div>`
    const how = `<p>${t(language, 'sign-in/how')}</p>`
    return signInPage(language, `${note}${how}${form(language, '/inloggen', field, 'sign-in/send')}`)
  }
  /** A link that is not good, and the way to a new one. */
  const refused = (language: Language, error: unknown): string => {
    if (!(error instanceof DomainError)) throw error
    return askPage(language, notice('negative', `<p>${t(language, error.slug, error.values)}</p>`))
  }

  router.get('/inloggen', (request, response) => void response.send(askPage(languageOf(request))))
  router.post('/inloggen', fields, async (request, response) => {
    const language = languageOf(request)
    const email = String((request.body as { email?: unknown } | undefined)?.email ?? '')
    await door.requestLink(email, request.ip ?? '', language)
    response.send(signInPage(language, notice('info', `<p>${t(language, 'sign-in/mailed')}</p>`)))
  })

  router.get('/inloggen/:token', async (request, response) => {
    const language = languageOf(request)
    try {
      await door.looksGood(request.params.token)
      const body = `<p>${t(language, 'sign-in/ready')}</p>${form(language, `/inloggen/${request.params.token}`, '', 'sign-in/go')}`
      response.send(signInPage(language, body))
    } catch (error) {
      response.status(403).send(refused(language, error))
    }
  })
  router.post('/inloggen/:token', fields, async (request, response) => {
    const language = languageOf(request)
    try {
      const { session, viewer } = await door.useLink(request.params.token)
      setSession(response, session, clock.now())
      response.redirect(303, `${homeOf(viewer.role)}?taal=${language}`)
    } catch (error) {
      response.status(403).send(refused(language, error))
    }
  })

  router.post('/uitloggen', fields, async (request, response) => {
    const token = sessionToken(request)
    const everywhere = (request.body as { overal?: unknown } | undefined)?.overal !== undefined
    if (token !== undefined) await door.signOut(token, everywhere)
    clearSession(response)
    response.redirect(303, '/')
  })
  return router
}
