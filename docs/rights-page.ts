// Prints who may see which field of the graph, so that every change of rights is seen in review.
import { graphRoles } from '@stagebureau/gateway'
import { everyone, type Role } from '@stagebureau/shared'

const roles = everyone.filter((role) => role !== 'service')

const lines = (fields: readonly (readonly [string, readonly Role[]])[]): string[] => {
  const byRoles = Map.groupBy(fields, ([, who]) => roles.filter((role) => who.includes(role)).join(', '))
  return [...byRoles]
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([who, all]) => {
      const names = all.map(([field]) => `\`${field.split('.')[1]}\``).toSorted()
      return `- ${who === roles.join(', ') ? 'everyone' : who}: ${names.join(', ')}`
    })
}

export const rightsPage = (): string => {
  const byType = Map.groupBy(graphRoles, ([field]) => field.split('.')[0]!)
  const parts = [...byType]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, fields]) => [`## ${type}`, '', ...lines(fields), ''].join('\n'))
  return [
    '# Who may see which field',
    '',
    'Made from the code by `npm run generate`; a change here is a change of rights and is reviewed as one.',
    'A field that is not named is for nobody. Which things a person sees (the own school, company or self) is decided by',
    'the services; this page says which fields of them.',
    '',
    ...parts,
  ].join('\n')
}
