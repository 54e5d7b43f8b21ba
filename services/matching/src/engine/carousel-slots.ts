// Who sits where: the students at each station in each round, kept so that one seat changes in constant time.

/** Not the student's to fill: pinned, or a round that is not his. */
export const TAKEN = -2
/** A round of the student with no visit. */
export const EMPTY = -1

/**
 * A slot is a station in one round: slot j * rounds + r. `at[i * rounds + r]` is the station of student i in round r, or EMPTY
 * or TAKEN; the students in a slot are `member[first[slot]] .. member[first[slot] + load[slot] - 1]`.
 */
export type Slots = {
  readonly rounds: number
  readonly capacity: Int32Array
  readonly at: Int32Array
  readonly load: Int32Array
  readonly first: Int32Array
  readonly member: Int32Array
  readonly seat: Int32Array
}

/** Slots without students; `free` has 1 for each student and round that may be filled. */
export const emptySlots = (rounds: number, capacity: Int32Array, free: Uint8Array): Slots => {
  const first = new Int32Array(capacity.length + 1)
  // One seat more than fits, so that a newcomer may sit down before another gets up.
  capacity.forEach((places, slot) => {
    first[slot + 1] = first[slot] + places + 1
  })
  return {
    rounds,
    capacity,
    at: Int32Array.from(free, (here) => (here === 1 ? EMPTY : TAKEN)),
    load: new Int32Array(capacity.length),
    first,
    member: new Int32Array(first[capacity.length]),
    seat: new Int32Array(free.length),
  }
}

export const sitDown = (
  { rounds, at, load, first, member, seat }: Slots,
  student: number,
  round: number,
  station: number,
) => {
  const slot = station * rounds + round
  const place = first[slot] + load[slot]++
  member[place] = student
  seat[student * rounds + round] = place
  at[student * rounds + round] = station
}

export const getUp = ({ rounds, at, load, first, member, seat }: Slots, student: number, round: number) => {
  const cell = student * rounds + round
  const slot = at[cell] * rounds + round
  const last = first[slot] + --load[slot]
  const moved = member[last]
  member[seat[cell]] = moved
  seat[moved * rounds + round] = seat[cell]
  at[cell] = EMPTY
}

/** Exchanges what a student does in two rounds; either may be empty, neither taken. */
export const swapRounds = (slots: Slots, student: number, a: number, b: number) => {
  const { rounds, at } = slots
  const stationA = at[student * rounds + a]
  const stationB = at[student * rounds + b]
  if (stationA >= 0) getUp(slots, student, a)
  if (stationB >= 0) getUp(slots, student, b)
  if (stationA >= 0) sitDown(slots, student, b, stationA)
  if (stationB >= 0) sitDown(slots, student, a, stationB)
}
