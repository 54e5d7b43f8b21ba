// The small regions in which runs happen, and who is at work there.
import type { RegionSize } from '@stagebureau/gateway'

export type Scene = {
  readonly region: RegionSize
  /** So many companies at a time are registered, asked and heard. */
  readonly companies: number
  /** So often each of them says what it offers, another number of places every time. */
  readonly answers: number
  /** So many students at a time come and go. */
  readonly students: number
}

export const scene: Scene = {
  /** Its season is over, whatever the day of the run: every day on which somebody was expected can be scanned for. */
  region: { seed: 3, students: 96, schools: 12, companies: 48, year: new Date().getFullYear() - 2 },
  companies: 10,
  answers: 8,
  students: 6,
}
/** For servers that read a whole collection for most questions, as a stand-in for MongoDB does: as many commands about fewer documents. */
export const smallerScene: Scene = {
  region: { ...scene.region, students: 48, schools: 6, companies: 24 },
  companies: 10,
  answers: 120,
  students: 2,
}
/** Of the openings that new companies offer. */
export const profile = 'BWI'
/** The programme that is planned again and again. */
export const changingProgramme = 'Blokstage leerjaar 4'
