// A page of the bureau that works without scripts: the same look and frame as the app has.
import { type Language, say } from '@stagebureau/shared'
import { styles } from './web-app.ts'

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** What remains readable when the pages have not been built. */
const plain =
  '<style>body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 0 16px; max-width: 70ch; }</style>'

export type PageParts = {
  readonly language: Language
  readonly title: string
  /** HTML that has been made safe already. */
  readonly body: string
  /** For people who hold a phone: large fields and buttons. */
  readonly hand?: boolean
  readonly width?: 'narrow'
}

export const page = ({ language, title, body, hand = false, width }: PageParts): string => {
  const href = styles()
  const other = language === 'nl' ? 'en' : 'nl'
  const look = href === undefined ? plain : `<link rel="stylesheet" href="${href}">`
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<meta name="color-scheme" content="light dark"><link rel="icon" href="/mark.svg" type="image/svg+xml">` +
    `<title>${escapeHtml(title)} · Stagebureau</title>${look}</head><body${hand ? ' class="hand"' : ''}>` +
    `<header class="masthead"><a class="brand" href="/"><img src="/mark.svg" alt="" width="28" height="28">Stagebureau</a>` +
    `<div class="aside"><a href="?taal=${other}" hreflang="${other}" lang="${other}">${escapeHtml(say(language, 'app/other-language'))}</a></div></header>` +
    `<main class="content ${width ?? ''}"><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`
  )
}

/** Icons of the states (Lucide, ISC licence), as the app draws them. */
const icons = {
  positive: '<circle cx="12" cy="12" r="10"/><path d="m9 12 2 2 4-4"/>',
  warning:
    '<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/>',
  negative: '<circle cx="12" cy="12" r="10"/><path d="M12 8v4"/><path d="M12 16h.01"/>',
  info: '<circle cx="12" cy="12" r="10"/><path d="M12 16v-4"/><path d="M12 8h.01"/>',
} as const

/** `inner` is HTML that has been made safe already. */
export const notice = (kind: keyof typeof icons, inner: string): string =>
  `<div class="notice ${kind}" role="${kind === 'negative' ? 'alert' : 'status'}"><svg aria-hidden="true" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${icons[kind]}</svg><div>${inner}</div></div>`
