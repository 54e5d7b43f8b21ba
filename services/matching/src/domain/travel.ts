// How long a student is under way: great-circle kilometres, a detour, and the pace of the student's own means.
import type { Location, Travel } from '@stagebureau/shared'
import type { Centre, CompanyFacts } from './facts.ts'

const earthRadiusKm = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance by the haversine formula (Sinnott, 1984), which is exact enough for small distances too. */
export const kilometres = (a: Location, b: Location): number => {
  const dLatitude = radians(b.latitude - a.latitude)
  const dLongitude = radians(b.longitude - a.longitude)
  const h =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLongitude / 2) ** 2
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Whole minutes, rounded up. */
export const minutesFor = (travel: Travel, means: string, km: number): number => {
  const { kmPerHour, startMinutes } = travel.means[means]!
  return Math.ceil((km * travel.detour * 60) / kmPerHour + startMinutes)
}

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
