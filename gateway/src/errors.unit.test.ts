// What a client is told by code: each kind of refusal has its own, and of a fault only a number to ask about.
import { createLog, StoreError } from '@stagebureau/infra'
import { DomainError, type RefusalKind } from '@stagebureau/shared'
import { GraphQLError } from 'graphql'
import { presentError } from './errors.ts'

const reader = { language: 'en', requestId: 'r-1' } as const
const presented = (error: unknown) => presentError(error, reader, createLog('silent'))

describe('an error in the graph', () => {
  it.each<[RefusalKind, string]>([
    ['invalid', 'BAD_USER_INPUT'],
    ['forbidden', 'FORBIDDEN'],
    ['missing', 'NOT_FOUND'],
    ['conflict', 'CONFLICT'],
    ['unavailable', 'UNAVAILABLE'],
  ])('that is a refusal of kind %s has the code %s and says what it is about', (kind, code) => {
    const error = presented(new DomainError(kind, 'store/busy', { id: 'c1' }))
    expect(error.extensions).toEqual({ code, slug: 'store/busy', requestId: 'r-1' })
    expect(error.message).toContain('c1')
  })

  it('that a resolver threw keeps its place in the answer', () => {
    const thrown = new GraphQLError('wrapped', {
      path: ['season', 'programmes'],
      originalError: new DomainError('missing', 'company/unknown'),
    })
    expect(presented(thrown)).toMatchObject({ path: ['season', 'programmes'], extensions: { code: 'NOT_FOUND' } })
  })

  it('that tells of several fields names each in words', () => {
    const fields = [{ path: 'name', text: { text: 'cell/too-long' as const, values: { most: 3 } } }]
    const { extensions } = presented(new DomainError('invalid', 'input/invalid', { path: 'name' }, fields))
    expect(extensions.fields).toEqual([{ path: 'name', text: 'longer than 3 characters; shorten it' }])
  })

  it('that is a fault is masked and gives its number', () => {
    const { message, extensions } = presented(new Error('SELECT secret FROM table'))
    expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', slug: 'fault', requestId: 'r-1' })
    expect(message).toContain('r-1')
    expect(message).not.toContain('secret')
  })

  it.each([
    ['a full disk', new StoreError('store/full', '/data/companies.sqlite: no room'), 'store/full'],
    ['a document server that is away', new StoreError('store/unreachable', 'db.internal:27017'), 'store/away'],
  ])('that is %s says so without a word of where', (_, fault, slug) => {
    const { message, extensions } = presented(fault)
    expect(extensions).toMatchObject({ code: 'UNAVAILABLE', slug })
    expect(message).not.toMatch(/sqlite|27017/)
  })
})
