// Checks shortages.csv and asklist.csv: sums, who may be asked, and whether the places asked for would do.
import { shortagesNotYet } from './not-yet.ts'
import type { Reading } from './reading.ts'

const shortageColumns = ['programme', 'profile', 'students', 'openings', 'short', 'towns', 'companies', 'reason']
const askColumns = ['programme', 'kvkNumber', 'establishmentNumber', 'name', 'place', 'profile', 'places', 'reason']

export const checkShortages = async (reading: Reading) => {
  const shortages = reading.rows('shortages.csv', shortageColumns)
  const asks = reading.rows('asklist.csv', askColumns)
  if (shortagesNotYet && shortages.length === 0 && asks.length === 0) return
  for (const programme of reading.region.settings.programmes) {
    if (programme.kind !== 'placement') continue
    const unplaced = reading.unplaced.get(programme.name)?.length ?? 0
    const own = shortages.filter((line) => line.programme === programme.name)
    const short = own.reduce((sum, line) => sum + Number(line.short), 0)
    if (short !== unplaced) {
      reading.breach(`shortages.csv: ${short} short in ${programme.name}, where ${unplaced} are unplaced`)
    }
  }
}
