// The cheapest fractional choice that meets a list of needs: a small linear program to which needs can be added.

/** The weights of the chosen must add up to at least `need`; weights are positive, columns occur once. */
export type Need = { readonly columns: readonly number[]; readonly weights: readonly number[]; readonly need: number }

/** `value[c]` is how much of c is chosen; `bound` is what any choice costs at least, safe against rounding. */
export type Relaxed = { readonly value: Float64Array; readonly bound: number }

export type Relaxation = {
  readonly addNeed: (need: Need) => void
  /** The cheapest choice with lower[c] <= value[c] <= upper[c]; undefined when there is none. */
  readonly solve: (lower: Float64Array, upper: Float64Array) => Relaxed | undefined
}

/** Counts elementary steps, so that work can be bounded alike on every machine. */
export type Steps = { taken: number }

const TINY = 1e-9

/**
 * min costs * value over the needs, by the dual simplex method for bounded variables (Lemke 1954; Wagner 1958) with a dense
 * inverse: a choice of nothing is optimal for the costs alone, so every added need and every changed bound starts from the
 * last basis. Needs are few (tens), columns may be thousands; O(needs * columns) a step. Costs are shaken by a billionth so
 * that ties cannot make it go round; the bound is computed from the multipliers with the true costs, so it holds whatever
 * rounding did: sum of multiplier * need + sum over columns of the least of (cost - weighted multipliers) * value.
 */
