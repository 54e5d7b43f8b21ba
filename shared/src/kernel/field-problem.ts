// Says in the bureau's own words what is wrong with one field of an input.
import type { z } from 'zod'
import { type Said, said } from '../language/say.ts'

type Issue = z.core.$ZodIssue

const size = ({ origin }: { readonly origin: string }) =>
  origin === 'string' ? 'text' : origin === 'array' ? 'list' : 'number'

const tooSmall = { text: 'input/too-short', list: 'input/too-few', number: 'input/too-small' } as const
const tooBig = { text: 'input/too-long', list: 'input/too-many', number: 'input/too-large' } as const

export const fieldProblem = (issue: Issue): Said => {
  switch (issue.code) {
    case 'too_small':
      return said(tooSmall[size(issue)], { least: String(issue.minimum) })
    case 'too_big':
      return said(tooBig[size(issue)], { most: String(issue.maximum) })
    case 'invalid_format':
      return said(issue.format === 'email' ? 'cell/email' : 'input/form')
    case 'invalid_value':
      return said('input/one-of', { known: issue.values.map(String).join(', ') })
    case 'invalid_type':
      return said('input/kind')
    default:
      return said('input/field', { problem: issue.message })
  }
}
