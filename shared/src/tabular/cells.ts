// Reads the cells that files of schools and bureaus have in common; each says what it made of what it found.
import {
  type Day,
  type Level,
  levels,
  type Profile,
  profiles,
  type Weekday,
  type World,
  weekdays,
  worlds,
} from '../contracts/words.ts'
import { type Said, said } from '../language/say.ts'
import { squash } from './squash.ts'

/** A value, possibly mended on the way, or a problem that makes the row unusable. */
export type Read<T> = { readonly value: T; readonly mended?: Said | undefined } | { readonly problem: Said }
export type CellReader<T> = (cell: string) => Read<T>

export const problem = (text: Parameters<typeof said>[0], values?: Parameters<typeof said>[1]): { problem: Said } => ({
  problem: said(text, values),
})

/** The same text, or mended when it is not what stood there. */
const asRead = <T extends string>(cell: string, value: T): Read<T> =>
  cell === value ? { value } : { value, mended: said('cell/spelling', { value }) }

/** Any text, with its runs of white space made one. */
export const readText: CellReader<string> = (cell) => {
  const value = cell.replace(/\s+/g, ' ').trim()
  return value.length <= 200 ? { value } : problem('cell/too-long', { most: 200 })
}

const oneOf =
  <T extends string>(known: readonly T[], text: 'cell/profile' | 'cell/level' | 'cell/world'): CellReader<T> =>
  (cell) => {
    const found = known.find((one) => squash(one) === squash(cell))
    return found === undefined ? problem(text, { known: known.join(', ') }) : asRead(cell.trim(), found)
  }
export const readProfile: CellReader<Profile> = oneOf(profiles, 'cell/profile')
export const readLevel: CellReader<Level> = oneOf(levels, 'cell/level')
export const readWorld: CellReader<World> = oneOf(worlds, 'cell/world')

/** Several values between bars, in their order; a repeated one counts once. */
const listOf =
  <T>(reader: CellReader<T>, separator: RegExp): CellReader<readonly T[]> =>
  (cell) => {
    const values: T[] = []
    let mended: Said | undefined
    for (const part of cell
      .split(separator)
      .map((one) => one.trim())
      .filter((one) => one !== '')) {
      const read = reader(part)
      if ('problem' in read) return read
      mended ??= read.mended
      if (!values.includes(read.value)) values.push(read.value)
    }
    return { value: values, mended }
  }
export const readWorlds: CellReader<readonly World[]> = listOf(readWorld, /[|;]/)

const weekdayNames = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag']
export const readWeekday: CellReader<Weekday> = (cell) => {
  const name = squash(cell)
  const at = weekdayNames.findIndex((long) => long === name || long.slice(0, 2) === name)
  return at === -1 ? problem('cell/weekday', { known: weekdays.join(' ') }) : { value: weekdays[at]! }
}
export const readWeekdays: CellReader<readonly Weekday[]> = listOf(readWeekday, /[\s,|/]+/)

const isRealDay = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
/** `31-12-2011`, `31/12/2011` or `2011-12-31`. */
export const readDay: CellReader<Day> = (cell) => {
  const text = cell.trim()
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const parts = dutch ? [dutch[3], dutch[2], dutch[1]] : iso ? [iso[1], iso[2], iso[3]] : undefined
  if (parts === undefined) return problem('cell/day-form')
  const [year, month, day] = parts.map(Number) as [number, number, number]
  if (!isRealDay(year, month, day)) return problem('cell/day-unreal')
  return { value: [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-') }
}

/** `1234 AB`, also without the space or in small letters; the first digit is never 0. */
export const readPostcode: CellReader<string> = (cell) => {
  const match = /^([1-9]\d{3})\s*([A-Za-z]{2})$/.exec(cell.trim())
  if (match === null) return problem('cell/postcode')
  return asRead(cell.trim(), `${match[1]} ${match[2]!.toUpperCase()}`)
}

/** In small letters, as it is compared when somebody signs in. */
export const readEmail: CellReader<string> = (cell) => {
  const text = cell.trim()
  const right = /^[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+$/.test(text) && text.length <= 254
  return right ? asRead(text, text.toLowerCase()) : problem('cell/email')
}

/** A whole number of at least `least`. */
export const readWhole =
  (least: number, most: number): CellReader<number> =>
  (cell) => {
    const text = cell.trim().replace(/[.,]0+$/, '')
    const value = Number(text)
    if (!/^\d{1,9}$/.test(text) || value < least || value > most) return problem('cell/whole', { least, most })
    return text === cell.trim() ? { value } : { value, mended: said('cell/spelling', { value }) }
  }

/** A number of degrees, with a point or a comma. */
export const readDegrees =
  (most: number): CellReader<number> =>
  (cell) => {
    const text = cell.trim().replace(',', '.')
    const value = Number(text)
    return /^-?\d{1,3}(\.\d+)?$/.test(text) && Math.abs(value) <= most ? { value } : problem('cell/degrees', { most })
  }

/** Digits of a fixed length: separators go, and zeros that a spreadsheet ate (at most `eaten`) come back. */
export const readDigits =
  (length: number, eaten: number, text: 'cell/kvk' | 'cell/establishment' | 'cell/crebo'): CellReader<string> =>
  (cell) => {
    const digits = cell
      .trim()
      .replace(/\.0$/, '')
      .replace(/(?<=\d)[\s.\-\u00a0]+(?=\d)/g, '')
    if (!/^\d+$/.test(digits) || digits.length > length || digits.length < length - eaten || /^0+$/.test(digits))
      return problem(text)
    const value = digits.padStart(length, '0')
    if (value === cell) return { value }
    return { value, mended: said(digits.length < length ? 'cell/zeros-put-back' : 'cell/signs-removed', { value }) }
  }
