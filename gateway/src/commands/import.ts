// SECRET=... npm run import -- FILE [--data DIR] [--cluster]: fills a new bureau from a file that the export has written.
import {
  checkBureauFile,
  createLog,
  environmentWith,
  importBureau,
  keptSecret,
  MoveError,
  needed,
  openAdapters,
  readConfig,
} from '@stagebureau/infra'
import { keptSettings } from '../cluster/kept-settings.ts'
import { onServers } from '../cluster/on-servers.ts'
import { databases, type Moving, runMove } from './moving.ts'

const usage = 'usage: SECRET=... npm run import -- FILE [--data DIR] [--cluster]'

/** The settings of the new bureau, which keeps the secret where it will look for it when it starts. */
const configOf = ({ data, cluster }: Moving, secret: string) => {
  const settings = cluster ? onServers(keptSettings(data, secret)) : {}
  const config = { ...readConfig(environmentWith(settings)), data }
  const kept = config.runtime === 'embedded' ? keptSecret(data, secret) : config.secret
  if (kept !== secret) throw new MoveError(`The bureau in ${data} has a secret of its own: give a new folder.`)
  return config
}

await runMove(usage, 'Imported', async (moving) => {
  const { secret } = needed(readConfig(), ['secret'])
  // Before the new bureau is made: a file that is refused leaves nothing behind.
  const moved = await checkBureauFile(moving.file, secret)
  const adapters = await openAdapters(configOf(moving, secret), createLog('silent'), {
    makeIndexes: true,
    unfinished: true,
  })
  try {
    await importBureau(adapters, databases, moving.file)
    return moved
  } finally {
    await adapters.close()
  }
})