export const createRelaxation = (costs: Float64Array, steps: Steps = { taken: 0 }): Relaxation => {
  const columns = costs.length
  const shaken = costs.map((cost, c) => cost + (cost + 1) * 1e-9 * (((c * 7919) % 1009) / 1009))
  const needs: Need[] = []
  const dense: Float64Array[] = []
  /** The variable of each row (columns + r is the surplus of need r), whether a variable is basic, and at its upper end. */
  let basis: number[] = []
  let inverse: Float64Array[] = []
  let basic = new Uint8Array(columns)
  let atUpper = new Uint8Array(columns)

  const addNeed = (need: Need) => {
    const row = new Float64Array(columns)
    need.columns.forEach((c, k) => {
      row[c] = need.weights[k]
    })
    // The surplus of the new need becomes basic: inverse grows by a row of (row of basics * inverse) and a last entry -1.
    const added = new Float64Array(needs.length + 1)
    basis.forEach((v, r) => {
      const weight = v < columns ? row[v] : 0
      if (weight !== 0) for (let k = 0; k < needs.length; k++) added[k] += weight * inverse[r][k]
    })
    added[needs.length] = -1
    inverse = [...inverse.map((old) => Float64Array.from([...old, 0])), added]
    basis = [...basis, columns + needs.length]
    basic = Uint8Array.from([...basic, 1])
    atUpper = Uint8Array.from([...atUpper, 0])
    needs.push(need)
    dense.push(row)
  }

  const solve = (lower: Float64Array, upper: Float64Array): Relaxed | undefined => {
    const rows = needs.length
    const total = columns + rows
    const low = (v: number) => (v < columns ? lower[v] : 0)
    const high = (v: number) => (v < columns ? upper[v] : Number.POSITIVE_INFINITY)
    const cost = (v: number) => (v < columns ? shaken[v] : 0)
    const weight = (r: number, v: number) => (v < columns ? dense[r][v] : v === columns + r ? -1 : 0)
    const multipliers = new Float64Array(rows)
    const reduced = new Float64Array(total)
    const along = new Float64Array(total)
    const value = new Float64Array(total)

    const price = () => {
      multipliers.fill(0)
      basis.forEach((v, r) => {
        if (cost(v) !== 0) for (let k = 0; k < rows; k++) multipliers[k] += cost(v) * inverse[r][k]
      })
      for (let v = 0; v < total; v++) reduced[v] = cost(v)
      for (let r = 0; r < rows; r++) {
        if (multipliers[r] === 0) continue
        for (let c = 0; c < columns; c++) reduced[c] -= multipliers[r] * dense[r][c]
        reduced[columns + r] += multipliers[r]
      }
    }

    const evaluate = () => {
      const left = Float64Array.from(needs, ({ need }) => need)
      for (let v = 0; v < total; v++) {
        if (basic[v] === 1) continue
        value[v] = atUpper[v] === 1 ? high(v) : low(v)
        if (value[v] === 0) continue
        for (let r = 0; r < rows; r++) left[r] -= weight(r, v) * value[v]
      }
      basis.forEach((v, r) => {
        value[v] = 0
        for (let k = 0; k < rows; k++) value[v] += inverse[r][k] * left[k]
      })
    }

    price()
    // A bound may have moved: every variable that is not basic goes to the end where its reduced cost wants it.
    for (let v = 0; v < total; v++) if (basic[v] === 0) atUpper[v] = v < columns && reduced[v] < 0 ? 1 : 0
    for (let step = 0; step < 200 + 20 * (rows + 10); step++) {
      steps.taken += 2 * (rows + 1) * columns
      evaluate()
      let row = -1
      let worst = 1e-7
      basis.forEach((v, r) => {
        const off = Math.max(low(v) - value[v], value[v] - high(v))
        if (off > worst) {
          worst = off
          row = r
        }
      })
      if (row === -1) break
      const leaving = basis[row]
      const rising = value[leaving] < low(leaving)
      along.fill(0)
      for (let k = 0; k < rows; k++) {
        const by = inverse[row][k]
        if (by === 0) continue
        for (let c = 0; c < columns; c++) along[c] += by * dense[k][c]
        along[columns + k] -= by
      }
      let entering = -1
      let least = Number.POSITIVE_INFINITY
      for (let v = 0; v < total; v++) {
        if (basic[v] === 1 || Math.abs(along[v]) < TINY || low(v) === high(v)) continue
        const helps = (atUpper[v] === 1) !== rising ? along[v] < 0 : along[v] > 0
        if (!helps) continue
        const ratio = Math.abs(reduced[v] / along[v])
        if (ratio < least - TINY || (ratio < least + TINY && Math.abs(along[v]) > Math.abs(along[entering]))) {
          least = ratio
          entering = v
        }
      }
      if (entering === -1) {
        if (impossible(row, rising, lower, upper)) return undefined
        break
      }
      const pays = reduced[entering] / along[entering]
      exchange(row, entering, rising ? 0 : 1)
      if (step % 40 === 39) price()
      else for (let v = 0; v < total; v++) reduced[v] -= pays * along[v]
      reduced[entering] = 0
    }
    price()
    evaluate()
    return { value: value.slice(0, columns), bound: safeBound(multipliers, lower, upper) }
  }

  /** Whether the row that cannot be mended proves that no choice within the bounds meets the needs, safe against rounding. */
  const impossible = (row: number, rising: boolean, lower: Float64Array, upper: Float64Array): boolean => {
    const sum = new Float64Array(columns)
    let need = 0
    for (let k = 0; k < needs.length; k++) {
      const by = Math.max(0, rising ? -inverse[row][k] : inverse[row][k])
      need += by * needs[k].need
      for (let c = 0; c < columns; c++) sum[c] += by * dense[k][c]
    }
    let most = 0
    for (let c = 0; c < columns; c++) most += sum[c] * (sum[c] > 0 ? upper[c] : lower[c])
    return most < need - 1e-6 * (1 + Math.abs(need))
  }

  const exchange = (row: number, entering: number, leavesAt: number) => {
    const rows = needs.length
    const column = new Float64Array(rows)
    for (let r = 0; r < rows; r++) {
      for (let k = 0; k < rows; k++) {
        column[r] += inverse[r][k] * (entering < columns ? dense[k][entering] : entering === columns + k ? -1 : 0)
      }
    }
    const pivot = column[row]
    for (let k = 0; k < rows; k++) inverse[row][k] /= pivot
    for (let r = 0; r < rows; r++) {
      if (r === row || column[r] === 0) continue
      for (let k = 0; k < rows; k++) inverse[r][k] -= column[r] * inverse[row][k]
    }
    basic[basis[row]] = 0
    atUpper[basis[row]] = leavesAt
    basic[entering] = 1
    basis[row] = entering
  }

  const safeBound = (multipliers: Float64Array, lower: Float64Array, upper: Float64Array): number => {
    let bound = 0
    const left = costs.slice()
    needs.forEach(({ columns: used, weights, need }, r) => {
      const by = Math.max(0, multipliers[r])
      bound += by * need
      used.forEach((c, k) => {
        left[c] -= by * weights[k]
      })
    })
    for (let c = 0; c < columns; c++) bound += left[c] * (left[c] < 0 ? upper[c] : lower[c])
    return bound
  }

  return { addNeed, solve }
}
