// A whole bureau as one file: a line that says what it is, a line per document, and a last line with the hash of all before.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import mongoose from 'mongoose'

const { EJSON } = mongoose.mongo.BSON

/** Raised when documents are written in another way; a program reads the formats that it knows. */
const format = 1
const readBytes = 1024 * 1024

export type Kept = {
  readonly database: string
  readonly collection: string
  readonly document: Readonly<Record<string, unknown>>
}
type First = { readonly stagebureau: number; readonly writtenAt: string; readonly secret: string }
/** The last line: the number of documents and the hash of every line before it. */
export type Moved = { readonly documents: number; readonly sha256: string }

/** What stands in the way of a move, in a sentence with what to do. */
export class MoveError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MoveError'
  }
}

/** Tells whether two bureaus have the same secret, and nothing about it. */
const markOf = (secret: string): string =>
  createHmac('sha256', secret).update('the secret of a bureau in a file').digest('base64url')

/** Streams the documents into the file, which its owner alone can read; resolves with their number and the hash. */
export const writeBureauFile = async (file: string, secret: string, kept: AsyncIterable<Kept>): Promise<Moved> => {
  if (existsSync(file)) throw new MoveError(`${file} is there already: give the name of a new file.`)
  const part = `${file}.part`
  const hash = createHash('sha256')
  let documents = 0
  let last: Moved | undefined
  const lines = async function* () {
    const hashed = (line: string) => {
      hash.update(line)
      return line
    }
    const first: First = { stagebureau: format, writtenAt: new Date().toISOString(), secret: markOf(secret) }
    yield hashed(`${JSON.stringify(first)}\n`)
    for await (const { database, collection, document } of kept) {
      documents++
      yield hashed(`${EJSON.stringify({ database, collection, document }, { relaxed: true })}\n`)
    }
    last = { documents, sha256: hash.digest('hex') }
    yield `${JSON.stringify(last)}\n`
  }
  rmSync(part, { force: true })
  try {
    await pipeline(Readable.from(lines()), createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }))
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  return last!
}

/** Every line with its end; a last one without an end as well. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: readBytes })) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      yield bytes.subarray(from, end + 1)
      from = end + 1
    }
    rest = bytes.subarray(from)
  }
  if (rest.length > 0) yield rest
}

const parsed = <T>(line: Buffer | undefined): Partial<T> => {
  try {
    return JSON.parse(String(line)) as Partial<T>
  } catch {
    return {}
  }
}

/** Reads the whole file once; throws a MoveError unless it is a whole and unchanged bureau with this secret. */
export const checkBureauFile = async (file: string, secret: string): Promise<Moved> => {
  if (!existsSync(file)) throw new MoveError(`There is no file ${file}.`)
  const hash = createHash('sha256')
  let lines = 0
  let first: Buffer | undefined
  let last: Buffer | undefined
  for await (const line of linesOf(file)) {
    if (last !== undefined) hash.update(last)
    first ??= line
    last = line
    lines++
  }
  const head = parsed<First>(first)
  if (head.stagebureau === undefined || head.secret === undefined)
    throw new MoveError(`${file} is not a bureau: give a file that "npm run export" has written.`)
  if (head.stagebureau > format)
    throw new MoveError(`${file} was written by a newer version (format ${head.stagebureau}): update this program.`)
  const { documents, sha256 } = parsed<Moved>(last)
  if (documents !== lines - 2 || sha256 === undefined)
    throw new MoveError(`${file} is not whole, its end is missing: copy or export it again.`)
  if (sha256 !== hash.digest('hex'))
    throw new MoveError(`${file} has been changed since it was written: copy or export it again.`)
  const [theirs, ours] = [Buffer.from(head.secret), Buffer.from(markOf(secret))]
  if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours))
    throw new MoveError(
      `The bureau in ${file} has another secret, without which its birth dates, links and codes cannot be read: set SECRET to the secret of the old bureau.`,
    )
  return { documents, sha256 }
}

/** The documents of a file that has been checked. */
export async function* documentsIn(file: string): AsyncGenerator<Kept> {
  let first = true
  for await (const line of linesOf(file)) {
    const read = first ? {} : (EJSON.parse(String(line), { relaxed: true }) as Partial<Kept>)
    first = false
    if (read.document !== undefined) yield read as Kept
  }
}
