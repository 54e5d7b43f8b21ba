// A bureau of a folder for tests: in one process, or with TEST_RUNTIME=cluster on the servers of the environment.
import type { Log } from '@stagebureau/infra'
import { onCluster, testConfig } from '@stagebureau/infra/testing'
import { type Bureau, type BureauOptions, openBureau } from '../bureau.ts'
import { prepareServers } from '../cluster/prepare-servers.ts'
import { servedParts } from './served-parts.ts'

type TestOptions = Omit<BureauOptions, 'openParts'>

/** The same folder gives the same bureau. */
export const openTestBureau = async (folder: string, log: Log, options: TestOptions = {}): Promise<Bureau> => {
  const config = testConfig(folder)
  if (!onCluster) return openBureau(config, log, options)
  await prepareServers(config, () => {})
  return openBureau(config, log, { ...options, openParts: servedParts(options) })
}
