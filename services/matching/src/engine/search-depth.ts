// Remembers how deep searches went lately, to guess how far ahead the next one should look.

/** `usual`: how much further than its first step a search went, on average, the latest counting most. */
export type Depth = { usual: number }

export const createDepth = (): Depth => ({ usual: 0 })

export const learn = (depth: Depth, further: number) => {
  depth.usual += (Math.min(further, 0x7fffff) - depth.usual) / 10
}

export const marginOf = ({ usual }: Depth) => (2 * usual + 8) | 0
