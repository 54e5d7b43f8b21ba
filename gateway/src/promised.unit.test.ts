// The graph keeps every name and shape that clients were promised.
import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { bareSchema } from './schema.ts'
import { brokenPromises } from './testing/broken-promises.ts'

describe('what clients were promised', () => {
  it('is in the graph, every name and every type', () => {
    const promised = readFileSync(new URL('testing/promised.graphql', import.meta.url), 'utf8')
    expect(brokenPromises(bareSchema(), promised)).toEqual([])
  })

  it('is missed when it is gone, other, or newly required', () => {
    const schema = buildSchema(`
      type Query { student(id: [ID!]!, year: Int!): Student season: String plan(id: ID!, deep: Boolean! = true): String }
      type Student { id: ID }
      enum Evidence { NONE }
      input ScanInput { code: String! place: String! }
      input ImportInput { dryRun: Boolean = true }
    `)
    const promised = `
      type Query { student(id: ID!): Student season: String company: String plan(id: ID!): String }
      type Student { id: ID! }
      type Case { id: ID! }
      enum Evidence { NONE POSTER }
      input ScanInput { code: String! scanId: ID! }
      input ImportInput { dryRun: Boolean = false }
    `
    expect(brokenPromises(schema, promised)).toEqual([
      'Query.student.id is [ID!]!, not ID!',
      'Query.student.year must be given now',
      'Query.company is gone',
      'Student.id is ID, not ID!',
      'Case is gone',
      'Evidence.POSTER is gone',
      'ScanInput.scanId is gone',
      'ScanInput.place must be given now',
      'ImportInput.dryRun is not false by default',
    ])
  })
})
