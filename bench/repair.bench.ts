// Mends a plan through a season of events, one after the other, and puts it beside a plan made with hindsight.
import { placePairs } from '../services/matching/src/engine/bare-placement.ts'
import { type Change, createLiveRepair } from '../services/matching/src/engine/live-repair.ts'
import type { Pairs } from '../services/matching/src/engine/placement-network.ts'
import { below, seededRandom } from '../services/matching/src/engine/random.ts'
import { repair } from '../services/matching/src/engine/repair.ts'
import { readPairs } from '../services/matching/src/solve/pairs.ts'
import { region } from './instances.ts'
import { keepResults, type Row } from './results.ts'

const STUDENTS = 20_000
const EVENTS = 500
const WARMING = 100
/** Every so many events the changes are counted again by a repair that starts from nothing. */
const CHECKED = 25

const rounded = (value: number) => Math.round(value * 1000) / 1000
const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(share * values.length)]

/** Everyone's pairs, those of the gone left out and those of the arrived at the end. */
type Now = { rows: { openings: Int32Array; costs: Int32Array }[]; readonly capacity: Int32Array }

const pairsNow = ({ rows, capacity }: Now): Pairs => {
  const offsets = new Int32Array(rows.length + 1)
  rows.forEach(({ openings }, i) => {
    offsets[i + 1] = offsets[i] + openings.length
  })
  const openings = new Int32Array(offsets[rows.length])
  const costs = new Int32Array(offsets[rows.length])
  rows.forEach((row, i) => {
    openings.set(row.openings, offsets[i])
    costs.set(row.costs, offsets[i])
  })
  return { offsets, openings, costs, capacity: capacity.slice() }
}

const costOf = ({ rows }: Now, assignment: Int32Array): number =>
  assignment.reduce((sum, j, i) => (j === -1 ? sum : sum + rows[i].costs[rows[i].openings.indexOf(j)]), 0)

/** A company gone, a place more, a student gone, a new one, in turn; places change with it. */
const eventOf = (k: number, now: Now, random: () => number): Change => {
  const j = below(random, now.capacity.length)
  const i = below(random, now.rows.length)
  if (k % 4 < 2) {
    now.capacity[j] = k % 4 === 0 ? 0 : now.capacity[j] + 1
    return { places: [[j, now.capacity[j]]] }
  }
  const none = { openings: new Int32Array(0), costs: new Int32Array(0) }
  if (k % 4 === 2) {
    now.rows[i] = none
    return { gone: [i] }
  }
  now.rows.push(now.rows[i])
  return { arrived: [now.rows[i]] }
}

const seasonOf = (tight: number): Row[] => {
  const { pairs } = readPairs(region({ students: STUDENTS, openings: STUDENTS / 5, tight, seed: 11 }))
  const { offsets, openings, costs } = pairs
  const row = (i: number) => ({
    openings: openings.slice(offsets[i], offsets[i + 1]),
    costs: costs.slice(offsets[i], offsets[i + 1]),
  })
  const now: Now = { rows: Array.from({ length: STUDENTS }, (_, i) => row(i)), capacity: pairs.capacity.slice() }
  const live = createLiveRepair(pairs, placePairs(pairs).assignment)
  const random = seededRandom(2)
  const times: number[] = []
  const rows: Row[] = []
  let changes = 0
  let filled = 0
  for (let k = 0; k < WARMING + EVENTS; k++) {
    const before = live.assignment()
    const change = eventOf(k, now, random)
    const start = performance.now()
    const moves = live.answer(change)
    const took = performance.now() - start
    if (k % CHECKED === 0) {
      const previous = new Int32Array(now.rows.length).fill(-1)
      previous.set(before)
      for (const i of change.gone ?? []) previous[i] = -1
      const { changed } = repair({ pairs: pairsNow(now), previous, frozen: new Int32Array(0) })
      if (changed !== moves.length) throw new Error(`event ${k}: ${moves.length} changes, ${changed} would do`)
    }
    if (k < WARMING) continue
    times.push(took)
    changes += moves.length
    filled += moves.filter(({ student }) => student < before.length && before[student] === -1).length
    if ((k + 1) % (EVENTS / 5) !== 0) continue
    const plan = live.assignment()
    const afresh = placePairs(pairsNow(now))
    const cost = costOf(now, afresh.assignment)
    const moved = plan.reduce((sum, j, i) => sum + Number(j !== afresh.assignment[i]), 0)
    rows.push({
      work: `season tight ${tight}, after ${k + 1 - WARMING} events`,
      changes,
      'places filled': filled,
      unplaced: live.unplaced(),
      'dearer than with hindsight %': rounded((100 * (costOf(now, plan) - cost)) / cost),
      'changes to get there': moved,
      'ms median': rounded(percentile(times, 0.5)),
      'ms p95': rounded(percentile(times, 0.95)),
    })
    if (plan.filter((j) => j !== -1).length !== afresh.placed) throw new Error(`event ${k}: more could be placed`)
  }
  return rows
}

export const run = async () => keepResults('repair', [1.1, 1, 0.9].flatMap(seasonOf))
