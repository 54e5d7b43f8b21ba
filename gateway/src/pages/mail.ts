// The letters that an embedded bureau keeps instead of sending: a list, one letter, and the same for programs.
import { say } from '@stagebureau/shared'
import { Router } from 'express'
import type { Bureau } from '../bureau.ts'
import { escapeHtml, page } from './html.ts'

const mostShown = 500

export const mailRoutes = ({ keptMail }: Pick<Bureau, 'keptMail'>): Router => {
  const router = Router()
  if (keptMail === undefined) return router
  router.get('/_mail', async (request, response) => {
    const letters = await keptMail.list(mostShown)
    const open = letters.find(({ messageId }) => messageId === request.query.id)
    const items = letters.map(
      ({ messageId, to, subject, sentAt }) =>
        `<tr><td><a href="/_mail?id=${encodeURIComponent(messageId)}">${escapeHtml(subject)}</a></td><td>${escapeHtml(to)}</td><td>${escapeHtml(sentAt.slice(0, 16).replace('T', ' '))}</td></tr>`,
    )
    const one =
      open === undefined
        ? ''
        : `<h2>${escapeHtml(open.subject)}</h2><pre style="white-space: pre-wrap">${linked(open.text)}</pre>`
    const title = say('nl', 'start/mail')
    const list =
      letters.length === 0 ? `<p>${escapeHtml(say('nl', 'mail/none'))}</p>` : `<table>${items.join('')}</table>`
    response.send(page({ language: 'nl', title, body: `${one}${list}` }))
  })
  router.get('/_mail.json', async (_, response) => {
    const letters = await keptMail.list(Number.MAX_SAFE_INTEGER)
    response.json(letters.map(({ to, subject, text, html, sentAt }) => ({ to, subject, text, html, sentAt })))
  })
  return router
}

const linked = (text: string): string =>
  escapeHtml(text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`)
