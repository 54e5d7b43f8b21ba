// The code that a company's screen shows at an instant, made from its key as the graph describes it.
import { createHmac } from 'node:crypto'

type Key = { readonly site: string; readonly key: string; readonly stepSeconds: number }

/** site.step.mac; mac is base64url of the first 80 bits of HMAC-SHA-256 over `site|step`. */
export const codeAt = ({ site, key, stepSeconds }: Key, instant: string): string => {
  const step = Math.floor(Date.parse(instant) / 1000 / stepSeconds)
  const mac = createHmac('sha256', Buffer.from(key, 'base64url')).update(`${site}|${step}`).digest().subarray(0, 10)
  return `${site}.${step}.${mac.toString('base64url')}`
}
