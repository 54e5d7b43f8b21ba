// Days as people write them, on pages that are made here.
import type { Language } from '@stagebureau/shared'

const form = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { ...options, timeZone: 'UTC' })
const write = (day: string, language: Language, options: Intl.DateTimeFormatOptions) =>
  form(language, options).format(new Date(`${day}T00:00:00Z`))

/** 3 december 2026 */
export const fullDay = (day: string, language: Language): string =>
  write(day, language, { day: 'numeric', month: 'long', year: 'numeric' })
/** 3 dec */
export const briefDay = (day: string, language: Language): string =>
  write(day, language, { day: 'numeric', month: 'short' })
