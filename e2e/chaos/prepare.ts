// Brings a bureau to where a run begins: a small season that is planned and whose call is open, and what people need to act in it.
import { inventRegion, openBureau, readSeasonFiles, runSeason } from '@stagebureau/gateway'
import { createLog, readConfig } from '@stagebureau/infra'
import type { Call } from '@stagebureau/shared'
import type { Scene } from './scene.ts'

export type Prepared = {
  readonly scene: Scene
  /** Lets whoever holds it command as a coordinator. */
  readonly key: string
  /** What the poster at each company says, by the company's id. */
  readonly posters: ReadonlyMap<string, string>
}

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'chaos' }
const keyDays = 366

/** In an empty folder. */
export const prepare = async (data: string, scene: Scene): Promise<Prepared> => {
  const { region } = scene
  const config = { ...readConfig({}), data }
  const bureau = await openBureau(config, createLog('silent'))
  try {
    await runSeason(bureau, readSeasonFiles(inventRegion(region), 'chaos'), call, () => {}, undefined)
    const { key } = await bureau.door.makeApiKey(config.coordinator, keyDays)
    const posters = new Map<string, string>()
    const { items } = await bureau.companies.companies({ first: region.companies }, call)
    for (const { node } of items)
      posters.set(node.id, (await bureau.placements.poster({ companyId: node.id }, call)).code)
    return { scene, key, posters }
  } finally {
    await bureau.stop()
  }
}
