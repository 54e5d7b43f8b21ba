// Says of one cell what it means and how far it may be trusted, without knowing what an implementation makes of it.

/**
 * fine: simply taken. soft: taken, with or without a word. mended: taken, but not without a word.
 * odd: never without a word, taken or not. bad: nobody could take a row with this.
 */
export type State = 'fine' | 'soft' | 'mended' | 'odd' | 'bad'
export type Cell<Value = string> = { readonly value: Value; readonly state: State }

const order: readonly State[] = ['fine', 'soft', 'mended', 'odd', 'bad']
export const worst = (states: readonly State[]): State =>
  order[Math.max(0, ...states.map((state) => order.indexOf(state)))]!

/** A text with blanks too many may or may not be reported. */
const trimmed = (raw: string, state: State = 'fine'): Cell => {
  const value = raw.trim().replaceAll(/\s+/g, ' ')
  return { value, state: value === raw ? state : worst(['soft', state]) }
}

/** A number of so many digits: separators can be taken out, one leading zero put back; more is a guess. */
export const digits = (raw: string, length: number): Cell => {
  const bare = raw
    .trim()
    .replace(/\.0$/, '')
    .replaceAll(/[\s.-]/g, '')
  if (!/^\d+$/.test(bare) || /^0+$/.test(bare) || bare.length > length) return { value: bare, state: 'bad' }
  if (bare.length === length)
    return { value: bare, state: bare === raw ? 'fine' : bare === raw.trim() ? 'soft' : 'mended' }
  return { value: bare.padStart(length, '0'), state: bare.length === length - 1 ? 'mended' : 'odd' }
}

export const brin = (raw: string): Cell => {
  const value = raw.replaceAll(/[\s-]/g, '').toUpperCase()
  return { value, state: !/^\d\d[A-Z]{2}\d\d$/.test(value) ? 'bad' : value === raw ? 'fine' : 'mended' }
}

export const postcode = (raw: string): Cell => {
  const parts = /^([1-9]\d{3})\s*([A-Za-z]{2})$/.exec(raw.trim())
  if (!parts) return { value: raw, state: 'odd' }
  const value = `${parts[1]} ${parts[2]?.toUpperCase()}`
  return { value, state: value === raw ? 'fine' : value === raw.trim() ? 'soft' : 'mended' }
}

/** A day written as 31-12-2010; other spellings of the same day may be read too. */
export const birthday = (raw: string): Cell => {
  const parts = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(raw.trim())
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(raw.trim())
  if (!parts && !iso) return { value: '', state: 'odd' }
  const [year, month, day] = iso ? iso.slice(1) : parts!.slice(1).reverse()
  const value = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const date = new Date(`${value}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value
  if (!exists) return { value: '', state: 'odd' }
  return { value, state: /^\d\d-\d\d-\d{4}$/.test(raw) ? 'fine' : 'soft' }
}

/** One of the words; in other capitals it may still be understood. */
export const oneOf = (raw: string, words: readonly string[]): Cell => {
  const value = raw.trim()
  if (words.includes(value)) return trimmed(raw)
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replaceAll('&', 'en')
      .replaceAll(/[^a-z0-9]/g, '')
  const meant = words.find((word) => bare(word) === bare(value))
  return { value: meant ?? value, state: meant === undefined ? 'odd' : 'soft' }
}

/** Words with the given separators between them, in their order. */
export const someOf = (raw: string, separator: RegExp, words: readonly string[]): Cell<readonly string[]> => {
  const cells = raw
    .split(separator)
    .filter((part) => part.trim() !== '')
    .map((part) => oneOf(part.trim(), words))
  return { value: cells.map((cell) => cell.value), state: worst(cells.map((cell) => cell.state)) }
}

export const required = (raw: string): Cell => (raw.trim() === '' ? { value: '', state: 'odd' } : trimmed(raw))

export const email = (raw: string): Cell => {
  if (raw.trim() === '') return { value: '', state: 'soft' }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(raw.trim())) return { value: raw, state: 'odd' }
  const { value, state } = trimmed(raw)
  return { value: value.toLowerCase(), state: value === value.toLowerCase() ? state : 'mended' }
}

/** A coordinate in degrees, or nothing. */
export const degrees = (raw: string, most: number): Cell<number | undefined> => {
  if (raw.trim() === '') return { value: undefined, state: 'fine' }
  const value = Number(raw.replace(',', '.'))
  if (Number.isNaN(value) || Math.abs(value) > most) return { value: undefined, state: 'odd' }
  return { value, state: raw.includes(',') ? 'soft' : 'fine' }
}

export const count = (raw: string): Cell<number> => {
  const bare = raw.trim().replace(/[.,]0+$/, '')
  const value = Number(bare)
  const counts = /^\d+$/.test(bare) && value > 0 && value < 1000
  if (!counts) return { value: 0, state: 'bad' }
  return { value, state: bare === raw ? 'fine' : bare === raw.trim() ? 'soft' : 'mended' }
}
