// What an administrator of the brokers does and asks: topics, and how far the groups have read.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Admin, type KafkaClient, topicsReadBy } from './kafkajs.ts'

export type TopicSettings = {
  readonly name: string
  readonly partitions: number
  readonly replicas: number
  readonly config: Readonly<Record<string, string>>
}
export type Place = { readonly topic: string; readonly partition: number; readonly waiting: number }

type Offsets = ReadonlyMap<string, readonly { readonly partition: number; readonly offset: string }[]>

/** A group has divided its partitions by then, or something is wrong with it. */
const dividingMilliseconds = 30_000

export const administer = (client: Pick<KafkaClient, 'withAdmin'>) => {
  /** Makes what is missing; changes settings of what is there; never the number of partitions, on which order rests. */
  const makeTopics = (topics: readonly TopicSettings[]): Promise<string[]> =>
    client.withAdmin(async (one) => {
      const there = new Set(await one.listTopics())
      const told: string[] = []
      const missing = topics.filter(({ name }) => !there.has(name))
      if (missing.length > 0) {
        await one.createTopics({
          // Its own waiting gives up when the first broker that it asks has not heard of the topic yet.
          waitForLeaders: false,
          topics: missing.map(({ name, partitions, replicas, config }) => ({
            topic: name,
            numPartitions: partitions,
            replicationFactor: replicas,
            configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
          })),
        })
        await onceKnown(() => one.fetchTopicMetadata({ topics: missing.map(({ name }) => name) }))
      }
      told.push(
        ...missing.map(
          ({ name, partitions, replicas }) => `${name}: made, ${partitions} partitions, ${replicas} copies`,
        ),
      )
      for (const topic of topics.filter(({ name }) => there.has(name))) told.push(...(await mendTopic(one, topic)))
      return told
    })

  const brokerCount = (): Promise<number> =>
    client.withAdmin(async (one) => (await one.describeCluster()).brokers.length)

  const groupsNamed = async (one: Admin, prefix: string): Promise<string[]> =>
    (await one.listGroups()).groups.map(({ groupId }) => groupId).filter((group) => group.startsWith(prefix))

  const placesOf = async (one: Admin, group: string): Promise<Offsets> =>
    new Map((await one.fetchOffsets({ groupId: group })).map(({ topic, partitions }) => [topic, partitions]))

  const toldToRead = new Map<string, readonly string[]>()
  /**
   * The topics that a group has places in or its members read. While it divides its partitions the broker does not say
   * what they read: then it is what they read before, and a group of which nothing is known is asked again.
   * Throws for one that goes on dividing.
   */
  const topicsOf = async (one: Admin, group: string, places: Offsets): Promise<readonly string[]> => {
    const until = performance.now() + dividingMilliseconds
    for (;;) {
      const [described] = (await one.describeGroups([group])).groups
      const read = described!.members.map(({ memberMetadata }) => memberMetadata)
      if (read.every(({ length }) => length > 0)) toldToRead.set(group, read.flatMap(topicsReadBy))
      if (toldToRead.has(group) || places.size > 0)
        return [...new Set([...places.keys(), ...(toldToRead.get(group) ?? [])])]
      if (performance.now() > until) throw new Error(`${group} has not yet divided who reads what; ask again later`)
      await sleep(200)
    }
  }

  /** Groups whose names begin with `prefix`, and what each has still to see of every partition it reads. */
  const lag = (prefix: string): Promise<(Place & { readonly group: string })[]> =>
    client.withAdmin(async (one) => {
      const ends = new Map<string, Promise<{ partition: number; low: string; high: string }[]>>()
      const endsOf = (topic: string) => {
        const known = ends.get(topic) ?? onceKnown(() => one.fetchTopicOffsets(topic))
        ends.set(topic, known)
        return known
      }
      const waitingFor = async (group: string) => {
        const places = await placesOf(one, group)
        // A member that has seen nothing yet has no place yet, but reads all the same.
        const inTopic = async (topic: string) =>
          (await endsOf(topic)).map(({ partition, low, high }) => {
            const place = Number(places.get(topic)?.find((one) => one.partition === partition)?.offset ?? -1)
            return { group, topic, partition, waiting: Number(high) - Math.max(Number(low), place) }
          })
        return Promise.all((await topicsOf(one, group, places)).map(inTopic))
      }
      return (await Promise.all((await groupsNamed(one, prefix)).map(waitingFor))).flat(2)
    })

  /** Whether any group whose name begins with `prefix` has a member now; a killed one counts until its session ends. */
  const hasReaders = (prefix: string): Promise<boolean> =>
    client.withAdmin(async (one) => {
      const groups = await groupsNamed(one, prefix)
      if (groups.length === 0) return false
      return (await one.describeGroups(groups)).groups.some(({ members }) => members.length > 0)
    })

  const hasEvents = (prefix: string): Promise<boolean> =>
    client.withAdmin(async (one) => {
      for (const topic of (await one.listTopics()).filter((name) => name.startsWith(prefix)))
        if ((await onceKnown(() => one.fetchTopicOffsets(topic))).some(({ high }) => high !== '0')) return true
      return false
    })

  return {
    makeTopics,
    brokerCount,
    lag,
    hasReaders,
    hasEvents,
    forgetTopics: (names: readonly string[]) => client.withAdmin((one) => one.deleteTopics({ topics: [...names] })),
    topicNames: () => client.withAdmin((one) => one.listTopics()),
  }
}

/** Brokers hear of a new topic at different times, and kafkajs fails on one that has not heard of it yet. */
const onceKnown = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === 50) throw error
      await sleep(100)
    }
  }
}

/** Numbers of kafkajs for kinds of resources. */
const topicResource = 2

const mendTopic = async (admin: Admin, { name, partitions, config }: TopicSettings): Promise<string[]> => {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: topicResource, name }],
  })
  const now = new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]))
  const other = Object.entries(config).filter(([key, value]) => now.get(key) !== value)
  const told: string[] = []
  if (other.length > 0) {
    const configEntries = Object.entries(config).map(([key, value]) => ({ name: key, value }))
    await admin.alterConfigs({ validateOnly: false, resources: [{ type: topicResource, name, configEntries }] })
    told.push(`${name}: set ${other.map(([key, value]) => `${key}=${value} (was ${now.get(key)})`).join(', ')}`)
  }
  const { topics } = await admin.fetchTopicMetadata({ topics: [name] })
  const has = topics[0]?.partitions.length ?? 0
  if (has !== partitions)
    told.push(`${name}: has ${has} partitions instead of ${partitions}; left so, because order per key rests on it`)
  return told
}
