// The rotating code of a company: made in the browser from the key of the day, so that it goes on without connection.

export type AttendanceKey = {
  readonly site: string
  /** base64url */
  readonly key: string
  readonly stepSeconds: number
  readonly notBefore: string
  readonly notAfter: string
}
export type Code = {
  /** What a QR code says: the address that a phone's own camera can open. */
  readonly url: string
  /** Eight characters for whoever cannot scan. */
  readonly typed: string
  readonly step: number
}

/** Crockford's base 32: no letters that look like digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const typedForm = (mac: Uint8Array): string => {
  const bits = mac.slice(0, 5).reduce((sum, byte) => sum * 256 + byte, 0)
  return Array.from({ length: 8 }, (_, i) => alphabet[Math.floor(bits / 32 ** (7 - i)) % 32]).join('')
}
const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

export const stepAt = (instant: Date, stepSeconds: number): number => Math.floor(instant.getTime() / 1000 / stepSeconds)

/** HMAC-SHA-256 over `site|step`, cut to 80 bits. */
export const codeOf = async (
  { site, key }: Pick<AttendanceKey, 'site' | 'key'>,
  step: number,
  origin: string,
): Promise<Code> => {
  const secret = await crypto.subtle.importKey('raw', fromBase64Url(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  const signed = await crypto.subtle.sign('HMAC', secret, new TextEncoder().encode(`${site}|${step}`))
  const mac = new Uint8Array(signed).slice(0, 10)
  return { url: `${origin}/a#${site}.${step}.${toBase64Url(mac)}`, typed: typedForm(mac), step }
}

/** ABCD EFGH, as people read it out. */
export const inTwo = (typed: string): string => `${typed.slice(0, 4)} ${typed.slice(4)}`
