// A broker that knows just enough of Kafka's protocol to take messages, and says what a producer asked of it on the wire.
import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const produce = 0
const metadata = 3
const apiVersions = 18
const initProducerId = 22
/** One version of each, whose layout is simple; kafkajs follows. */
const spoken = [
  [produce, 3],
  [metadata, 4],
  [apiVersions, 2],
  [initProducerId, 0],
] as const
const partitions = 12
/** Where these stand in a batch of records (magic 2). */
const at = { attributes: 22, producerId: 43, firstSequence: 53, count: 57 }
const noSuchTopic = 3
/** NOT_ENOUGH_REPLICAS_AFTER_APPEND: the leader has it, the others do not. */
const notEnoughReplicas = 20

export type Produced = {
  readonly acks: number
  /** 0: none, 1: gzip. */
  readonly compression: number
  readonly partition: number
  /** -1 unless the producer is idempotent. */
  readonly producerId: bigint
  readonly records: Buffer
}
export type SmallBrokerOptions = {
  readonly port?: number
  /** Topics that are there from the beginning. */
  readonly topics?: readonly string[]
  /** What becomes of the nth batch: taken unless said otherwise; `unanswered` is taken, but nobody hears of it. */
  readonly fate?: (n: number) => 'taken' | 'unanswered' | 'refused'
  /** Between a batch and its answer. */
  readonly answerMilliseconds?: number
}

const int = (bytes: 1 | 2 | 4 | 8) => (value: number | bigint) => {
  const buffer = Buffer.alloc(8)
  buffer.writeBigInt64BE(BigInt(value))
  return buffer.subarray(8 - bytes)
}
const [int8, int16, int32, int64] = [int(1), int(2), int(4), int(8)]
const text = (value: string) => Buffer.concat([int16(value.length), Buffer.from(value)])
const list = (items: readonly Buffer[]) => Buffer.concat([int32(items.length), ...items])

const createReading = (bytes: Buffer) => {
  let place = 0
  const skip = (count: number) => {
    place += count
    return place - count
  }
  const read = {
    int8: () => bytes.readInt8(skip(1)),
    int16: () => bytes.readInt16BE(skip(2)),
    int32: () => bytes.readInt32BE(skip(4)),
    text: () => {
      const length = read.int16()
      return length < 0 ? '' : bytes.toString('utf8', skip(length), place)
    },
    bytes: () => {
      const length = read.int32()
      return bytes.subarray(skip(length), place)
    },
    list: <T>(item: () => T): T[] => Array.from({ length: Math.max(0, read.int32()) }, item),
  }
  return read
}

/** Takes one batch of one partition at a time. */
export const openSmallBroker = async ({
  port = 0,
  topics = [],
  fate = () => 'taken',
  answerMilliseconds = 1,
}: SmallBrokerOptions = {}) => {
  const there = new Set(topics)
  const asked: Produced[] = []
  const kept: Produced[] = []
  let atATime = 0
  let mostAtATime = 0
  const nextSequence = new Map<bigint, number>()
  const sockets = new Set<Socket>()
  let address = { host: '127.0.0.1', port: 0 }

  const describe = (read: ReturnType<typeof createReading>): Buffer => {
    const names = read.list(read.text)
    if (read.int8() === 1) for (const name of names) there.add(name)
    const partition = (n: number) => Buffer.concat([int16(0), int32(n), int32(1), list([int32(1)]), list([int32(1)])])
    const topic = (name: string) => {
      const known = there.has(name)
      const all = list(Array.from({ length: known ? partitions : 0 }, (_, n) => partition(n)))
      return Buffer.concat([int16(known ? 0 : noSuchTopic), text(name), int8(0), all])
    }
    const me = Buffer.concat([int32(1), text(address.host), int32(address.port), int16(-1)])
    return Buffer.concat([int32(0), list([me]), text('small'), int32(1), list(names.map(topic))])
  }

  /** As a broker does it: a sequence that an idempotent producer has used before is taken for a repetition. */
  const isRepetition = ({ producerId, records }: Produced): boolean => {
    if (producerId < 0n) return false
    const first = records.readInt32BE(at.firstSequence)
    const expected = nextSequence.get(producerId) ?? 0
    nextSequence.set(producerId, Math.max(expected, first + records.readInt32BE(at.count)))
    return first < expected
  }

  /** Undefined when the producer wants no answer, or gets none. */
  const take = async (read: ReturnType<typeof createReading>): Promise<Buffer | undefined> => {
    mostAtATime = Math.max(mostAtATime, ++atATime)
    read.text()
    const acks = read.int16()
    read.int32()
    const [[topic, [batch]] = ['', []] as never] = read.list(
      () => [read.text(), read.list(() => ({ partition: read.int32(), records: read.bytes() }))] as const,
    )
    const { partition, records } = batch!
    const one = {
      acks,
      partition,
      records,
      compression: records[at.attributes]! & 7,
      producerId: records.readBigInt64BE(at.producerId),
    }
    const outcome = fate(asked.push(one))
    await sleep(answerMilliseconds)
    atATime--
    if (outcome !== 'refused' && !isRepetition(one)) kept.push(one)
    if (acks === 0 || outcome === 'unanswered') return undefined
    const code = outcome === 'refused' ? notEnoughReplicas : 0
    const answer = Buffer.concat([int32(partition), int16(code), int64(0), int64(-1)])
    return Buffer.concat([list([Buffer.concat([text(topic), list([answer])])]), int32(0)])
  }

  const answerTo = async (api: number, read: ReturnType<typeof createReading>): Promise<Buffer | undefined> => {
    if (api === produce) return take(read)
    if (api === metadata) return describe(read)
    if (api === initProducerId) return Buffer.concat([int32(0), int16(0), int64(7), int16(0)])
    const versions = spoken.map(([key, version]) => Buffer.concat([key, version, version].map(int16)))
    return Buffer.concat([int16(0), list(versions), int32(0)])
  }

  const serve = (socket: Socket) => {
    sockets.add(socket)
    let waiting = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', async (chunk) => {
      waiting = Buffer.concat([waiting, chunk])
      while (waiting.length >= 4 && waiting.length >= 4 + waiting.readInt32BE(0)) {
        const end = 4 + waiting.readInt32BE(0)
        const read = createReading(waiting.subarray(4, end))
        waiting = waiting.subarray(end)
        const [api, , correlation] = [read.int16(), read.int16(), read.int32(), read.text()]
        void answerTo(api, read).then((body) => {
          if (body !== undefined) socket.write(Buffer.concat([int32(4 + body.length), int32(correlation), body]))
          else if (asked.at(-1)?.acks !== 0) socket.destroy()
        })
      }
    })
  }

  const server = createServer(serve)
  await new Promise<void>((resolve) => void server.listen(port, address.host, resolve))
  address = { ...address, port: (server.address() as { port: number }).port }
  return {
    address: `${address.host}:${address.port}`,
    port: address.port,
    /** Every batch that came, and those that were kept. */
    asked,
    kept,
    topics: there,
    mostAtATime: () => mostAtATime,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}
