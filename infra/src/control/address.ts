// Where the local socket of a running bureau is: in its data folder, or elsewhere when that path is too long for a socket.
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Paths of sockets have at most about a hundred characters. */
const longest = 100

export const controlAddress = (data: string): string => {
  const inFolder = join(resolve(data), 'bureau.sock')
  if (inFolder.length <= longest) return inFolder
  return join(tmpdir(), `stagebureau-${createHash('sha256').update(resolve(data)).digest('hex').slice(0, 24)}.sock`)
}
