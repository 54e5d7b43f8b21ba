// A day as people write it.
import type { Language } from './fill.ts'

/** `2026-08-31` becomes `31 augustus 2026`. */
export const writtenDay = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
