// npm run cluster [-- --data DIR] [--port N]: the gateway and the services as processes on KAFKA_BROKERS and MONGODB_URI.
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '@stagebureau/infra'
import { keptSettings } from './kept-settings.ts'
import { ClusterError, startCluster } from './start-cluster.ts'

const usage = 'usage: npm run cluster -- [--data DIR] [--port N]'

const end = (code: number, text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

const readArguments = () => {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, port: { type: 'string' } },
      allowPositionals: false,
    })
    const port = Number(values.port ?? readConfig().port)
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      return end(2, `--port ${values.port}: not a port; choose 1 to 65535.`)
    return { port, data: values.data ?? readConfig().data }
  } catch (error) {
    return end(2, error instanceof ConfigError ? error.message : `${(error as Error).message}\n${usage}`)
  }
}

const main = async (): Promise<void> => {
  const { port, data } = readArguments()
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
    port,
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
  process.stdout.write(`Stagebureau: http://localhost:${port}\n`)
  const name = await cluster.broken
  if (stopping) return
  await cluster.stop()
  throw new ClusterError(`${name} has ended by itself, so the others were stopped too; see its lines above.`)
}

try {
  await main()
} catch (error) {
  const known = error instanceof ConfigError || error instanceof ClusterError
  end(error instanceof ConfigError ? 2 : 1, known ? error.message : ((error as Error).stack ?? String(error)))
}
