// Fills the holes of a sentence with values.

export type Language = 'nl' | 'en'
export type Values = Readonly<Record<string, string | number>>

/** A `{name}` without a value stays as it is, so that a mistake is seen. */
export const fill = (sentence: string, values: Values = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
