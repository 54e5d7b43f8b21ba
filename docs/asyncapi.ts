// The description of all topics and events for other programs: AsyncAPI 3.0, from the declarations.
import { topicSettings } from '@stagebureau/infra'
import { catalogue, type EventContract, topicOf } from '@stagebureau/shared'
import { stringify } from 'yaml'
import { z } from 'zod'

/** As many brokers as the compose file's description asks of a cluster that must not lose anything. */
const brokers = 3

const headers = {
  type: 'object',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_time',
    'ce_subject',
    'ce_sequence',
    'ce_dataschema',
  ],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string', description: 'The same for every delivery of an event' },
    ce_source: { type: 'string', description: 'stagebureau/ and the service that tells it' },
    ce_type: { type: 'string' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string', description: 'The aggregate; the key of the message as well' },
    ce_sequence: { type: 'string', pattern: '^\\d{1,15}$', description: 'Counts the events of the aggregate from 1' },
    ce_dataschema: { type: 'string', description: 'urn:stagebureau:event: with the type and the version' },
    traceparent: { type: 'string', description: 'W3C Trace Context of the request that caused it' },
  },
} as const

const messageOf = (event: EventContract) => {
  const { $schema, ...payload } = z.toJSONSchema(event.data, { unrepresentable: 'any' })
  return {
    name: event.type,
    title: event.type,
    summary: event.sentence,
    contentType: 'application/json',
    headers: { $ref: '#/components/schemas/headers' },
    payload,
    examples: [{ name: `version ${event.version}`, payload: event.examples[event.version] }],
    'x-version': event.version,
  }
}

/** The text of docs/asyncapi.yaml. */
export const asyncApi = (): string => {
  const owners = [...Map.groupBy(catalogue, ({ owner }) => owner)]
  const channelOf = (owner: EventContract['owner'], events: readonly EventContract[]) => {
    const { partitions, replicas, config } = topicSettings(topicOf(owner), brokers)
    return {
      address: topicOf(owner),
      messages: Object.fromEntries(events.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
      bindings: {
        kafka: {
          partitions,
          replicas,
          topicConfiguration: {
            'cleanup.policy': [config['cleanup.policy']],
            'retention.ms': Number(config['retention.ms']),
            'max.message.bytes': Number(config['max.message.bytes']),
          },
        },
      },
    }
  }
  const description = {
    asyncapi: '3.0.0',
    info: {
      title: 'Stagebureau events',
      version: '1.0.0',
      description:
        'Made from the declarations in shared/src/contracts by npm run generate; do not edit by hand. Events are CloudEvents 1.0 in the binary mode of Kafka. Delivery is at least once and in order per key.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(owners.map(([owner, events]) => [owner, channelOf(owner, events)])),
    operations: Object.fromEntries(
      owners.map(([owner]) => [
        `tell-${owner}`,
        { action: 'send', channel: { $ref: `#/channels/${owner}` }, summary: `What the ${owner} service tells` },
      ]),
    ),
    components: {
      messages: Object.fromEntries(catalogue.map((event) => [event.type, messageOf(event)])),
      schemas: { headers },
    },
  }
  return stringify(description, { lineWidth: 120, aliasDuplicateObjects: false })
}
