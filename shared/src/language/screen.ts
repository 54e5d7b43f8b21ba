// Says what stands on a screen: the part of the catalogue that a browser loads.
import { fill, type Language, type Values } from './fill.ts'
import { screensEn } from './screens-en.ts'
import { screensNl } from './screens-nl.ts'

export type ScreenText = keyof typeof screensEn
export type { Language, Values }

const catalogue: Record<Language, Readonly<Record<ScreenText, string>>> = { nl: screensNl, en: screensEn }

export const sayScreen = (language: Language, text: ScreenText, values: Values = {}): string =>
  fill(catalogue[language][text] ?? text, values)
