// Puts everything that was said of a row into one sentence for a reader.
import { type Language, say } from '../language/say.ts'
import type { ImportRow } from './table.ts'

/** The first reason is about the row's own column; the others name theirs. */
export const reasonOf = (language: Language, { column, reasons }: ImportRow): string =>
  reasons
    .map(({ column: other, value, said }, i) => {
      const text = say(language, said.text, said.values)
      return i === 0 || (other === column && value === reasons[0]?.value) ? text : `${other} ${value}: ${text}`
    })
    .join('; ')
