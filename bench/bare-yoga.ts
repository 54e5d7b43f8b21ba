// A bare graphql-yoga that answers the same question from memory, as a process of its own: what a gateway cannot be faster than.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSchema, createYoga } from 'graphql-yoga'

const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs: 'type Season { id: ID! region: String! } type Query { season: Season }',
    resolvers: { Query: { season: () => ({ id: 's1', region: 'Lindervoort' }) } },
  }),
})
const server = createServer(yoga)
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
