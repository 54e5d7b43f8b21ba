// Measures how level schools can be made, and how near to the best that is proven to be, in plans of 20,000 students.
import { parseArgs } from 'node:util'
import { placePairs } from '../services/matching/src/engine/bare-placement.ts'
import { placeFairly } from '../services/matching/src/engine/fairness.ts'
import type { Pairs } from '../services/matching/src/engine/placement-network.ts'
import { below, seededRandom } from '../services/matching/src/engine/random.ts'
import { readPairs } from '../services/matching/src/solve/pairs.ts'
import { region } from './instances.ts'
import { keepResults, type Row } from './results.ts'

const SCHOOLS = 60
/** Students whose travel differs less than this can be of one school. */
const MIXED = 400

/** Schools of the same size whose students live alike: those who are near to everything at one, those far off at another. */
const schoolsByTravel = ({ offsets, costs }: Pairs, random: () => number): Int32Array => {
  const nearest = Array.from({ length: offsets.length - 1 }, (_, i) => {
    const least = costs.subarray(offsets[i], offsets[i + 1]).reduce((a, b) => Math.min(a, b), 10_000)
    return { i, at: least + below(random, MIXED) }
  }).sort((a, b) => a.at - b.at)
  const school = new Int32Array(nearest.length)
  nearest.forEach(({ i }, k) => {
    school[i] = Math.floor((k * SCHOOLS) / nearest.length)
  })
  return school
}

const worstMean = ({ offsets, openings, costs }: Pairs, school: Int32Array, assignment: Int32Array, none: number) => {
  const sums = new Float64Array(SCHOOLS)
  const sizes = new Float64Array(SCHOOLS)
  let total = 0
  assignment.forEach((j, i) => {
    const cost = j === -1 ? none : costs[offsets[i] + openings.subarray(offsets[i], offsets[i + 1]).indexOf(j)]
    sums[school[i]] += cost
    sizes[school[i]]++
    total += cost
  })
  return { total, worst: sums.reduce((most, sum, g) => Math.max(most, sum / sizes[g]), 0) }
}

const rounded = (value: number, digits = 1) => Number(value.toFixed(digits))

/** Options: --students N, 20,000 unless given. */
export const run = async (options: readonly string[]) => {
  const { values } = parseArgs({ args: [...options], options: { students: { type: 'string', default: '20000' } } })
  const students = Number(values.students)
  const rows: Row[] = []
  for (const { tight, unplacedCost, by } of [
    { tight: 1.3, unplacedCost: 20_000, by: 'travel' },
    { tight: 1.1, unplacedCost: 2000, by: 'lot' },
    { tight: 1.1, unplacedCost: 2000, by: 'travel' },
    { tight: 1.1, unplacedCost: 20_000, by: 'lot' },
    { tight: 1.1, unplacedCost: 20_000, by: 'travel' },
  ]) {
    const { pairs } = readPairs(region({ students, openings: students / 5, tight, seed: 21 }))
    const random = seededRandom(22)
    const drawn = Int32Array.from({ length: students }, () => below(random, SCHOOLS))
    const school = by === 'lot' ? drawn : schoolsByTravel(pairs, random)
    const plain = worstMean(pairs, school, placePairs(pairs, unplacedCost).assignment, unplacedCost)
    const start = performance.now()
    const plan = placeFairly(pairs, school, unplacedCost)
    const milliseconds = performance.now() - start
    const fair = worstMean(pairs, school, plan.assignment, unplacedCost)
    rows.push({
      work: `schools by ${by}, tight ${tight}, unplaced at ${unplacedCost}`,
      milliseconds: rounded(milliseconds),
      'gap %': rounded((100 * plan.gap) / plan.bound, 3),
      unplaced: students - plan.placed,
      'worst mean': `${rounded(plain.worst)} to ${rounded(fair.worst)}`,
      'total cost %': rounded((100 * fair.total) / plain.total - 100, 2),
    })
  }
  keepResults('fairness', rows)
}
