// How long a student is under way: great-circle kilometres, a detour, and the pace of the student's own means.
import { kilometres, type Location, minutesFor, type Travel } from '@stagebureau/shared'
import type { Centre, CompanyFacts } from './facts.ts'

export { kilometres, minutesFor }

/** Where a company is: its own coordinates, or the centre of its postcode area; undefined when neither is known. */
export const locationOf = (company: CompanyFacts, centres: ReadonlyMap<string, Centre>): Location | undefined =>
  company.location ?? centres.get(company.area)?.location

export type TravelTimes = {
  /** Whole minutes from an area by a means to a company; undefined when one of them is not on the map. */
  readonly minutes: (area: string, means: string, companyId: string) => number | undefined
}

/** Distances are reckoned once for each pair of area and company. */
export const createTravelTimes = (
  travel: Travel,
  centres: ReadonlyMap<string, Centre>,
  companies: ReadonlyMap<string, CompanyFacts>,
): TravelTimes => {
  const known = new Map<string, Map<string, number | undefined>>()
  const distance = (area: string, companyId: string): number | undefined => {
    const row = known.get(area) ?? new Map<string, number | undefined>()
    known.set(area, row)
    if (row.has(companyId)) return row.get(companyId)
    const from = centres.get(area)?.location
    const company = companies.get(companyId)
    const to = company === undefined ? undefined : locationOf(company, centres)
    const km = from === undefined || to === undefined ? undefined : kilometres(from, to)
    row.set(companyId, km)
    return km
  }
  return {
    minutes: (area, means, companyId) => {
      const km = distance(area, companyId)
      return km === undefined || travel.means[means] === undefined ? undefined : minutesFor(travel, means, km)
    },
  }
}
