// npm run cluster [-- --data DIR] [--port N] [--instances N]: gateway and services as processes on KAFKA_BROKERS and MONGODB_URI.
import { parseArgs } from 'node:util'
import { ConfigError, readConfig, StoreError } from '@stagebureau/infra'
import { keptSettings } from './kept-settings.ts'
import { ClusterError, startCluster } from './start-cluster.ts'

const usage = 'usage: npm run cluster -- [--data DIR] [--port N] [--instances N]'

const mostInstances = 16

const end = (code: number, text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

const readArguments = () => {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, port: { type: 'string' }, instances: { type: 'string', default: '1' } },
      allowPositionals: false,
    })
    const port = Number(values.port ?? readConfig().port)
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      return end(2, `--port ${values.port}: not a port; choose 1 to 65535.`)
    const instances = Number(values.instances)
    if (!Number.isInteger(instances) || instances < 1 || instances > mostInstances)
      return end(2, `--instances ${values.instances}: not a number; choose 1 to ${mostInstances}.`)
    return { port, instances, data: values.data ?? readConfig().data }
  } catch (error) {
    return end(2, error instanceof ConfigError ? error.message : `${(error as Error).message}\n${usage}`)
  }
}

const main = async (): Promise<void> => {
  const { port, instances, data } = readArguments()
  const { secret, smtpUrl, publicUrl } = readConfig()
  const kept = keptSettings(data)
  const cluster = await startCluster(
    {
      ...kept,
      ...(secret === undefined ? {} : { SECRET: secret }),
      SMTP_URL: smtpUrl ?? 'kept',
      PUBLIC_URL: publicUrl ?? `http://localhost:${port}`,
      DATA: data,
    },
    { instances, gatewayPorts: Array.from({ length: instances }, (_, i) => port + i) },
  )
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await cluster.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  process.stdout.write(`Stagebureau: ${cluster.urls.map((url) => url.replace('127.0.0.1', 'localhost')).join(' ')}\n`)
}

try {
  await main()
} catch (error) {
  const known = error instanceof ConfigError || error instanceof ClusterError || error instanceof StoreError
  end(error instanceof ConfigError ? 2 : 1, known ? error.message : ((error as Error).stack ?? String(error)))
}
