// The reader's language, and every sentence of the app in it.
import { type Language, type ScreenText, sayScreen, type Values } from '@stagebureau/shared/screens'

/** The server chooses the language of a page, and says so in the page itself. */
export const language: Language = document.documentElement.lang === 'en' ? 'en' : 'nl'
export const locale = language === 'en' ? 'en-GB' : 'nl-NL'

export const t = (text: ScreenText, values?: Values): string => sayScreen(language, text, values)
export type { ScreenText }
