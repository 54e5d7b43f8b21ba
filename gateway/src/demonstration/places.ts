// An invented region: towns with postcode areas around them, on no real map.
import type { Chance } from './chance.ts'

export type Place = {
  readonly area: string
  readonly name: string
  readonly latitude: number
  readonly longitude: number
}

const beginnings = [
  'Linder',
  'Elzen',
  'Hazel',
  'Wilgen',
  'Brem',
  'Varen',
  'Berken',
  'Kolk',
  'Zand',
  'Veen',
  'Wolf',
  'Hoge',
  'Lage',
  'Oude',
  'Nieuwe',
  'Sint-Odo',
  'Mark',
  'Heer',
  'Rogge',
  'Haver',
]
const endings = [
  'voort',
  'bergen',
  'lo',
  'dam',
  'huizen',
  'broek',
  'wolde',
  'mark',
  'horst',
  'zele',
  'ingen',
  'beek',
  'drecht',
  'veld',
  'akker',
]

/** `count` areas in towns of falling size; the first town is the largest. Distances suit a bicycle. */
export const inventPlaces = (chance: Chance, count: number, sizeKm: number): Place[] => {
  const towns = Array.from({ length: Math.max(3, Math.ceil(count / 4)) }, (_, t) => ({
    name: `${beginnings[t % beginnings.length]}${endings[(t * 7 + Math.floor(t / beginnings.length)) % endings.length]}`,
    x: (chance.next() - 0.5) * sizeKm,
    y: (chance.next() - 0.5) * sizeKm,
  }))
  return Array.from({ length: count }, (_, i) => {
    const town = i < towns.length ? towns[i]! : chance.early(towns)
    const [x, y] = [town.x + chance.normal() * 1.2, town.y + chance.normal() * 1.2]
    return {
      area: String(7100 + i),
      name: town.name,
      latitude: Number((52.1 + y / 111.2).toFixed(7)),
      longitude: Number((6.2 + x / 68.3).toFixed(7)),
    }
  })
}
