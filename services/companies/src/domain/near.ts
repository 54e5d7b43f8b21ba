// Which companies are within so many minutes of a postcode, by the slowest means that the season knows.
import { kilometres, type Location, minutesFor, type Travel } from '@stagebureau/shared'

type Placed = { readonly postcode: string; readonly location?: Location | undefined }
export type Centres = ReadonlyMap<string, Location>

const slowest = ({ means }: Travel): string | undefined =>
  Object.entries(means).toSorted(([, a], [, b]) => a.kmPerHour - b.kmPerHour)[0]?.[0]

/** True for what lies within; nothing lies within when the postcode is not on the map. */
export const isWithin = (
  near: string,
  minutes: number,
  travel: Travel,
  centres: Centres,
): ((company: Placed) => boolean) => {
  const from = centres.get(near.slice(0, 4))
  const means = slowest(travel)
  return ({ postcode, location }) => {
    const to = location ?? centres.get(postcode.slice(0, 4))
    if (from === undefined || to === undefined || means === undefined) return false
    return minutesFor(travel, means, kilometres(from, to)) <= minutes
  }
}
