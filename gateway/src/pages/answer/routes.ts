// The page that a company's letter opens: answered without an account and without scripts, changed as often as needed.
import { DomainError, type Language, localDay, say, type Text } from '@stagebureau/shared'
import express, { type Response, Router } from 'express'
import type { Bureau } from '../../bureau.ts'
import { callOf, languageOf } from '../../call.ts'
import { fullDay } from '../days.ts'
import { escapeHtml, notice, page } from '../html.ts'
import { type Asked, whatIsAsked } from './asked.ts'
import { answerForm } from './form.ts'
import { type Answer, type Fields, readAnswer } from './read-answer.ts'
import { answerSummary } from './summary.ts'

const nobody = { role: 'nobody' } as const
const dayMilliseconds = 24 * 3600 * 1000

export const answerRoutes = ({
  companies,
  placements,
  clock,
}: Pick<Bureau, 'companies' | 'placements' | 'clock'>): Router => {
  const router = Router()
  const fields = express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 2000 })
  const t = (language: Language, text: Text, values = {}) => escapeHtml(say(language, text, values))
  const send = (response: Response, language: Language, title: string, body: string) => {
    // The address is a key: it goes nowhere else.
    response.setHeader('referrer-policy', 'no-referrer')
    response.setHeader('cache-control', 'no-store')
    response.send(page({ language, title, body, hand: true, width: 'narrow' }))
  }
  const refused = (response: Response, language: Language, error: unknown) => {
    if (!(error instanceof DomainError)) throw error
    response.status(error.kind === 'invalid' ? 400 : 403)
    send(
      response,
      language,
      say(language, 'answer/no-title'),
      notice('negative', `<p>${t(language, error.slug, error.values)}</p>`),
    )
  }

  const formPage = (language: Language, asked: Asked, note = '') => {
    const { region, deadline, fromLastSeason } = asked
    const until =
      deadline === undefined
        ? ''
        : ` ${t(language, 'letter/invitation-deadline', { deadline: fullDay(deadline, language) })}`
    const filled = fromLastSeason ? notice('info', `<p>${t(language, 'answer/prefilled')}</p>`) : ''
    const earliest = localDay(new Date(Date.parse(clock.now()) + dayMilliseconds).toISOString())
    return `${note}<p>${t(language, 'answer/intro', { region })}${until}</p>${filled}${answerForm(language, asked, earliest)}`
  }
  const titleOf = (language: Language, { company }: Asked) => say(language, 'answer/title', { company: company.name })

  router.get('/antwoord/:token', async (request, response) => {
    const language = languageOf(request)
    try {
      const asked = await whatIsAsked({ companies, placements, clock }, request.params.token, callOf(request, nobody))
      const answered = asked.invitation.answeredAt !== undefined && request.query.wijzig === undefined
      const body = answered ? answerSummary(language, asked) : formPage(language, asked)
      send(response, language, titleOf(language, asked), body)
    } catch (error) {
      refused(response, language, error)
    }
  })

  router.post('/antwoord/:token', fields, async (request, response) => {
    const language = languageOf(request)
    const { token } = request.params
    const call = callOf(request, nobody)
    const answer = readAnswer((request.body ?? {}) as Fields)
    try {
      const asked = await whatIsAsked({ companies, placements, clock }, token, call)
      try {
        await companies.answerCall({ token, ...answer } as never, call)
        response.redirect(303, `/antwoord/${encodeURIComponent(token)}?taal=${language}`)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        response.status(400)
        send(
          response,
          language,
          titleOf(language, asked),
          formPage(language, withAnswer(asked, answer), problem(language, error)),
        )
      }
    } catch (error) {
      refused(response, language, error)
    }
  })

  const problem = (language: Language, error: DomainError): string => {
    const flaws = error.fields.map(({ path, text }) => {
      const where = path in fieldNames ? say(language, fieldNames[path as keyof typeof fieldNames]) : path
      return `<li>${escapeHtml(where)}: ${t(language, text.text, text.values)}</li>`
    })
    return notice(
      'negative',
      `<p>${t(language, error.slug, error.values)}</p>${flaws.length === 0 ? '' : `<ul>${flaws.join('')}</ul>`}`,
    )
  }
  return router
}

/** How fields that a browser does not check well enough are called on the page. */
const fieldNames = {
  'supervisor.email': 'answer/supervisor-email',
  'signatory.email': 'answer/signatory-email',
} as const satisfies Readonly<Record<string, Text>>

/** What was just filled in stays filled in when it was refused. */
const withAnswer = (asked: Asked, { decision, reason, askAgainOn, ...offered }: Answer): Asked => ({
  ...asked,
  fromLastSeason: false,
  invitation: {
    ...asked.invitation,
    state: decision === 'decline' ? 'declined' : decision === 'later' ? 'later' : 'asked',
    reason,
    askAgainOn,
  },
  before: decision === 'offer' ? offered : asked.before,
})
