// A fault that passes must never put an event aside for a person; one of the event itself must.
import { DomainError } from '@stagebureau/shared'
import { isPassing, refusalOf } from './passing-fault.ts'
import { StoreError } from './store-error.ts'

const named = (name: string, more: object = {}) => Object.assign(new Error('fault'), { name, ...more })

describe('a fault that passes', () => {
  it.each([
    ['a full disk', new StoreError('store/full', 'full')],
    ['a server that is away', named('MongoServerSelectionError')],
    ['a connection that broke', named('MongoNetworkTimeoutError')],
    ['mongoose that waits for a server', named('MongooseServerSelectionError')],
    ['a question that took too long', named('MongoServerError', { code: 50 })],
    ['a part that is not reachable', new DomainError('unavailable', 'service/away', { service: 'matching' })],
    ['a document that many change at once', new DomainError('conflict', 'store/busy')],
  ])('is %s', (_, fault) => expect(isPassing(fault)).toBe(true))

  it.each([
    ['a refusal', new DomainError('invalid', 'company/unknown')],
    ['a damaged file', new StoreError('store/corrupt', 'damaged')],
    ['a duplicate', named('MongoServerError', { code: 11000 })],
    ['a mistake in the code', new TypeError('x is not a function')],
    ['nothing', undefined],
  ])('is not %s', (_, fault) => expect(isPassing(fault)).toBe(false))

  it.each([
    ['a full disk', new StoreError('store/full', 'full'), 'store/full'],
    ['a server that is away', named('MongoNetworkError'), 'store/away'],
  ])('is refused in words: %s', (_, fault, slug) => {
    expect(refusalOf(fault)).toMatchObject({ kind: 'unavailable', slug })
  })

  it.each([
    ['a refusal', new DomainError('conflict', 'store/busy')],
    ['a mistake in the code', new TypeError('x is not a function')],
  ])('leaves %s as it is', (_, error) => expect(refusalOf(error)).toBe(error))
})
