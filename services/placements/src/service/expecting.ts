// Finds out who is expected where on a day, from placements and the timetables of their programmes.
import { findMany, oneOf, trusted } from '@stagebureau/infra'
import { isExpected } from '../domain/expected.ts'
import type { PlacementsStore, StoredPlacement } from '../store.ts'

export type Expecting = ReturnType<typeof createExpecting>

/** A timetable changes seldom; for so long a scan need not wait for it. */
const keptMilliseconds = 2000

export const createExpecting = (store: PlacementsStore, now: () => number = Date.now) => {
  let kept: { readonly until: number; readonly byIds: Map<string, ReturnType<typeof readTimetables>> } | undefined
  const timetables = (programmeIds: readonly string[]) => {
    if (kept === undefined || kept.until < now()) kept = { until: now() + keptMilliseconds, byIds: new Map() }
    const name = [...new Set(programmeIds)].toSorted().join()
    const { byIds } = kept
    const known = byIds.get(name) ?? readTimetables(programmeIds)
    byIds.set(name, known)
    known.catch(() => byIds.delete(name))
    return known
  }
  const readTimetables = async (programmeIds: readonly string[]) => {
    const programmes = await findMany(store.programmes, { _id: oneOf(new Set(programmeIds)) })
    const seasonIds = [...new Set(programmes.map(({ seasonId }) => seasonId))]
    const seasons = await findMany(store.seasons, { _id: oneOf(seasonIds) })
    const holidays = new Map(seasons.map(({ _id, holidays: free }) => [_id, free]))
    return new Map(
      programmes.map(({ _id, weekdays, seasonId }) => [_id, { weekdays, holidays: holidays.get(seasonId) ?? [] }]),
    )
  }
  return {
    /** The placements with a stop on this day, of those that fit the filter. */
    on: async (date: string, filter: Readonly<Record<string, unknown>>): Promise<StoredPlacement[]> => {
      const around = { ...filter, situation: 'opened', from: trusted({ $lte: date }), until: trusted({ $gte: date }) }
      const placements = await findMany(store.placements, around, { sort: { _id: 1 } })
      const known = await timetables(placements.map(({ programmeId }) => programmeId))
      return placements.filter((placement) => isExpected(placement, known.get(placement.programmeId)!, date))
    },
  }
}
