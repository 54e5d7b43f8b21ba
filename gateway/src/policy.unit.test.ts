import type { Role } from '@stagebureau/shared'
import { everyone } from '@stagebureau/shared'
import { type GraphQLSchema, isObjectType } from 'graphql'
import { fieldRoles, fieldsOf, guarded, policyFlaws } from './policy.ts'
import { bareSchema, createSchema, graphRoles } from './schema.ts'

/** Asks a field as a role, with nothing behind it: only the refusal of the guard is of interest. */
const isRefused = async (schema: GraphQLSchema, coordinate: string, role: Role): Promise<boolean> => {
  const [typeName, fieldName] = coordinate.split('.') as [string, string]
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`)
  const { resolve, subscribe } = type.getFields()[fieldName]!
  const ask = typeName === 'Subscription' ? subscribe : resolve
  try {
    await ask!({}, {}, { call: { viewer: { role }, language: 'nl', requestId: 'test' } }, { fieldName } as never)
    return false
  } catch (error) {
    return /^rights\/(sign-in-first|not-yours)$/.test((error as { slug?: string }).slug ?? '')
  }
}

describe('the policy', () => {
  const schema = createSchema()
  const fields = fieldsOf(schema)

  it('knows every field and nothing else', () => {
    expect(fields.length).toBeGreaterThan(200)
    expect(policyFlaws(bareSchema(), graphRoles)).toEqual([])
  })

  it('lets every role see exactly the fields that are written down for it', async () => {
    const wrong: string[] = []
    for (const field of fields)
      for (const role of everyone)
        if ((await isRefused(schema, field, role)) === graphRoles.get(field)!.includes(role))
          wrong.push(`${field} for ${role}`)
    expect(wrong).toEqual([])
  })

  it('denies a field to everyone when its line is taken away, and says so at the start', async () => {
    for (const field of fields) {
      const without = new Map([...graphRoles].filter(([name]) => name !== field))
      expect(policyFlaws(schema, without)).toEqual([`${field} has no policy`])
    }
    const closed = guarded(bareSchema(), new Map())
    for (const role of everyone) expect(await isRefused(closed, 'Query.viewer', role)).toBe(true)
  })

  it('refuses two lines for one field, and a line for no field', () => {
    const twice = { Query: [[['coordinator'], 'viewer'] as const, [['student'], 'viewer'] as const] }
    expect(() => fieldRoles([twice])).toThrow('Query.viewer has two policies')
    const more = new Map([...graphRoles, ['Query.nothing', everyone] as const])
    expect(policyFlaws(schema, more)).toEqual(['Query.nothing has a policy and is not there'])
  })
})
