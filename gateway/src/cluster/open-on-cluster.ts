// A bureau whose services run as processes of their own, started and stopped with it: for jobs on the servers of a cluster.
import { createLog, environmentWith, readConfig } from '@stagebureau/infra'
import { clockAt } from '@stagebureau/shared'
import { type Bureau, openBureau } from '../bureau.ts'
import { remoteParts } from '../parts/remote-parts.ts'
import { keptSettings } from './kept-settings.ts'
import { startCluster } from './start-cluster.ts'

/** `data` says which bureau it is; the clock of every process stands at `now`. */
export const openOnCluster = async (data: string, now: string, logLevel: string): Promise<Bureau> => {
  const { host, port } = readConfig()
  const publicUrl = `http://${host}:${port}`
  const common = { SMTP_URL: 'kept', PUBLIC_URL: publicUrl, NOW: now, LOG_LEVEL: logLevel, ...keptSettings(data) }
  const services = await startCluster(common, { quiet: true })
  try {
    const config = readConfig(environmentWith(services.settings))
    const bureau = await openBureau(config, createLog(logLevel), { clock: clockAt(now), openParts: remoteParts })
    const stop = async () => {
      await bureau.stop()
      await services.stop()
    }
    return { ...bureau, stop }
  } catch (error) {
    await services.stop()
    throw error
  }
}
