// The codes that students scan or type: made from a key of the company, on a poster or new every fifteen seconds.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export const stepSeconds = 15
/** A rotating code is taken from two steps back to one ahead. */
const stepsBack = 2
const stepsAhead = 1

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Keys follow from the bureau's secret (HKDF, RFC 5869), so they are kept only to save work: every student of a site needs the same. */
const keys = new Map<string, Buffer>()
const mostKeys = 10_000
const keyFor = (secret: string, site: string, purpose: string): Buffer => {
  const name = JSON.stringify([secret, site, purpose])
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = Buffer.from(hkdfSync('sha256', secret, site, `attendance|${purpose}`, 32))
  if (keys.size >= mostKeys) keys.clear()
  keys.set(name, key)
  return key
}
export const dayKey = (secret: string, site: string, date: string): Buffer => keyFor(secret, site, date)
const posterKey = (secret: string, site: string): Buffer => keyFor(secret, site, 'poster')

const macOf = (key: Buffer, message: string): Buffer =>
  createHmac('sha256', key).update(message).digest().subarray(0, 10)

export const stepAt = (instant: string): number => Math.floor(Date.parse(instant) / 1000 / stepSeconds)

/** Eight characters that a person can read out: Crockford's base 32 of the first 40 bits. */
export const typedForm = (mac: Buffer): string => {
  const bits = mac.readUIntBE(0, 5)
  return Array.from({ length: 8 }, (_, i) => alphabet[Math.floor(bits / 32 ** (7 - i)) % 32]).join('')
}
/** What people type: case, spaces and dashes do not matter, O is 0, I and L are 1; undefined when it is no such code. */
export const readTyped = (text: string): string | undefined => {
  const code = text.replace(/[\s-]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')
  return code.length === 8 && [...code].every((sign) => alphabet.includes(sign)) ? code : undefined
}

export const posterMac = (secret: string, site: string, version: number): Buffer =>
  macOf(posterKey(secret, site), `${site}|p${version}`)
export const posterCode = (secret: string, site: string, version: number): string =>
  `${site}.p${version}.${posterMac(secret, site, version).toString('base64url')}`

const rotatingMac = (secret: string, site: string, date: string, step: number): Buffer =>
  macOf(dayKey(secret, site, date), `${site}|${step}`)

const same = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

export type CodeRead =
  | { readonly kind: 'poster'; readonly site: string; readonly version: number }
  | { readonly kind: 'rotating'; readonly site: string; readonly fresh: boolean }
  | { readonly kind: 'unknown' }

/** Reads the fragment behind `#`, or a whole address that ends in it. `at` is when the code was seen, `date` its local day. */
export const readCode = (secret: string, text: string, at: string, date: string): CodeRead => {
  const [site, middle, mac] = text
    .slice(text.lastIndexOf('#') + 1)
    .trim()
    .split('.')
  if (site === undefined || middle === undefined || mac === undefined) return { kind: 'unknown' }
  const version = /^p(\d{1,6})$/.exec(middle)?.[1]
  if (version !== undefined) {
    const right = posterMac(secret, site, Number(version)).toString('base64url')
    return same(mac, right) ? { kind: 'poster', site, version: Number(version) } : { kind: 'unknown' }
  }
  if (!/^\d{1,12}$/.test(middle)) return { kind: 'unknown' }
  const step = Number(middle)
  if (!same(mac, rotatingMac(secret, site, date, step).toString('base64url'))) return { kind: 'unknown' }
  const age = stepAt(at) - step
  return { kind: 'rotating', site, fresh: age >= -stepsAhead && age <= stepsBack }
}

/** Finds a typed code among the sites where it may have been seen. */
export const findTyped = (
  secret: string,
  typed: string,
  sites: Iterable<{ readonly site: string; readonly posterVersion: number }>,
  at: string,
  date: string,
): CodeRead => {
  const now = stepAt(at)
  for (const { site, posterVersion } of sites) {
    if (typedForm(posterMac(secret, site, posterVersion)) === typed)
      return { kind: 'poster', site, version: posterVersion }
    for (let step = now - stepsBack; step <= now + stepsAhead; step++)
      if (typedForm(rotatingMac(secret, site, date, step)) === typed) return { kind: 'rotating', site, fresh: true }
  }
  return { kind: 'unknown' }
}
