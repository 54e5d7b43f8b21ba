// The questions of the answer page, with last time's answers filled in.
import { equal, type Language, profiles, say, type Text, weekdays, worlds } from '@stagebureau/shared'
import { briefDay } from '../days.ts'
import { escapeHtml } from '../html.ts'
import type { Asked, OfferBefore } from './asked.ts'
import { choices, select, textArea, textField, ticks } from './fields.ts'
import type { Decision } from './read-answer.ts'

type Programme = Asked['programmes'][number]
type Line = OfferBefore['openings'][number]

const schooldays = weekdays.slice(0, 5)
/** Lines to fill in for a kind: those of before, and one for each profile of the company that has none. */
const linesOf = ({ before, company }: Asked, kind: Programme['kind']): Partial<Line>[] => {
  const known = before.openings.filter((line) => line.kind === kind)
  const missing = company.profiles.filter((profile) => !known.some((line) => line.profile === profile))
  const lines: Partial<Line>[] = [...known, ...missing.map((profile) => ({ profile }))]
  return lines.length === 0 ? [{}] : lines
}

const lineFields = (
  language: Language,
  i: number,
  kind: Programme['kind'],
  line: Partial<Line>,
  programmes: readonly Programme[],
): string => {
  const t = (text: Text, values = {}) => say(language, text, values)
  const name = (field: string) => `o-${i}-${field}`
  const rounds = programmes.find((programme) => programme.rounds.length > 0)?.rounds ?? []
  const days = ticks(
    name('days'),
    t('answer/days'),
    schooldays.map((day) => ({ value: day, text: t(`day/${day}` as Text) })),
    line.weekdays ?? [],
  )
  const closed = ticks(
    name('closed'),
    t('answer/closed'),
    rounds.map(({ number, from, until }) => ({
      value: String(number),
      text: `${number}: ${briefDay(from, language)} – ${briefDay(until, language)}`,
    })),
    (line.closedRounds ?? []).map(String),
  )
  const profile = select(
    name('profile'),
    t('answer/profile'),
    [
      { value: '', text: t('answer/any-profile') },
      ...profiles.map((value) => ({ value, text: t(`profile/${value}` as Text) })),
    ],
    line.profile ?? '',
  )
  // What is filled in already shows without opening it.
  const known = [
    weekdays
      .filter((day) => line.weekdays?.includes(day))
      .map((day) => t(`day/${day}` as Text))
      .join(', '),
    line.closedRounds?.length ? t('answer/closed-in', { rounds: line.closedRounds.join(', ') }) : '',
    line.condition ?? '',
  ].filter((part) => part !== '')
  const summary = [t('answer/when'), ...(known.length === 0 ? [] : [known.join(' · ')])].join(': ')
  return `<div class="stack line"><input type="hidden" name="${name('kind')}" value="${kind}">
    <div class="pair">${textField({ name: name('places'), label: t(kind === 'carousel' ? 'answer/places-at-once' : 'answer/places'), value: line.places, type: 'number', least: 0, most: 999, short: true })}${profile}</div>
    <details><summary>${escapeHtml(summary)}</summary><div class="stack">${days}${rounds.length > 0 ? closed : ''}${textField({ name: name('condition'), label: t('answer/condition'), hint: t('answer/condition-hint'), value: line.condition, most: 200 })}</div></details></div>`
}

const kindPart = (
  language: Language,
  asked: Asked,
  kind: Programme['kind'],
  first: number,
): { html: string; next: number } => {
  const programmes = asked.programmes.filter((programme) => programme.kind === kind)
  const t = (text: Text, values = {}) => escapeHtml(say(language, text, values))
  const lines = linesOf(asked, kind)
  const fields = lines.map((line, i) => lineFields(language, first + i, kind, line, programmes))
  const extra = lineFields(language, first + lines.length, kind, {}, programmes)
  const what = programmes
    .map(({ name, from, until }) =>
      from === undefined || until === undefined
        ? name
        : `${name}: ${briefDay(from, language)} – ${briefDay(until, language)}`,
    )
    .join(' · ')
  const html = `<section class="stack kind"><h2>${t(`kind/${kind}` as Text)}</h2><p>${t(`kind/${kind}-what` as Text)}</p><p class="quiet small">${escapeHtml(what)}</p>${fields.join('')}
    <details><summary>${t('answer/another-profile')}</summary>${extra}</details></section>`
  return { html, next: first + lines.length + 1 }
}

