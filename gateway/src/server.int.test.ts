// What yoga and express do by themselves with whoever comes by, and that the gateway does not.
import { listen } from '@stagebureau/infra'
import express, { type Express } from 'express'
import { createSchema, createYoga } from 'graphql-yoga'
import { type EmptyBureau, openEmptyBureau } from './testing/small-bureau.ts'

const browser = { accept: 'text/html' }
const asJson = { 'content-type': 'application/json' }

describe('the gateway as a stranger finds it', () => {
  let ours: EmptyBureau
  beforeAll(async () => {
    ours = await openEmptyBureau()
  }, 60_000)
  afterAll(() => ours.close())

  const withBare = async (set: (app: Express) => void, look: (url: string) => Promise<unknown>) => {
    const app = express()
    set(app)
    const server = await listen(app, '127.0.0.1', 0)
    await look(server.url)
    await server.close()
  }
  const textOf = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).text()
  const yoga = () => createYoga({ schema: createSchema({ typeDefs: 'type Query { a: Int }' }), logging: false })

  it('offers no place to try questions, as yoga by itself does', async () => {
    await withBare(
      (app) => app.use(yoga() as never),
      async (url) => {
        expect(await textOf(`${url}/graphql`, { headers: browser })).toContain('GraphiQL')
        expect(await textOf(`${url}/nowhere`, { headers: browser })).toContain('GraphQL Yoga')
      },
    )
    expect(await textOf(`${ours.url}/graphql`, { headers: browser })).not.toMatch(/graphiql|yoga/i)
    expect(await textOf(`${ours.url}/nowhere`, { headers: browser })).not.toMatch(/graphiql|yoga/i)
  })

  it('answers no page of another site, as yoga by itself does when it posts JSON', async () => {
    const question = { method: 'POST', headers: asJson, body: '{"query":"{ __typename }"}' }
    await withBare(
      (app) => app.use(yoga() as never),
      async (url) => expect(await textOf(`${url}/graphql`, question)).toContain('"data"'),
    )
    expect(await textOf(`${ours.url}/graphql`, question)).toContain('request/header-missing')
  })

  it('takes one question at a time', async () => {
    const answer = await ours.post('/graphql', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', asJson)
    expect(await answer.text()).not.toContain('"data"')
  })

  it('tells nothing of where it fails, as express by itself does', async () => {
    const wrong = '/inloggen/%E0%A4%A'
    await withBare(
      (app) => app.get('/inloggen/:token', (_, response) => void response.end()),
      async (url) => expect(await textOf(url + wrong)).toContain('node_modules'),
    )
    expect(await textOf(ours.url + wrong)).not.toMatch(/node_modules|\bat /)
  })
})
