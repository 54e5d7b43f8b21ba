// Reckons how many minutes a student travels, as season.json says.

export type Point = { readonly latitude: number; readonly longitude: number }
export type Means = { readonly kmPerHour: number; readonly startMinutes: number }

const earthRadius = 6371

const kilometres = (from: Point, to: Point) => {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (one: number, other: number) => Math.sin(radians(other - one) / 2) ** 2
  const bow =
    half(from.latitude, to.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * half(from.longitude, to.longitude)
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(bow)))
}

/** Great-circle kilometres x detour at the means' speed, plus its start, rounded up. */
export const travelMinutes = (from: Point, to: Point, detour: number, means: Means) =>
  Math.ceil((kilometres(from, to) * detour * 60) / means.kmPerHour + means.startMinutes - 1e-9)
