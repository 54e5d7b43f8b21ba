// Reads parsed JSON field by field; whatever is not as it should be is named by its path, its value and what was expected.

/** `path` as in `arcs[17][2]`; the message has path, flaw and value. */
export class BadInput extends Error {
  readonly path: string
  readonly flaw: string

  constructor(path: string, flaw: string) {
    super(path === '' ? flaw : `${path}: ${flaw}`)
    this.path = path
    this.flaw = flaw
  }
}

/** Makes a value of a type or throws BadInput with a path that starts at the value. */
export type Read<T> = (value: unknown) => T

/** The largest number that fits the 32-bit arrays of the engine. */
export const LARGEST = 0x7fffffff

/** Runs `work`; the path of whatever it refuses gets the place in front of it. */
const inside = <T>(place: () => string | number, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof BadInput) throw new BadInput(joined(place(), error.path), error.flaw)
    throw error
  }
}

const joined = (place: string | number, path: string) => {
  const start = typeof place === 'number' ? `[${place}]` : place
  return path === '' || path.startsWith('[') ? start + path : `${start}.${path}`
}

export const field = <T>(value: unknown, name: string, read: Read<T>): T => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused(value, 'an object')
  return inside(
    () => name,
    () => read(Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined),
  )
}

/** A field that may be absent (or null). */
export const optional =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value) =>
    value === undefined || value === null ? undefined : read(value)

/** Calls `each` for every entry, in order. */
export const forEach = (value: unknown, each: (entry: unknown, k: number) => void) => {
  if (!Array.isArray(value)) throw refused(value, 'a list')
  let k = 0
  inside(
    () => k,
    () => {
      for (; k < value.length; k++) each(value[k], k)
    },
  )
}

export const list =
  <T>(read: Read<T>): Read<T[]> =>
  (value) => {
    const entries: T[] = []
    forEach(value, (entry) => entries.push(read(entry)))
    return entries
  }

/** A list of whole numbers; of exactly `length` entries when that is given. */
export const wholes =
  (least: number, most: number, length?: number): Read<Int32Array> =>
  (value) => {
    const read = whole(least, most)
    if (!Array.isArray(value)) throw refused(value, 'a list')
    const numbers = new Int32Array(value.length)
    forEach(value, (entry, k) => {
      numbers[k] = read(entry)
    })
    if (length !== undefined && numbers.length !== length) {
      throw new BadInput('', `has ${numbers.length} entries, not ${length}`)
    }
    return numbers
  }

export const whole =
  (least: number, most: number): Read<number> =>
  (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw refused(value, 'an integer')
    if (value < least || value > most) throw refused(value, `between ${least} and ${most}`)
    return value
  }

/** Any finite number from `least` to `most`. */
export const number =
  (least: number, most: number): Read<number> =>
  (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw refused(value, 'a number')
    if (value < least || value > most) throw refused(value, `between ${least} and ${most}`)
    return value
  }

export const oneOf =
  <Word extends string>(...words: readonly Word[]): Read<Word> =>
  (value) => {
    const found = words.find((word) => word === value)
    if (found === undefined) throw refused(value, `one of ${words.join(', ')}`)
    return found
  }

/** What is thrown for a value that is not what was expected. */
export const refused = (value: unknown, expected: string) =>
  new BadInput('', value === undefined ? `missing, expected ${expected}` : `not ${expected}: ${shown(value)}`)

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value)
  return text
}
