// Where the bureaus of tests live: in folders, or with TEST_RUNTIME=cluster on the servers of the environment.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, environmentWith, readConfig } from '../config.ts'
import { testServers } from './servers.ts'

export const onCluster = process.env.TEST_RUNTIME === 'cluster'

export const testFolder = (): string => mkdtempSync(join(tmpdir(), 'stagebureau-'))

/** The name on the servers of the bureau that a folder stands for. */
const namespaceOf = (folder: string) => `test-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`

const clusterSettings = (folder: string) => ({
  RUNTIME: 'cluster',
  NAMESPACE: namespaceOf(folder),
  SECRET: createHash('sha256').update(`secret of ${folder}`).digest('hex'),
  SMTP_URL: 'kept',
  PUBLIC_URL: 'http://localhost',
})

/** The same folder gives the same bureau. */
export const testConfig = (folder: string): Config =>
  onCluster
    ? { ...readConfig(environmentWith(clusterSettings(folder))), data: folder, publicUrl: undefined, port: 4000 }
    : { ...readConfig({}), data: folder }

/** Takes away the folder and what its bureau, and other parts, left on the servers. */
export const removeTestFolder = async (folder: string, others: readonly string[] = []): Promise<void> => {
  if (onCluster) await testServers().clear(namespaceOf(folder), others)
  rmSync(folder, { recursive: true, force: true })
}
