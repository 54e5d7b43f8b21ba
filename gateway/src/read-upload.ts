// Reads an uploaded file from a request: multipart with a field `file`, or the bytes by themselves.
import { DomainError } from '@stagebureau/shared'
import type { Request as ExpressRequest } from 'express'

const readBody = async (request: ExpressRequest, most: number): Promise<Buffer> => {
  const tooLarge = () => new DomainError('invalid', 'upload/too-large', { most: Math.round(most / 1024 / 1024) })
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > most) throw tooLarge()
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** Throws a refusal when there is no file in it, or too much of it. */
export const readUpload = async (request: ExpressRequest, mostBytes: number): Promise<Uint8Array> => {
  const type = request.headers['content-type'] ?? ''
  // A little more than the file itself, for what multipart puts around it.
  const body = await readBody(request, mostBytes + 64 * 1024)
  if (!type.startsWith('multipart/form-data')) return body
  try {
    const form = await new Response(body as never, { headers: { 'content-type': type } }).formData()
    const file = form.get('file')
    if (file instanceof Blob) return new Uint8Array(await file.arrayBuffer())
  } catch {
    // Not multipart after all: the same refusal as for a form without a file.
  }
  throw new DomainError('invalid', 'upload/no-file')
}
