// Says how large a zip file becomes when it is unpacked, without ever holding more than is allowed (APPNOTE 6.3, PKWARE).
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)

export type Unpacked = { readonly bytes: number } | { readonly problem: 'not-a-zip' | 'too-large' }

type Entry = { readonly method: number; readonly packed: number; readonly said: number; readonly at: number }

const endSign = 0x06054b50
const entrySign = 0x02014b50
const localSign = 0x04034b50
const mostEntries = 2000

/** The list at the end of a zip file; undefined when there is none that can be trusted. */
const readEntries = (zip: Buffer): Entry[] | undefined => {
  let end = zip.length - 22
  const earliest = Math.max(0, end - 65_535)
  while (end >= earliest && zip.readUInt32LE(end) !== endSign) end--
  if (end < earliest || end < 0) return undefined
  const count = zip.readUInt16LE(end + 10)
  if (count === 0 || count > mostEntries) return undefined
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let n = 0; n < count; n++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== entrySign) return undefined
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    entries.push({
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      said: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    })
    at += 46 + nameLength! + extraLength! + noteLength!
  }
  return entries
}

/**
 * Unpacks every entry as far as `most` bytes in all, because sizes in a zip file can lie. Entries that the list at its
 * end does not name make it no zip: a reader that goes from entry to entry would unpack those too.
 */
export const unpackedSize = async (zip: Buffer, most: number): Promise<Unpacked> => {
  const entries = readEntries(zip)?.toSorted((a, b) => a.at - b.at)
  if (entries === undefined) return { problem: 'not-a-zip' }
  if (entries.reduce((sum, { said }) => sum + said, 0) > most) return { problem: 'too-large' }
  let bytes = 0
  let next = 0
  for (const { method, packed, at } of entries) {
    // Between two entries stands a data descriptor at most.
    if (at - next > 24 || at < next || at + 30 > zip.length || zip.readUInt32LE(at) !== localSign)
      return { problem: 'not-a-zip' }
    const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
    next = start + packed
    if (next > zip.length) return { problem: 'not-a-zip' }
    if (method === 0) bytes += packed
    else if (method === 8) {
      try {
        bytes += (await inflate(zip.subarray(start, next), { maxOutputLength: most - bytes + 1 })).length
      } catch (error) {
        return { problem: (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-a-zip' }
      }
    } else return { problem: 'not-a-zip' }
    if (bytes > most) return { problem: 'too-large' }
  }
  return { bytes }
}
