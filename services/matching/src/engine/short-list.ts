// Rows of arcs that are hardly ever read in full: each keeps a short list of its cheapest arcs and a bound on all others.

/**
 * Row r holds the arcs offsets[r] .. offsets[r + 1] - 1, each to a column at a cost. Its short list holds `length[r]` pairs
 * (column, cost) from 2 * room[r] on; every arc not on it costs, with its column's price, at least `beyond[r]`. Prices only
 * rise, so the bound stays true. All numbers are 32-bit integers: costs and prices below 2^29.
 *
 * Reading a row leaves what was found in `hits`, as pairs, and in `rest` the least cost plus price of all that was not.
 */
export type Rows = {
  readonly offsets: Int32Array
  readonly columns: Int32Array
  readonly costs: Int32Array
  readonly room: Int32Array
  readonly short: Int32Array
  readonly length: Int32Array
  readonly beyond: Int32Array
  readonly hits: Int32Array
  rest: number
}

/** More than any distance, cost or price. */
export const FAR = 0x7fffffff

/** Less than any bound: says that nothing is known. */
export const UNKNOWN = -0x20000000

/** Makes rows that have never been read; `places(r)` tells how many arcs of row r will be in use at the end. */
export const createRows = (
  offsets: Int32Array,
  columns: Int32Array,
  costs: Int32Array,
  places: (row: number) => number,
): Rows => {
  const count = offsets.length - 1
  const room = new Int32Array(count + 1)
  let longest = 0
  for (let r = 0; r < count; r++) {
    const degree = offsets[r + 1] - offsets[r]
    room[r + 1] = room[r] + Math.min(degree, 7 + places(r))
    if (degree > longest) longest = degree
  }
  return {
    offsets,
    columns,
    costs,
    room,
    short: new Int32Array(2 * room[count]),
    length: new Int32Array(count),
    beyond: new Int32Array(count).fill(UNKNOWN),
    hits: new Int32Array(2 * longest),
    rest: FAR,
  }
}

/**
 * Collects the arcs of a row that cost, with their column's price, less than `limit`; tells how many.
 * The short list does when the bound of the others is not below the limit. Otherwise the row is read in full and its short
 * list made anew, from whatever is below limit + margin: the row will probably be asked again about a little more.
 * Idea: candidate lists, as in Glover and others (1974), here with a bound so that nothing is missed.
 */
export const arcsBelow = (rows: Rows, prices: Int32Array, row: number, limit: number, margin: number): number =>
  rows.beyond[row] < limit ? readAll(rows, prices, row, limit, margin) : readShort(rows, prices, row, limit)

const readShort = (rows: Rows, prices: Int32Array, row: number, limit: number): number => {
  const { short, hits } = rows
  let rest = rows.beyond[row]
  let found = 0
  const start = 2 * rows.room[row]
  const end = start + 2 * rows.length[row]
  for (let at = start; at < end; at += 2) {
    const total = (short[at + 1] + prices[short[at]]) | 0
    if (total < limit) {
      hits[found] = short[at]
      hits[found + 1] = short[at + 1]
      found += 2
    } else if (total < rest) rest = total
  }
  rows.rest = rest
  return found >> 1
}

const readAll = (rows: Rows, prices: Int32Array, row: number, limit: number, margin: number): number => {
  const { columns, costs, short, hits } = rows
  const wanted = (limit + margin) | 0
  let beyond = FAR
  let rest = FAR
  let found = 0
  let kept = 2 * rows.room[row]
  const full = 2 * rows.room[row + 1]
  const end = rows.offsets[row + 1]
  for (let a = rows.offsets[row]; a < end; a++) {
    const column = columns[a]
    const cost = costs[a]
    const total = (cost + prices[column]) | 0
    if (total < wanted && kept < full) {
      short[kept] = column
      short[kept + 1] = cost
      kept += 2
    } else if (total < beyond) beyond = total
    if (total < limit) {
      hits[found] = column
      hits[found + 1] = cost
      found += 2
    } else if (total < rest) rest = total
  }
  rows.length[row] = (kept >> 1) - rows.room[row]
  rows.beyond[row] = beyond
  rows.rest = rest
  return found >> 1
}
