// Reads one JSON file, or standard input.
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { BadInput } from './reader.ts'

/** The parsed content of a file, of standard input for `-`; throws BadInput when it cannot be read or is not JSON. */
export const readJson = async (file: string): Promise<unknown> => {
  const name = file === '-' ? 'standard input' : file
  const text = await textOf(file).catch((error: Error) => {
    throw new BadInput(name, `cannot be read: ${error.message}`)
  })
  try {
    // Some editors put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new BadInput(name, `not JSON: ${(error as Error).message}`)
  }
}

const textOf = async (file: string) => (file === '-' ? await buffer(process.stdin) : await readFile(file)).toString()
