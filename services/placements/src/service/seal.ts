// Seals a birth date so that only this service can read it: AES-256-GCM with a key of its own for every person.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

const keyOf = (secret: string, person: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, person, 'birth date', 32))

/** The same date of the same person gives the same text, so that a repeated import sees that nothing changed. */
export const seal = (secret: string, person: string, date: string): string => {
  const key = keyOf(secret, person)
  const nonce = createHmac('sha256', key).update(date).digest().subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(date, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
}

/** Throws when the text was not sealed for this person. */
export const unseal = (secret: string, person: string, text: string): string => {
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, person), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
}

export const personOf = (schoolId: string, number: string): string => `${schoolId}:${number}`

/** A draw of 48 bits from the season's seed: the same for the same student of the same school, in any order of files. */
export const drawLot = (seed: number, brin: string, number: string): number =>
  createHmac('sha256', String(seed)).update(`${brin}:${number}`).digest().readUIntBE(0, 6)
