// Every question that the pages ask, against the graph as it is printed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, parse, validate } from 'graphql'
import { readSources } from '../architecture.ts'

const root = join(import.meta.dirname, '../..')
const schema = buildSchema(readFileSync(join(root, 'gateway/schema.graphql'), 'utf8'))

/** The documents in a file, with the pieces that it puts together. */
const documentsOf = (text: string): string[] => {
  const pieces = new Map(
    [...text.matchAll(/^const (\w+) = (?:\n\s+)?(?:'([^']*)'|`([^`]*)`)$/gm)].map(([, name, plain, long]) => [
      name!,
      (plain ?? long)!,
    ]),
  )
  const filled = (document: string): string =>
    document.replace(/\$\{(\w+)\}/g, (_, name: string) => filled(pieces.get(name) ?? `MISSING_${name}`))
  return [...text.matchAll(/`(\s*(?:query|mutation|subscription) \w[^`]*)`/g)].map(([, document]) => filled(document!))
}
const documents = readSources(root, join(root, 'web/src')).flatMap(({ path, text }) =>
  documentsOf(text).map(
    (document) => [/(?:query|mutation|subscription) (\w+)/.exec(document)![1]!, path, document] as const,
  ),
)

describe('the questions of the pages', () => {
  it('are found', () => expect(documents.length).toBeGreaterThan(20))
  it.each(documents)('%s in %s can be answered by the graph', (_, __, document) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([])
  })
})
