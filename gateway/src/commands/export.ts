// npm run export -- FILE [--data DIR] [--cluster]: writes a whole bureau that is at rest into one file.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createLog, environmentWith, exportBureau, MoveError, openAdapters, readConfig } from '@stagebureau/infra'
import { keptSettings } from '../cluster/kept-settings.ts'
import { onServers } from '../cluster/on-servers.ts'
import { databases, type Moving, runMove } from './moving.ts'

const usage = 'usage: npm run export -- FILE [--data DIR] [--cluster]'

const configOf = ({ data, cluster }: Moving) => {
  const config = { ...readConfig(), data }
  const held = join(data, cluster ? 'cluster.json' : 'companies.sqlite')
  if ((cluster || config.runtime === 'embedded') && !existsSync(held))
    throw new MoveError(`There is no bureau in ${data}; give its folder with --data.`)
  return cluster ? readConfig(environmentWith(onServers(keptSettings(data)))) : config
}

await runMove(usage, 'Exported', async (moving) => {
  const adapters = await openAdapters(configOf(moving), createLog('silent'), { makeIndexes: true })
  try {
    return await exportBureau(adapters, databases, moving.file)
  } finally {
    await adapters.close()
  }
})
