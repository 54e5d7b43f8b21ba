// Puts what was done in one process on the servers, as a region that outgrows its machine does: there each write costs far more.
import { join } from 'node:path'
import { exportBureau, importBureau, type Log, openCluster, openEmbedded, readConfig } from '@stagebureau/infra'
import { testConfig } from '@stagebureau/infra/testing'
import type { Clock } from '@stagebureau/shared'
import { type Bureau, openBureau } from '../bureau.ts'
import { databases } from '../commands/moving.ts'

/** Does the work on a bureau inside the folder; the bureau on the servers that the folder stands for has it all then. */
export const moveToServers = async <T>(
  folder: string,
  log: Log,
  clock: Clock,
  work: (bureau: Bureau) => Promise<T>,
): Promise<T> => {
  const there = testConfig(folder)
  const here = { ...readConfig({}), data: join(folder, 'before'), secret: there.secret }
  const bureau = await openBureau(here, log, { clock })
  const done = await work(bureau)
  await bureau.settled()
  await bureau.stop()

  const file = join(folder, 'before.jsonl')
  const from = await openEmbedded(here, log)
  await exportBureau(from, databases, file)
  await from.close()
  const to = await openCluster(there, log, { makeIndexes: true, unfinished: true })
  await importBureau(to, databases, file)
  await to.close()
  return done
}
