// The page of all events, from their declarations.
import { catalogue, type EventContract, topicOf } from '@stagebureau/shared'
import { z } from 'zod'

const typeOf = (schema: z.core.JSONSchema._JSONSchema): string => {
  if (typeof schema === 'boolean') return 'any'
  if (schema.enum !== undefined)
    return schema.enum.length > 6 ? 'text, one of a list' : schema.enum.map((one) => `\`${String(one)}\``).join(' or ')
  if (schema.type === 'array') return `list of ${typeOf((schema.items as z.core.JSONSchema._JSONSchema) ?? true)}`
  if (schema.type === 'object')
    return schema.properties === undefined ? 'map' : `{ ${Object.keys(schema.properties).join(', ')} }`
  if (schema.type === 'string')
    return schema.format === 'date' ? 'day' : schema.format === 'date-time' ? 'instant' : 'text'
  if (schema.type === 'integer') return 'whole number'
  return String(schema.type ?? 'any').replace('boolean', 'yes or no')
}

const section = (event: EventContract): string => {
  const schema = z.toJSONSchema(event.data, { unrepresentable: 'any' }) as z.core.JSONSchema.JSONSchema
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => `| ${name} | ${typeOf(field)} | ${schema.required?.includes(name) ? 'always' : 'when known'} |`,
  )
  const example = JSON.stringify(event.examples[event.version], null, 2)
  return [
    `### ${event.type}`,
    `${event.sentence} Version ${event.version}.`,
    ['| field | what | there |', '|---|---|---|', ...fields].join('\n'),
    `\`\`\`json\n${example}\n\`\`\``,
  ].join('\n\n')
}

/** The text of docs/events.md. */
export const eventsPage = (): string => {
  const owners = [...Map.groupBy(catalogue, ({ owner }) => owner)]
  const intro = [
    '# Events',
    'Made from the declarations in `shared/src/contracts` by `npm run generate`; do not edit by hand.',
    'On the wire every event is a CloudEvent 1.0 whose key is the aggregate it is about. Within a version only optional fields are added; a changed meaning is a new name.',
  ]
  const parts = owners.map(([owner, events]) =>
    [`## ${owner}`, `Topic \`${topicOf(owner)}\`.`, ...events.map(section)].join('\n\n'),
  )
  return `${[...intro, ...parts].join('\n\n')}\n`
}
