// What is wrong with a query that the graph cannot take, as a sentence of the catalogue with its place and what to do.
import { type Said, said, type Text } from '@stagebureau/shared'
import type { GraphQLError } from 'graphql'

type Found = Readonly<Record<string, string>>
/** The libraries speak English only and have no codes, so their sentences are read; the named groups are the values. */
const known: readonly (readonly [RegExp, Text])[] = [
  [/depth limit of (?<most>\d+) exceeded, found (?<found>\d+)/, 'graph/too-deep'],
  [/Aliases limit of (?<most>\d+) exceeded, found (?<found>\d+)/, 'graph/too-many-aliases'],
  [/Cost limit of (?<most>\d+) exceeded, found (?<found>\d+)/, 'graph/too-costly'],
  [/Token limit of (?<most>\d+) exceeded/, 'graph/too-long'],
  [/^GraphQL introspection has been disabled/, 'graph/introspection'],
  [/^Syntax Error: (?<detail>.*)/s, 'graph/syntax'],
  [/\bDate: (?<value>".*") is not a day/s, 'graph/no-day'],
  [/\bDateTime: (?<value>".*") is not an instant/s, 'graph/no-instant'],
  [/\bPostcode: (?<value>".*") is not a postcode/s, 'graph/no-postcode'],
  [/\b(?<type>\w+): (?<value>".*") is not known; choose one of (?<choice>.*)/s, 'graph/not-known'],
  [/\b(?<type>\w+): (?<value>.*) is not text/s, 'graph/no-text'],
  [/^Variable "\$(?<name>\w+)" of required type "(?<type>[^"]*)" was not provided/, 'graph/variable-missing'],
  [/^Variable "\$(?<name>\w+)" of non-null type "(?<type>[^"]*)" must not be null/, 'graph/variable-missing'],
  [/^Variable "\$(?<name>\w+)" got invalid value (?<detail>.*)/s, 'graph/variable-wrong'],
  [/^Variable "\$(?<name>\w+)" is not defined/, 'graph/variable-undeclared'],
  [/^Cannot query field "(?<field>\w+)" on type "(?<type>\w+)"/, 'graph/unknown-field'],
  [/^Unknown argument "(?<name>\w+)" on field "(?<field>[\w.]+)"/, 'graph/unknown-argument'],
  [/^Field "(?<name>\w+)" is not defined by type "(?<type>\w+)"/, 'graph/unknown-input-field'],
  [/^Field "(?<field>\w+)" argument "(?<name>\w+)" of type "(?<type>[^"]*)" is required/, 'graph/argument-missing'],
  [/^Field "(?<field>[\w.]+)" of required type "(?<type>[^"]*)" was not provided/, 'graph/input-field-missing'],
  [/^Field "(?<field>\w+)" of type "(?<type>[^"]*)" must have a selection/, 'graph/no-selection'],
  [/^Field "(?<field>\w+)" must not have a selection/, 'graph/needless-selection'],
  [/^Value "(?<value>\w+)" does not exist in "(?<type>\w+)" enum/, 'graph/no-such-value'],
  [/^(?:Could not determine what operation|Must provide operation name|Unknown operation)/, 'graph/which-operation'],
  [/^Can only perform a mutation operation from a POST/, 'graph/mutation-by-get'],
  [/^Must provide query string/, 'graph/no-query'],
  [/^POST body sent invalid JSON/, 'request/not-json'],
  [/^Batching is /, 'graph/one-at-a-time'],
]

const mostDetail = 200

/** Without what the libraries suggest: a name that is not said is not to be guessed. */
const plain = (detail: string): string =>
  detail
    .replace(/ ?Did you mean [^?]*\?/g, '')
    .replace(/\.$/, '')
    .slice(0, mostDetail)

const read = (message: string, otherwise: Text): Said => {
  for (const [pattern, text] of known) {
    const match = pattern.exec(message)
    if (match === null) continue
    const values = Object.entries((match.groups ?? {}) as Found).map(([name, value]) => [name, plain(value)])
    return said(text, Object.fromEntries(values))
  }
  return said(otherwise, { detail: plain(message) })
}

/** A query with a mistake in it: what, and where (line and column) when that is known. */
export const mistakeIn = ({ message, locations }: Pick<GraphQLError, 'message' | 'locations'>): Said => {
  const { text, values } = read(message, 'graph/query')
  const [place] = locations ?? []
  return said(text, { ...values, place: place === undefined ? '' : ` (${place.line}:${place.column})` })
}

/** A request that holds no query that could be read. */
export const mistakeInRequest = (message: string): Said => read(message, 'request/malformed')
