// The scalars of the graph: days, instants, postcodes, and the words that schools spell in their files.
import { Day, levels, profiles, readPostcode, worlds } from '@stagebureau/shared'
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'

/** A scalar that is text on the wire; `check` returns the text as it is kept, or throws. */
const textScalar = (name: string, description: string, check: (text: string) => string): GraphQLScalarType => {
  const read = (value: unknown) => {
    if (typeof value !== 'string') throw new GraphQLError(`${name}: ${JSON.stringify(value)} is not text`)
    return check(value)
  }
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value as string,
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : undefined),
  })
}

const oneOf = (name: string, known: readonly string[]) =>
  textScalar(name, `One of: ${known.join(', ')}.`, (text) => {
    if (!known.includes(text))
      throw new GraphQLError(`${name}: "${text}" is not known; choose one of ${known.join(', ')}`)
    return text
  })

const day = (text: string) => {
  if (!Day.safeParse(text).success) throw new GraphQLError(`Date: "${text}" is not a day; write it as 2026-12-31`)
  return text
}
const instant = (text: string) => {
  const time = Date.parse(text)
  if (Number.isNaN(time) || !/^\d{4}-\d{2}-\d{2}T/.test(text))
    throw new GraphQLError(`DateTime: "${text}" is not an instant; write it as 2026-12-31T08:25:00+01:00`)
  return new Date(time).toISOString()
}
const postcode = (text: string) => {
  const read = readPostcode(text)
  if ('problem' in read) throw new GraphQLError(`Postcode: "${text}" is not a postcode; write it as 1234 AB`)
  return read.value
}

export const scalars = {
  Date: textScalar('Date', 'A day, yyyy-mm-dd.', day),
  DateTime: textScalar('DateTime', 'An instant, ISO 8601.', instant),
  Postcode: textScalar('Postcode', 'A Dutch postcode, 1234 AB.', postcode),
  World: oneOf('World', worlds),
  Profile: oneOf('Profile', profiles),
  Level: oneOf('Level', levels),
}
