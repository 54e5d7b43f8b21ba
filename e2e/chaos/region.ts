// The small regions in which runs happen.
import type { RegionSize } from '@stagebureau/gateway'

/** Its season is over, whatever the day of the run: every day on which somebody was expected can be scanned for. */
export const region: RegionSize = {
  seed: 3,
  students: 96,
  schools: 12,
  companies: 48,
  year: new Date().getFullYear() - 2,
}
/** For servers that read a whole collection for most questions, as a stand-in for MongoDB does. */
export const smallerRegion: RegionSize = { ...region, students: 48, schools: 6, companies: 24 }
/** Of the openings that new companies offer. */
export const profile = 'BWI'
/** The programme that is planned again and again. */
export const changingProgramme = 'Blokstage leerjaar 4'
