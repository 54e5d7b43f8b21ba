// All events of the bureau in one list, and the topic that each owner speaks on.
import type { EventContract, Owner } from '../kernel/contract.ts'
import * as companies from './companies.ts'
import * as matching from './matching.ts'
import * as placements from './placements.ts'

const isContract = (thing: unknown): thing is EventContract =>
  typeof thing === 'object' && thing !== null && 'owner' in thing && 'sentence' in thing

/** Every declared event, in the order of its owner's file. */
export const catalogue: readonly EventContract[] = [companies, placements, matching].flatMap((owner) =>
  Object.values(owner).filter(isContract),
)

export const topicOf = (owner: Owner): string => `stagebureau.${owner}`

/** Every topic of a bureau. */
export const topics: readonly string[] = [...new Set(catalogue.map(({ owner }) => topicOf(owner)))]
