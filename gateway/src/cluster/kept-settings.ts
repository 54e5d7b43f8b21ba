// What a bureau on shared servers keeps in a folder: its name on them, and its secret.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Settings, StoreError } from '@stagebureau/infra'

const read = (file: string): Settings => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Settings
  } catch (error) {
    throw new StoreError(
      'store/corrupt',
      `${file} is damaged: put it back from a backup; it says which bureau on the servers this is, and holds its secret.`,
      { cause: error },
    )
  }
}

/** The same folder gives the same bureau; another one gives a new and empty bureau, with the `secret` of an old one if given. */
export const keptSettings = (folder: string, secret = randomBytes(32).toString('base64url')): Settings => {
  const file = join(folder, 'cluster.json')
  if (existsSync(file)) return read(file)
  const made = {
    NAMESPACE: `bureau-${randomBytes(4).toString('hex')}`,
    SECRET: secret,
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  return made
}
