// One sheet of the map: the centres of the postcode areas that begin with the same two digits.
import { type AreasCharted, type Decider, type EventOf, equal, type Location } from '@stagebureau/shared'

export type ChartedArea = { readonly area: string; readonly place: string; readonly location: Location }
export type AreaSheet = { readonly areas: readonly ChartedArea[] }
export type AreaSheetCommand = {
  readonly do: 'chart'
  readonly sheetId: string
  readonly areas: readonly ChartedArea[]
}

export const sheetOf = (area: string): string => `areas-${area.slice(0, 2)}`

export const areaSheetDecider: Decider<AreaSheet, AreaSheetCommand, EventOf<typeof AreasCharted>> = {
  initial: { areas: [] },
  decide: ({ sheetId, areas }, sheet) => {
    const charted = new Map([...sheet.areas, ...areas].map((one) => [one.area, one]))
    const all = [...charted.values()].toSorted((a, b) => a.area.localeCompare(b.area))
    if (equal(all, sheet.areas)) return []
    return [
      { type: 'AreasCharted', data: { sheetId, areas: all.map((one) => ({ ...one, location: { ...one.location } })) } },
    ]
  },
  evolve: (_, { data }) => ({ areas: data.areas }),
}
