// Fills the holes of a sentence with values.

export type Language = 'nl' | 'en'
export type Values = Readonly<Record<string, string | number>>

/**
 * `{name}` becomes a value, `{name:one:more}` a word for one or for any other number, as Dutch and English have them.
 * A hole without a value stays as it is, so that a mistake is seen.
 */
export const fill = (sentence: string, values: Values = {}): string =>
  sentence.replace(/\{(\w+)(?::([^:}]*):([^:}]*))?\}/g, (hole, name: string, one?: string, more?: string) => {
    const value = values[name]
    if (value === undefined) return hole
    return one === undefined || more === undefined ? String(value) : Number(value) === 1 ? one : more
  })
