// Reads MongoDB's regular expressions into JavaScript's.
import { types } from 'node:util'
import type mongoose from 'mongoose'
import { unsupported } from '../store-error.ts'
import { serverError } from './server-error.ts'

const flagsOf = (options: string): string => {
  for (const option of options) {
    if (option === 'x') throw unsupported('The option x of $regex', 'write the pattern without blanks and comments')
    if (!'imsu'.includes(option)) throw serverError(2, `invalid flag in regex options: ${option}`)
  }
  return [...new Set(options)].join('')
}

const compile = (source: string, options: string): RegExp => {
  const flags = flagsOf(options)
  // PCRE writes options inside the pattern as (?i); JavaScript knows them only as flags.
  const inline = /^\(\?([ims]+)\)/.exec(source)
  try {
    return inline ? new RegExp(source.slice(inline[0].length), flagsOf(flags + inline[1]!)) : new RegExp(source, flags)
  } catch (cause) {
    throw serverError(2, `Regular expression is invalid: ${(cause as Error).message}`)
  }
}

/** The pattern to test strings with, never global or sticky; `options` replaces the pattern's own. */
export const parseRegex = (value: unknown, options?: unknown): RegExp => {
  if (options !== undefined && typeof options !== 'string') throw serverError(2, '$options has to be a string')
  if (typeof value === 'string') return compile(value, options ?? '')
  if (types.isRegExp(value)) return compile(value.source, options ?? value.flags.replace(/[dgvy]/g, ''))
  if ((value as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp') {
    const { pattern, options: own } = value as mongoose.mongo.BSONRegExp
    return compile(pattern, options ?? own)
  }
  throw serverError(2, '$regex has to be a string')
}

/** The text every match begins with, for a range over an index; empty when there is none. */
export const fixedPrefix = (pattern: RegExp): string => {
  if (pattern.flags.includes('i') || pattern.flags.includes('m')) return ''
  const head = /^\^([\w\s\-@/:,;&%#=<>"'!~`À-\uffff]*)(.?)/.exec(pattern.source)
  if (head === null || pattern.source.includes('|')) return ''
  const [, text = '', next = ''] = head
  return '?*{'.includes(next) && next !== '' ? text.slice(0, -1) : text
}
