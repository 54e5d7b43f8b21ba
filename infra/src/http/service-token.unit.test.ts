import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { createAdmit, createSigner, makeServiceKeys } from './service-token.ts'

const keys = makeServiceKeys()
const key = createPrivateKey({ key: Buffer.from(keys.privateKey, 'base64'), format: 'der', type: 'pkcs8' })
const admit = createAdmit([keys.publicKey], 'matching')
const ours = createSigner(keys.privateKey, 'matching')()
const { kid } = jwt.decode(ours, { complete: true })!.header as { kid: string }
const good: jwt.SignOptions = {
  algorithm: 'ES256',
  keyid: kid,
  issuer: 'stagebureau',
  audience: 'matching',
  expiresIn: 600,
}
const signed = (change: object, claims: object = {}) => {
  const options = Object.fromEntries(Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined))
  return `Bearer ${jwt.sign(claims, key, options)}`
}
const other = makeServiceKeys()
const anHourAgo = Math.floor(Date.now() / 1000) - 3600

describe('jsonwebtoken by itself', () => {
  it('signs with a password of three letters, and takes what never ends and is for anybody', () => {
    const careless = jwt.sign({}, 'abc', { audience: 'somebody else' })
    expect(jwt.verify(careless, 'abc')).not.toHaveProperty('exp')
  })
})

describe('the token between parts', () => {
  it('opens the door of the part that it is for', () => expect(() => admit(`Bearer ${ours}`)).not.toThrow())

  it.each([
    ['forward', 3600],
    ['back', -3600],
  ])('is another one when the clock was put %s', (_, seconds) => {
    let now = Date.now() - seconds * 1000
    const sign = createSigner(keys.privateKey, 'matching', () => now)
    const before = sign()
    expect(sign()).toBe(before)
    now = Date.now()
    expect(sign()).not.toBe(before)
    expect(() => admit(`Bearer ${sign()}`)).not.toThrow()
  })

  it('stays good while a key is replaced', () => {
    const both = createAdmit([other.publicKey, keys.publicKey], 'matching')
    expect(() => both(`Bearer ${ours}`)).not.toThrow()
    expect(() => both(`Bearer ${createSigner(other.privateKey, 'matching')()}`)).not.toThrow()
  })

  it.each<[string, () => string | undefined]>([
    ['nothing', () => undefined],
    ['a word', () => 'Bearer secret'],
    ['another part', () => `Bearer ${createSigner(keys.privateKey, 'companies')()}`],
    ['a key that is not ours', () => `Bearer ${createSigner(other.privateKey, 'matching')()}`],
    [
      'a key that is not ours under the name of one that is',
      () =>
        `Bearer ${jwt.sign({}, createPrivateKey({ key: Buffer.from(other.privateKey, 'base64'), format: 'der', type: 'pkcs8' }), good)}`,
    ],
    ['no name of a key', () => signed({ keyid: undefined })],
    ['no end', () => signed({ expiresIn: undefined })],
    ['an end too far away', () => signed({ expiresIn: 3600 })],
    ['an end in the past', () => signed({}, { iat: anHourAgo })],
    ['no audience', () => signed({ audience: undefined })],
    ['several audiences', () => signed({ audience: ['matching', 'companies'] })],
    ['another issuer', () => signed({ issuer: 'somebody' })],
    ['no signature', () => `Bearer ${jwt.sign({}, '', { ...good, algorithm: 'none' })}`],
    [
      'a signature by the public key as a password',
      () => {
        const text = createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string
        return `Bearer ${jwt.sign({}, text, { ...good, algorithm: 'HS256' })}`
      },
    ],
  ])('keeps out %s', (_, header) => expect(() => admit(header())).toThrow(/parts of the bureau only/))

  it('says which setting is wrong', () => {
    expect(() => createSigner('not a key', 'matching')).toThrow(/SERVICE_PRIVATE_KEY: cannot be read/)
    expect(() => createAdmit(['not a key'], 'matching')).toThrow(/SERVICE_PUBLIC_KEYS: cannot be read/)
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const text = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    expect(() => createAdmit([text], 'matching')).toThrow(/not a key on the curve P-256/)
  })
})
