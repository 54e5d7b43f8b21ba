// Lets a command that turns out to have wrong input take back the folders that it made.
import { existsSync, rmSync } from 'node:fs'

/** Asked before anything is made; what it returns removes those of the folders that were not there yet. */
export const leaveNothingIn = (folders: readonly string[]): (() => void) => {
  const absent = folders.filter((folder) => !existsSync(folder))
  return () => {
    for (const folder of absent) rmSync(folder, { recursive: true, force: true })
  }
}
