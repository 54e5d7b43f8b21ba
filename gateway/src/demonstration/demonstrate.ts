// Fills an empty bureau with the demonstration region; begun and not finished, it goes on where it was.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Call } from '@stagebureau/shared'
import type { Bureau } from '../bureau.ts'
import type { Progress } from '../season/progress.ts'
import { readSeasonFiles } from '../season/read-folder.ts'
import { runSeason } from '../season/run-season.ts'
import { inviteStaff } from './people.ts'
import { demonstrationSize, inventRegion } from './region.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'demonstration' }

/** School years begin at the end of August. */
const schoolYear = (now: string): number => Number(now.slice(0, 4)) - (now.slice(5, 10) < '08-25' ? 1 : 0)

/** A note in the data folder: `begun` or `done`; a bureau with a season of its own has none and is left alone. */
const noteFile = (data: string) => join(data, 'demonstration')
const readNote = (data: string): string | undefined =>
  existsSync(noteFile(data)) ? readFileSync(noteFile(data), 'utf8') : undefined

export const demonstrate = async (bureau: Bureau, data: string, progress: Progress): Promise<void> => {
  const note = readNote(data)
  const ownSeason = note === undefined && (await bureau.placements.seasons({}, call)).length > 0
  if (note === 'done' || ownSeason) return
  writeFileSync(noteFile(data), 'begun')
  progress('making a demonstration region (once)')
  const folder = readSeasonFiles(
    inventRegion({ ...demonstrationSize, year: schoolYear(bureau.clock.now()) }),
    'the demonstration',
  )
  await runSeason(bureau, folder, call, progress, undefined)
  await inviteStaff(bureau)
  writeFileSync(noteFile(data), 'done')
}
