// Makes operations from the schema by chance: right ones, spoilt ones and hostile ones, the same for the same seed.
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

export type Chance = ReturnType<typeof createChance>
/** Mulberry32 (Ettinger, 2017): small, quick and good enough to choose by. */
export const createChance = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number) => Math.floor(next() * most)
  return {
    next,
    below,
    one: <T>(things: readonly T[]): T => things[below(things.length)]!,
    /** True so many times in a hundred. */
    often: (percent: number) => next() * 100 < percent,
  }
}

/** Ids that exist, by what they are of: `student`, `company` and so on. */
export type KnownIds = Readonly<Record<string, readonly string[]>>

/** A request as it goes over the wire. */
export type Hostile = { readonly body: string | Uint8Array; readonly headers?: Readonly<Record<string, string>> }

const words = ['PIE', 'Bos', 'a', 'Lindervoort', '', 'é\u0000', '🙂', "' OR 1=1 --", '{"$ne":null}', '__proto__', '(*']
const scalars: Readonly<Record<string, readonly unknown[]>> = {
  Date: ['2026-12-03', '2027-03-01', '2026-06-08', '2027-13-01', '9999-12-31'],
  DateTime: ['2026-12-03T08:25:00+01:00', '2026-06-08T08:00:00Z', 'noon'],
  Postcode: ['7100 AB', '7008VX', '0000 AA'],
  World: ['Mens & Medisch', 'Market & Money', 'Ruimtevaart'],
  Profile: ['PIE', 'BWI', 'M&T', 'XYZ'],
  Level: ['KB', 'mbo-3', 'havo'],
  Int: [1, 2, 5, 100, 0, -1, 1000, 2 ** 31 - 1],
  Float: [0, 1.5, -3, 1e308],
  Boolean: [true, false],
  String: words,
}
const operationOf = { Query: 'query', Mutation: 'mutation' } as const

