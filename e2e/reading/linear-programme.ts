// States a linear programme row by row and solves its goals one after another with HiGHS, each on the optima before it.
import loadHighs from 'highs'

/** `[variable, factor]` pairs; a variable is the number that `variable` gave. */
export type Terms = readonly (readonly [number, number])[]

export type LinearProgramme = {
  /** A new variable between `from` and `to`; `whole` makes the programme a mixed-integer one. */
  readonly variable: (from: number, to: number, whole?: boolean) => number
  readonly row: (from: number, terms: Terms, to: number) => void
  /** Minimises every goal in turn; each goal's value is kept while the next one is minimised. */
  readonly minimise: (
    goals: readonly Terms[],
  ) => Promise<{ readonly goals: readonly number[]; readonly at: Float64Array }>
}

// The package declares its types as those of a CommonJS module, but is loaded as an ES module.
const highs = (loadHighs as unknown as typeof loadHighs.default)()

/** Goals of an integral programme have whole values: `minimise` with whole factors is exact to the unit. */
export const linearProgramme = (options: Readonly<Record<string, string | number>> = {}): LinearProgramme => {
  const lower: number[] = []
  const upper: number[] = []
  const whole: number[] = []
  const rowLower: number[] = []
  const rowUpper: number[] = []
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  const row = (from: number, terms: Terms, to: number) => {
    rowLower.push(from)
    rowUpper.push(to)
    for (const [variable, factor] of terms) {
      indices.push(variable)
      values.push(factor)
    }
    starts.push(indices.length)
  }
  return {
    variable: (from, to, isWhole = false) => {
      lower.push(from)
      upper.push(to)
      whole.push(isWhole ? 1 : 0)
      return lower.length - 1
    },
    row,
    minimise: async (goals) => {
      const solver = await highs
      const best: number[] = []
      let at = new Float64Array(lower.length)
      if (lower.length === 0) return { goals: goals.map(() => 0), at }
      for (const goal of goals) {
        const cost = new Float64Array(lower.length)
        for (const [variable, factor] of goal) cost[variable] = (cost[variable] ?? 0) + factor
        const numRows = rowLower.length
        const solved = solver.withModel(
          {
            numCols: lower.length,
            numRows,
            colCost: cost,
            colLower: Float64Array.from(lower),
            colUpper: Float64Array.from(upper),
            rowLower: Float64Array.from(rowLower),
            rowUpper: Float64Array.from(rowUpper),
            matrix: {
              format: 'csr',
              numRows,
              numCols: lower.length,
              starts: Int32Array.from(starts),
              indices: Int32Array.from(indices),
              values: Float64Array.from(values),
            },
            ...(whole.includes(1) ? { integrality: Int32Array.from(whole) } : {}),
          },
          (model) => {
            model.options.set({ output_flag: false, ...options })
            model.run()
            if (model.getModelStatus() !== solver.constants.modelStatus.optimal) {
              throw new Error(`HiGHS found no optimum: status ${model.getModelStatus()}`)
            }
            return { value: model.getObjectiveValue(), at: Float64Array.from(model.getSolution().colValue) }
          },
        )
        best.push(solved.value)
        at = solved.at
        if (best.length < goals.length) row(-Number.MAX_VALUE, [...goal], Math.round(solved.value * 1e6) / 1e6)
      }
      return { goals: best, at }
    },
  }
}
