// Shows the schema to programs with a key; the pages need it not, and strangers have no business with it.
import type { Request } from 'express'
import { NoSchemaIntrospectionCustomRule } from 'graphql'
import type { Plugin } from 'graphql-yoga'

export const introspectionByKey = (): Plugin<object, { req: Request }> => ({
  onValidate: ({ addValidationRule, context }) => {
    const { req } = context as unknown as { req: Request }
    if (!req.headers.authorization?.startsWith('Bearer ')) addValidationRule(NoSchemaIntrospectionCustomRule)
  },
})
