// Who may see which field: taken together from all parts, default deny, and put in front of every resolver.
import { MapperKind, mapSchema } from '@graphql-tools/utils'
import type { Policy } from '@stagebureau/infra'
import { checkRole, type Role } from '@stagebureau/shared'
import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import type { GraphContext } from './context.ts'

/** `Type.field` to the roles that may see it. */
export type FieldRoles = ReadonlyMap<string, readonly Role[]>

/** Throws when a field is named twice: then nobody knows which of the two holds. */
export const fieldRoles = (policies: readonly Policy[]): FieldRoles => {
  const roles = new Map<string, readonly Role[]>()
  for (const policy of policies)
    for (const [type, lines] of Object.entries(policy))
      for (const [who, fields] of lines)
        for (const field of fields.split(/\s+/)) {
          const name = `${type}.${field}`
          if (roles.has(name)) throw new Error(`${name} has two policies`)
          roles.set(name, who)
        }
  return roles
}

/** Every field of every object type, as `Type.field`. */
export const fieldsOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  )

/** Fields without a policy, and policies without a field. */
export const policyFlaws = (schema: GraphQLSchema, roles: FieldRoles): string[] => {
  const fields = new Set(fieldsOf(schema))
  return [
    ...[...fields].filter((field) => !roles.has(field)).map((field) => `${field} has no policy`),
    ...[...roles.keys()].filter((field) => !fields.has(field)).map((field) => `${field} has a policy and is not there`),
  ]
}

/** The same schema, in which every field first looks who is asking. */
export const guarded = (schema: GraphQLSchema, roles: FieldRoles): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, type) => {
      const allowed = roles.get(`${type}.${name}`) ?? []
      const looking =
        (resolve: GraphQLFieldResolver<unknown, GraphContext>): GraphQLFieldResolver<unknown, GraphContext> =>
        (parent, args, context, info) => {
          checkRole({ roles: allowed }, context.call)
          return resolve(parent, args, context, info)
        }
      const { resolve = defaultFieldResolver, subscribe } = field
      return { ...field, resolve: looking(resolve), ...(subscribe == null ? {} : { subscribe: looking(subscribe) }) }
    },
  })
