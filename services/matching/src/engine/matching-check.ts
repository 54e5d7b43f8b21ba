// Checks that pairs are of the greatest weight, from the weights, the pairs and their prices alone.

type Claim = {
  readonly mate: ArrayLike<number>
  readonly weight: number
  readonly prices: ArrayLike<number>
  readonly oddSets: readonly { readonly vertices: readonly number[]; readonly price: number }[]
}

/**
 * What is wrong, in words; empty when proven. Any matching weighs twice at most the prices of all vertices plus, per odd set,
 * its price for each pair that fits inside; the matching reaches exactly that. O(vertices^2 + sizes of the sets^2).
 */
export const checkMatching = (vertices: number, weights: ArrayLike<number>, claim: Claim): string[] => {
  const { mate, prices, oddSets } = claim
  if (mate.length !== vertices || prices.length !== vertices) return [`not all ${vertices} vertices have their figures`]
  const flaws: string[] = []
  const covered = new Float64Array(vertices * vertices)
  let bound = 0
  for (let v = 0; v < vertices; v++) {
    if (!(prices[v] >= 0)) flaws.push(`the price of ${v} is below nothing`)
    bound += prices[v]
  }
  for (const { vertices: set, price } of oddSets) {
    if (!(price >= 0)) flaws.push(`the price of the set ${set.join()} is below nothing`)
    if (set.length % 2 === 0 || new Set(set).size !== set.length) flaws.push(`the set ${set.join()} is not odd`)
    bound += (price * (set.length - 1)) / 2
    for (const u of set) for (const v of set) covered[u * vertices + v] += price
  }
  let weight = 0
  for (let u = 0; u < vertices; u++) {
    for (let v = u + 1; v < vertices; v++) {
      if (!(prices[u] + prices[v] + covered[u * vertices + v] >= 2 * weights[u * vertices + v]))
        flaws.push(`the prices of ${u} and ${v} do not cover their weight`)
    }
    const v = mate[u]
    if (v === -1) continue
    if (!(v >= 0 && v < vertices) || v === u || mate[v] !== u) flaws.push(`${u} has no true mate`)
    else if (!(weights[u * vertices + v] > 0)) flaws.push(`${u} and ${v} cannot be a pair`)
    else if (u < v) weight += weights[u * vertices + v]
  }
  if (weight !== claim.weight) flaws.push(`the pairs weigh ${weight}, not ${claim.weight}`)
  if (bound !== 2 * weight) flaws.push(`the pairs weigh ${weight}, the prices prove only ${bound / 2}`)
  return flaws
}
