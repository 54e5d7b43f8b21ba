// The cluster on the servers of KAFKA_BROKERS and MONGODB_URI: instances, bus and questions, each against something bare in the same run.
import { readConfig } from '@stagebureau/infra'
import { measureBus } from './cluster-bus.ts'
import { measureInstances } from './cluster-instances.ts'
import { measureEmbedded, measureHops } from './cluster-query.ts'
import { keepResults, type Row } from './results.ts'

/** `npm run -s bench -- cluster [1 2 4]`: the numbers of instances. */
export const run = async (options: readonly string[]): Promise<void> => {
  const { kafkaBrokers, mongodbUri } = readConfig()
  if (kafkaBrokers.length === 0 || mongodbUri === undefined) {
    process.stderr.write('This measures a cluster: set KAFKA_BROKERS and MONGODB_URI to servers that run.\n')
    process.exit(2)
  }
  const counts = options.length === 0 ? [1, 2, 4] : options.map(Number)
  const rows: Row[] = []
  const tell = (some: readonly Row[]) => {
    rows.push(...some)
    for (const row of some) process.stderr.write(`${JSON.stringify(row)}\n`)
  }
  tell(await measureBus(kafkaBrokers, mongodbUri))
  tell(await measureEmbedded())
  for (const instances of counts) {
    const hops: Row[] = []
    const row = await measureInstances(instances, async (region) => {
      if (instances === 1) hops.push(...(await measureHops(region)))
    })
    tell([row, ...hops])
  }
  keepResults('cluster', rows)
  process.exit(0)
}
