// Compares a schema with what clients were promised: nothing may be gone, be of another type, or be newly required.
import {
  type DefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  print,
} from 'graphql'

type Input = { readonly type: unknown; readonly defaultValue?: unknown }
const isRequired = ({ type, defaultValue }: Input): boolean => String(type).endsWith('!') && defaultValue === undefined

type PromisedInput = {
  readonly name: { readonly value: string }
  readonly type: Parameters<typeof print>[0]
  readonly defaultValue?: Parameters<typeof print>[0] | undefined
}
/** Arguments of a field, or fields of an input: those promised are there, and others may be left away. */
const inputFlaws = (
  where: string,
  promised: readonly PromisedInput[],
  there: ReadonlyMap<string, Input & { readonly astNode?: { readonly defaultValue?: never } | null | undefined }>,
): string[] => {
  const known = new Set(promised.map(({ name }) => name.value))
  const flaws = promised.flatMap(({ name, type, defaultValue }) => {
    const found = there.get(name.value)
    if (found === undefined) return [`${where}.${name.value} is gone`]
    // What had to be given may be left away by now.
    if (![print(type), print(type).replace(/!$/, '')].includes(String(found.type)))
      return [`${where}.${name.value} is ${found.type}, not ${print(type)}`]
    const byDefault = found.astNode?.defaultValue
    if (defaultValue !== undefined && (byDefault === undefined || print(byDefault) !== print(defaultValue)))
      return [`${where}.${name.value} is not ${print(defaultValue)} by default`]
    return []
  })
  const needed = [...there].filter(([name, input]) => !known.has(name) && isRequired(input))
  return [...flaws, ...needed.map(([name]) => `${where}.${name} must be given now`)]
}

const flawsOf = (schema: GraphQLSchema, promised: DefinitionNode): string[] => {
  if (!('name' in promised) || promised.name === undefined) return []
  const name = promised.name.value
  const type = schema.getType(name)
  if (type === undefined || type === null) return [`${name} is gone`]
  switch (promised.kind) {
    case 'EnumTypeDefinition': {
      const values = isEnumType(type) ? type.getValues().map((value) => value.name) : []
      const gone = (promised.values ?? []).filter((value) => !values.includes(value.name.value))
      return gone.map((value) => `${name}.${value.name.value} is gone`)
    }
    case 'InputObjectTypeDefinition': {
      if (!isInputObjectType(type)) return [`${name} is no input`]
      return inputFlaws(name, promised.fields ?? [], new Map(Object.entries(type.getFields())) as never)
    }
    case 'ObjectTypeDefinition': {
      if (!isObjectType(type)) return [`${name} is no object type`]
      return (promised.fields ?? []).flatMap((field) => {
        const where = `${name}.${field.name.value}`
        const found = type.getFields()[field.name.value]
        if (found === undefined) return [`${where} is gone`]
        const other =
          String(found.type) === print(field.type) ? [] : [`${where} is ${found.type}, not ${print(field.type)}`]
        return [
          ...other,
          ...inputFlaws(where, field.arguments ?? [], new Map(found.args.map((arg) => [arg.name, arg])) as never),
        ]
      })
    }
    default:
      return []
  }
}

/** One line for each promise that the schema does not keep. */
export const brokenPromises = (schema: GraphQLSchema, promised: string): string[] =>
  parse(promised).definitions.flatMap((definition) => flawsOf(schema, definition))
