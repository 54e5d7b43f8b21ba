// Tokens by which parts of the bureau know each other: ES256, for one part only, ten minutes at most.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { DomainError } from '@stagebureau/shared'
import jwt from 'jsonwebtoken'
import { ConfigError } from '../config.ts'

const issuer = 'stagebureau'
const lifeSeconds = 600
/** Clocks of two machines are never the same. */
const toleranceSeconds = 30

/** The name of a key follows from the key: the first 128 bits of the SHA-256 of its public half. */
const nameOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
    .slice(0, 22)

const onP256 = (key: KeyObject, setting: string): KeyObject => {
  if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  throw new ConfigError([`${setting}: not a key on the curve P-256; npm run -s service-keys makes a pair`])
}
const read = (setting: string, make: () => KeyObject): KeyObject => {
  try {
    return onP256(make(), setting)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError([`${setting}: cannot be read; npm run -s service-keys makes a pair`])
  }
}

export type ServiceKeys = { readonly privateKey: string; readonly publicKey: string }

/** A new pair as the settings hold it: base64 of PKCS 8 and SPKI. */
export const makeServiceKeys = (): ServiceKeys => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  }
}

/**
 * Gives a token for one part, a new one when the last has served half its life or is from the future, as after the clock
 * was put back. `now` in milliseconds since 1970. Throws a ConfigError for a wrong key.
 */
export const createSigner = (privateKey: string, audience: string, now: () => number = Date.now): (() => string) => {
  const key = read('SERVICE_PRIVATE_KEY', () =>
    createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }),
  )
  const keyid = nameOf(createPublicKey(key))
  let token = ''
  let signedAt = Number.NEGATIVE_INFINITY
  return () => {
    const age = now() - signedAt
    if (age >= 0 && age < (lifeSeconds / 2) * 1000) return token
    signedAt = now()
    const iat = Math.floor(signedAt / 1000)
    token = jwt.sign({ iat }, key, { algorithm: 'ES256', keyid, issuer, audience, expiresIn: lifeSeconds })
    return token
  }
}

/** Throws a refusal unless the header `Authorization` holds a token of ours. */
export type Admit = (authorization: string | undefined) => void

const refuse = (): never => {
  throw new DomainError('forbidden', 'request/not-from-us')
}

/** Lets in who has a token for this part by one of these keys; a ConfigError for a wrong key. */
export const createAdmit = (publicKeys: readonly string[], audience: string): Admit => {
  const keys = new Map(
    publicKeys.map((text) => {
      const key = read('SERVICE_PUBLIC_KEYS', () =>
        createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' }),
      )
      return [nameOf(key), key] as const
    }),
  )
  // By itself the library takes any algorithm that fits the key, any audience, and tokens that never end (RFC 8725).
  const options = { algorithms: ['ES256'], issuer, audience, maxAge: lifeSeconds, clockTolerance: toleranceSeconds }
  return (authorization) => {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? ''
    const key = keys.get(jwt.decode(token, { complete: true })?.header.kid ?? '') ?? refuse()
    try {
      const claims = jwt.verify(token, key, options as jwt.VerifyOptions) as jwt.JwtPayload
      const life = (claims.exp ?? Number.POSITIVE_INFINITY) - (claims.iat ?? 0)
      if (typeof claims.aud !== 'string' || life > lifeSeconds) refuse()
    } catch {
      refuse()
    }
  }
}
