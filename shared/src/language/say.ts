// Says a text of the catalogue in a reader's language, with its values filled in.
import { en } from './en.ts'
import { fill, type Language, type Values } from './fill.ts'
import { nl } from './nl.ts'

export type { Language, Values }

export type Text = keyof typeof en
/** A sentence that is not yet in any language: what travels between parts instead of prose. */
export type Said = { readonly text: Text; readonly values: Values }

const catalogue: Record<Language, Readonly<Record<Text, string>>> = { nl, en }

/** The sentence in that language; a `{name}` without a value stays as it is, so that a mistake is seen. */
export const say = (language: Language, text: Text, values: Values = {}): string =>
  fill(catalogue[language][text] ?? text, values)

export const said = (text: Text, values: Values = {}): Said => ({ text, values })
