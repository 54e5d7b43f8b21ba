// Finds fields in an answer that the one who asked may not see.
import type { Role } from '@stagebureau/shared'
import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { FieldRoles } from '../policy.ts'

/** `Type.field` of everything in `data` that the role has no right to; null is nothing. */
export const leaksIn = (
  schema: GraphQLSchema,
  roles: FieldRoles,
  document: DocumentNode,
  data: unknown,
  role: Role,
): string[] => {
  const inside = (set: SelectionSetNode, type: GraphQLObjectType, value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap((one) => inside(set, type, one))
    if (value === null || typeof value !== 'object') return []
    return set.selections.flatMap((selection) => {
      if (selection.kind !== Kind.FIELD || selection.name.value.startsWith('__')) return []
      const found = (value as Record<string, unknown>)[selection.alias?.value ?? selection.name.value]
      if (found === null || found === undefined) return []
      const name = `${type.name}.${selection.name.value}`
      const of = getNamedType(type.getFields()[selection.name.value]!.type)
      const deeper =
        selection.selectionSet !== undefined && isObjectType(of) ? inside(selection.selectionSet, of, found) : []
      return [...(roles.get(name)?.includes(role) ? [] : [name]), ...deeper]
    })
  }
  return document.definitions.flatMap((one) => {
    if (one.kind !== Kind.OPERATION_DEFINITION) return []
    const root = schema.getRootType(one.operation)
    return root == null ? [] : inside(one.selectionSet, root, data)
  })
}
