// How long somebody is under way: great-circle kilometres, a detour, and the pace of a means of travel.
import type { Travel } from '../contracts/placements.ts'
import type { Location } from '../contracts/words.ts'

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

/** Whole minutes, rounded up; `means` is one that the season knows. */
export const minutesFor = (travel: Travel, means: string, km: number): number => {
  const { kmPerHour, startMinutes } = travel.means[means]!
  return Math.ceil((km * travel.detour * 60) / kmPerHour + startMinutes)
}
