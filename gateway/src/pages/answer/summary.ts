// What a company has answered, in short, with the ways to change it.
import { type Language, localDay, say, type Text, weekdays } from '@stagebureau/shared'
import { fullDay } from '../days.ts'
import { escapeHtml, notice } from '../html.ts'
import type { Asked } from './asked.ts'
import { visitsPart } from './who-comes.ts'

export const answerSummary = (language: Language, { invitation, token, schools, visits }: Asked): string => {
  const t = (text: Text, values = {}) => escapeHtml(say(language, text, values))
  const { state, answeredAt, openings, cases, conditions, reason, askAgainOn } = invitation
  const day = answeredAt === undefined ? '' : fullDay(localDay(answeredAt), language)
  const lines = openings.map(({ kind, profile, places, weekdays: days, closedRounds, condition }) => {
    const more = [
      weekdays
        .filter((day) => days.includes(day))
        .map((day) => say(language, `day/${day}` as Text))
        .join(', '),
      closedRounds.length === 0 ? '' : say(language, 'answer/closed-in', { rounds: closedRounds.join(', ') }),
      condition ?? '',
    ].filter((part) => part !== '')
    const what = `${say(language, `kind/${kind}` as Text)}${profile === undefined ? '' : `, ${profile}`}`
    return `<li><strong class="grow">${escapeHtml(what)}</strong><span class="grow">${t('answer/so-many', { places })}${more.length === 0 ? '' : `<br><span class="quiet">${escapeHtml(more.join(' · '))}</span>`}</span></li>`
  })
  const posed = cases.map(
    ({ title, maxTeams }) =>
      `<li><strong class="grow">${escapeHtml(title)}</strong><span class="grow">${t('answer/so-many-teams', { teams: maxTeams })}</span></li>`,
  )
  const said = [
    reason,
    conditions,
    askAgainOn === undefined ? undefined : say(language, 'answer/ask-again-on', { day: fullDay(askAgainOn, language) }),
  ]
    .filter((text) => text !== undefined)
    .map((text) => `<p>${escapeHtml(text)}</p>`)
  const { supervisor, signatory, preferredSchoolIds = [] } = invitation
  const people = [
    [say(language, 'answer/supervisor'), supervisor],
    [say(language, 'answer/signatory'), signatory],
  ] as const
  const preferred = schools.filter(({ id }) => preferredSchoolIds.includes(id)).map(({ name }) => name)
  const kept = [
    ...people.flatMap(([role, person]) =>
      person === undefined ? [] : [[role, [...new Set([person.name, person.email, person.phone])]] as const],
    ),
    ...(preferred.length === 0 ? [] : [[say(language, 'answer/schools-named'), preferred] as const]),
  ].map(([what, values]) => {
    const text = values.filter((value) => value !== undefined).join(', ')
    return `<li><strong class="grow">${escapeHtml(what)}</strong><span class="grow">${escapeHtml(text)}</span></li>`
  })
  // Students who were planned there are still expected by the plan that holds.
  const expected = state !== 'answered' && visits.length > 0 ? `<p>${t('answer/elsewhere')}</p>` : ''
  const head = notice(
    state === 'answered' ? 'positive' : 'info',
    `<p><strong>${t(`answer/state-${state}` as Text, { day })}</strong></p>${expected}`,
  )
  const all = [...lines, ...posed, ...(state === 'answered' ? kept : [])]
  const withdraw =
    state === 'answered'
      ? `<form method="post" action="/antwoord/${escapeHtml(token)}?taal=${language}"><input type="hidden" name="decision" value="withdraw"><button class="button second" type="submit">${t('answer/withdraw')}</button></form>`
      : ''
  const today =
    state === 'answered'
      ? `<section class="stack tight"><h2>${t('answer/when-they-come')}</h2><p>${t('answer/when-they-come-how')}</p><div class="row"><a class="button second" href="/bedrijf#${escapeHtml(token)}">${t('company/today-name')}</a><a class="button second" href="/scherm#${escapeHtml(token)}">${t('company/code-name')}</a></div></section>`
      : ''
  return `${head}${visitsPart(language, visits)}${all.length === 0 ? '' : `<section class="stack tight"><h2>${t('answer/what-you-offer')}</h2><ul class="lines">${all.join('')}</ul></section>`}${said.join('')}
    <div class="row"><a class="button" href="/antwoord/${escapeHtml(token)}?wijzig=1&amp;taal=${language}">${t('answer/change')}</a>${withdraw}</div>${today}`
}
