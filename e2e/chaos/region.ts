// The small region in which runs happen, and who commands there.
import type { RegionSize } from '@stagebureau/gateway'
import type { Call } from '@stagebureau/shared'

export const region: RegionSize = { seed: 3, students: 24, schools: 2, companies: 8 }
export const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'chaos' }
export const profile = 'BWI'