const casesPart = (language: Language, { before }: Asked): string => {
  const t = (text: Text) => say(language, text)
  const fields = (i: number, one?: OfferBefore['cases'][number]) =>
    `<div class="stack line">${textField({ name: `c-${i}-title`, label: t('answer/case-title'), value: one?.title, most: 200 })}
     ${textArea(`c-${i}-problem`, t('answer/case-problem'), one?.problem)}
     <div class="pair">${select(`c-${i}-world`, t('answer/case-world'), [{ value: '', text: t('answer/case-any-world') }, ...worlds.map((value) => ({ value, text: value }))], one?.world ?? '')}
     ${textField({ name: `c-${i}-teams`, label: t('answer/case-teams'), value: one?.maxTeams ?? 1, type: 'number', least: 1, most: 99, short: true })}</div></div>`
  const known = before.cases.map((one, i) => fields(i, one))
  return `<section class="stack kind"><h2>${escapeHtml(t('kind/atelier'))}</h2><p>${escapeHtml(t('kind/atelier-what'))}</p>${known.join('')}
    <details><summary>${escapeHtml(t(known.length === 0 ? 'answer/first-case' : 'answer/another-case'))}</summary>${fields(known.length)}</details></section>`
}

const peoplePart = (language: Language, { before: { supervisor, signatory } }: Asked): string => {
  const t = (text: Text) => say(language, text)
  const fields = (who: 'supervisor' | 'signatory', person: typeof supervisor) =>
    `<div class="stack line"><h3>${escapeHtml(t(`answer/${who}`))}</h3>${who === 'signatory' ? `<p class="quiet small">${escapeHtml(t('answer/signatory-hint'))}</p>` : ''}
     ${textField({ name: `${who}-name`, label: t('answer/person-name'), value: person?.name, most: 200 })}
     ${textField({ name: `${who}-email`, label: t('answer/person-email'), value: person?.email, type: 'email', most: 254 })}
     ${textField({ name: `${who}-phone`, label: t('answer/person-phone'), value: person?.phone, type: 'tel', most: 40 })}</div>`
  const other = equal(signatory, supervisor) ? undefined : signatory
  const known = [supervisor, other].flatMap((person) => person?.name ?? []).join(', ')
  const summary = known === '' ? t('answer/people') : `${t('answer/people')}: ${known}`
  return `<details><summary>${escapeHtml(summary)}</summary><div class="stack">${fields('supervisor', supervisor)}${fields('signatory', other)}</div></details>`
}

const schoolsPart = (language: Language, { schools, before: { preferredSchoolIds = [] } }: Asked): string => {
  if (schools.length === 0) return ''
  const t = (text: Text) => say(language, text)
  const known = schools.filter(({ id }) => preferredSchoolIds.includes(id)).map(({ name }) => name)
  const summary = known.length === 0 ? t('answer/schools') : `${t('answer/schools')}: ${known.join(', ')}`
  const options = schools.map(({ id, name, place }) => ({ value: id, text: `${name}, ${place}` }))
  return `<details><summary>${escapeHtml(summary)}</summary>${ticks('schools', t('answer/schools-which'), options, preferredSchoolIds)}</details>`
}

const decisionBefore = ({ invitation }: Asked): Decision =>
  invitation.state === 'declined' ? 'decline' : invitation.state === 'later' ? 'later' : 'offer'

/** `earliest` is the first day on which we may ask again. */
export const answerForm = (language: Language, asked: Asked, earliest: string): string => {
  const t = (text: Text) => say(language, text)
  const kinds = [...new Set(asked.programmes.map(({ kind }) => kind))]
  let first = 0
  const parts = kinds.map((kind) => {
    if (kind === 'atelier') return casesPart(language, asked)
    const { html, next } = kindPart(language, asked, kind, first)
    first = next
    return html
  })
  const { invitation, before, token } = asked
  const decision = choices(
    'decision',
    t('answer/decision'),
    [
      { value: 'offer', text: t('answer/offer') },
      { value: 'later', text: t('answer/later') },
      { value: 'decline', text: t('answer/decline') },
    ],
    decisionBefore(asked),
  )
  const later = `<div class="stack when-later">${textField({ name: 'again', label: t('answer/again'), type: 'date', least: earliest, value: invitation.askAgainOn })}${textField({ name: 'laterReason', label: t('answer/later-reason'), value: invitation.reason, most: 500 })}</div>`
  const decline = `<div class="stack when-decline">${textField({ name: 'reason', label: t('answer/reason'), hint: t('answer/reason-hint'), value: invitation.reason, most: 500 })}</div>`
  const offer = `<div class="stack when-offer">${parts.join('')}<section class="stack kind"><h2>${escapeHtml(t('answer/conditions-title'))}</h2>${textArea('conditions', t('answer/conditions'), before.conditions)}${peoplePart(language, asked)}${schoolsPart(language, asked)}</section></div>`
  return `<form class="stack answer" method="post" action="/antwoord/${escapeHtml(token)}?taal=${language}">${decision}${offer}${later}${decline}<div><button class="button large full" type="submit">${escapeHtml(t('answer/send'))}</button></div></form>`
}