export const createOperations = (schema: GraphQLSchema, ids: KnownIds, chance: Chance) => {
  const all = Object.values(ids).flat()

  const idFor = (name: string, field: string): string => {
    if (chance.often(12)) return chance.one([...words, 'x'.repeat(200)])
    const kind = name === 'id' || name === 'ids' ? field : name.replace(/Ids?$/, '')
    const known = ids[kind] ?? all
    return chance.one(known.length === 0 ? all : known)
  }

  const valueFor = (type: GraphQLInputType, name: string, field: string, depth: number): unknown => {
    if (isNonNullType(type)) return chance.often(1) ? null : valueFor(type.ofType, name, field, depth)
    if (isListType(type))
      return Array.from({ length: chance.below(3) }, () => valueFor(type.ofType, name, field, depth))
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter((one) => isNonNullType(one.type) || (depth < 3 && chance.often(45)))
          .map((one) => [one.name, valueFor(one.type, one.name, field, depth + 1)]),
      )
    if (isEnumType(type)) return chance.one(type.getValues()).name
    if (chance.often(1)) return chance.one([null, {}, [], 'x'.repeat(5000), { $gt: '' }, -1])
    if (type.name === 'ID') return idFor(name, field)
    if (name === 'first') return chance.one([1, 3, 10, 100, 0, 101])
    return chance.one(scalars[type.name] ?? words)
  }

  type Variable = { readonly name: string; readonly type: string; readonly value: unknown }

  /** One field with its arguments as variables, and something of what it gives. */
  const select = (
    { name, args, type }: GraphQLField<unknown, unknown>,
    depth: number,
    variables: Variable[],
  ): string | undefined => {
    const given = (args as readonly GraphQLArgument[])
      .filter((one: GraphQLArgument | GraphQLInputField) => isNonNullType(one.type) || chance.often(40))
      .map((one) => {
        const variable = `v${variables.length}`
        variables.push({ name: variable, type: String(one.type), value: valueFor(one.type, one.name, name, 0) })
        return `${one.name}: $${variable}`
      })
    const named = getNamedType(type)
    const brackets = given.length === 0 ? '' : `(${given.join(', ')})`
    if (isLeafType(named)) return `${name}${brackets}`
    const inner = fieldsOf(named as GraphQLObjectType, depth + 1, variables)
    return inner === '' ? undefined : `${name}${brackets} { ${inner} }`
  }
  const fieldsOf = (type: GraphQLObjectType, depth: number, variables: Variable[]): string => {
    const fields = Object.values(type.getFields())
    const fitting = fields.filter((field) => isLeafType(getNamedType(field.type)) || depth < 6)
    if (fitting.length === 0) return ''
    const most = depth < 2 ? 6 : 4
    const chosen = new Set(Array.from({ length: 1 + chance.below(most) }, () => chance.one(fitting)))
    return [...chosen]
      .map((field) => select(field, depth, variables))
      .filter((one) => one !== undefined)
      .join(' ')
  }

  const operation = (root: 'Query' | 'Mutation', leave: readonly string[] = []) => {
    const type = schema.getType(root)
    if (!isObjectType(type)) throw new Error(`no ${root}`)
    const variables: Variable[] = []
    const fields = Object.values(type.getFields()).filter(({ name }) => !leave.includes(name))
    const chosen = select(chance.one(fields), 0, variables) ?? ''
    if (chosen === '') return { query: '{ viewer { role } }', variables: {} }
    const declared = variables.map(({ name, type: of }) => `$${name}: ${of}`).join(', ')
    return {
      query: `${operationOf[root]}${declared === '' ? '' : ` (${declared})`} { ${chosen} }`,
      variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    }
  }

  /** A right operation in which some signs were changed, doubled or taken away. */
  const spoilt = (leave: readonly string[]): Hostile => {
    const { query, variables } = operation(chance.often(70) ? 'Query' : 'Mutation', leave)
    let text = chance.often(50) ? query : JSON.stringify({ query, variables })
    const whole = text === query
    for (let n = 1 + chance.below(4); n > 0; n--) {
      const at = chance.below(text.length)
      const sign = chance.one(['', '{', '}', '"', '$', ':', '\u0000', '€', text.slice(at, at + 8).repeat(2)])
      text = text.slice(0, at) + sign + text.slice(at + chance.below(3))
    }
    return { body: whole ? JSON.stringify({ query: text, variables }) : text }
  }

  const hostile = (): Hostile => {
    const deep = `{ ${'season { programmes { openings { company { offers { programme { '.repeat(3)} id`
    const requests: readonly (() => Hostile)[] = [
      () => ({ body: deep + ' }'.repeat(19) }),
      () => ({ body: JSON.stringify({ query: deep + ' }'.repeat(19) }) }),
      () => ({
        body: JSON.stringify({ query: `{ ${Array.from({ length: 300 }, (_, i) => `a${i}: viewer { role }`)} }` }),
      }),
      () => ({ body: JSON.stringify({ query: `{ ${'viewer { role } '.repeat(2000)} }` }) }),
      () => ({ body: JSON.stringify([{ query: '{ viewer { role } }' }, { query: '{ viewer { role } }' }]) }),
      () => ({ body: Uint8Array.from({ length: 200 }, () => chance.below(256)) }),
      () => ({ body: '{"query":' }),
      () => ({ body: '' }),
      () => ({ body: 'null' }),
      () => ({ body: JSON.stringify({ query: 7, variables: 'x' }) }),
      () => ({ body: JSON.stringify({ query: '{ __schema { types { name } } }' }) }),
      () => ({ body: '{"query":"{ viewer { role } }","variables":{"__proto__":{"role":"coordinator"}}}' }),
      () => ({
        body: JSON.stringify({ query: 'query A { viewer { role } } query B { viewer { role } }', operationName: 'C' }),
      }),
      () => ({ body: JSON.stringify({ query: 'fragment F on Viewer { ...F } { viewer { ...F } }' }) }),
      () => ({
        body: '{ viewer { role } }',
        headers: { 'content-type': chance.one(['text/plain', 'application/graphql', 'application/xml', '']) },
      }),
      () => ({
        body: JSON.stringify({ query: '{ viewer { role } }' }),
        headers: { accept: chance.one(['text/html', 'image/png', '*/*;q=x']) },
      }),
      () => ({ body: JSON.stringify({ query: 'subscription { planProgress { state } }' }) }),
      () => ({
        body: JSON.stringify({ query: '{ viewer { role } }', extensions: { persistedQuery: { version: 1 } } }),
      }),
      () => ({
        body: JSON.stringify({ query: '{ viewer { role } }' }),
        headers: {
          authorization: chance.one([
            'Bearer ',
            'Bearer a.b',
            `Bearer ${'x'.repeat(5000)}`,
            'Basic x',
            'Bearer \u00ff',
          ]),
        },
      }),
      () => ({
        body: JSON.stringify({ query: '{ viewer { role } }' }),
        headers: { cookie: `__Host-stagebureau=${'y'.repeat(300)}` },
      }),
    ]
    return chance.one(requests)()
  }

  return { operation, spoilt, hostile }
}
