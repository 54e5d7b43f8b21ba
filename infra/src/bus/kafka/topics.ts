// How topics are made: partitions, copies and how long events stay.
import type { TopicSettings } from './administer.ts'

const partitions = 12
const days = 24 * 3600 * 1000

/** Kept for 28 days and never compacted: every event of a key matters, not just its last one. */
export const topicSettings = (name: string, brokers: number): TopicSettings => {
  const replicas = Math.min(3, brokers)
  return {
    name,
    partitions,
    replicas,
    config: {
      'cleanup.policy': 'delete',
      'retention.ms': String(28 * days),
      // By the clock of the broker: events of a process whose clock is an hour ahead would be refused.
      'message.timestamp.type': 'LogAppendTime',
      'min.insync.replicas': String(replicas === 3 ? 2 : 1),
      'max.message.bytes': String(8 * 1024 * 1024),
    },
  }
}

/** Parked events of a group, for tools that look at topics; the group itself works from its documents. */
export const deadTopic = (group: string): string => `${group}.dead`
export const deadTopicSettings = (group: string, brokers: number): TopicSettings => ({
  ...topicSettings(deadTopic(group), brokers),
  partitions: 1,
})
