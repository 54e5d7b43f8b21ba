// The carousel's value, and by how much no plan can be better: a linear programme over visits, with or without rounds.
import { linearProgramme, type Terms } from './linear-programme.ts'
import { companyId, type Opening, type Student } from './region.ts'

export const weights = { own: 2000, other: (m: number) => 1000 - 100 * m, wish: 50, empty: 10_000 } as const

/** A station within a student's reach. */
export type Visit = { readonly student: number; readonly station: number; readonly minutes: number }

const isOwn = (student: Student, station: Opening) => station.profile === student.profile

/** Points of one student's stops, the empty rounds included. */
export const carouselValue = (
  student: Student,
  stops: readonly { readonly opening: Opening; readonly minutes: number }[],
  ownProfileAtLeast: number,
  rounds: number,
) => {
  const own = stops.filter(({ opening }) => isOwn(student, opening)).length
  const others = new Set(
    stops.filter(({ opening }) => !isOwn(student, opening)).map(({ opening }) => opening.company.world),
  )
  const wished = [...others].filter((world) => student.wishes.includes(world)).length
  const distinct = [...others].reduce((sum, _, m) => sum + weights.other(m), 0)
  const minutes = stops.reduce((sum, stop) => sum + stop.minutes, 0)
  const empty = Math.max(0, rounds - stops.length)
  return (
    weights.own * Math.min(ownProfileAtLeast, own) + distinct + weights.wish * wished - minutes - weights.empty * empty
  )
}

/**
 * The value that no plan can surpass. `open[station]` holds the rounds in which it is open. Without `timed`, a station
 * counts with its places of all open rounds together; with it, every round is kept apart (sharper, far larger).
 * `whole` makes it the exact best value, for small inputs.
 */
export const carouselBound = async (
  students: readonly Student[],
  stations: readonly Opening[],
  visits: readonly Visit[],
  ownProfileAtLeast: number,
  rounds: number,
  open: readonly (readonly number[])[],
  how: { readonly timed?: boolean; readonly whole?: boolean } = {},
): Promise<number> => {
  const programme = linearProgramme()
  const points: [number, number][] = []
  const gain = (from: number, to: number, value: number) => {
    const variable = programme.variable(from, to)
    points.push([variable, -value])
    return variable
  }
  const times = (station: number) => (how.timed ? open[station]! : [0])
  const made = visits.map((visit) => ({
    ...visit,
    variables: times(visit.station).map((round) => {
      const variable = programme.variable(0, 1, how.whole ?? false)
      points.push([variable, visit.minutes])
      return { round, variable }
    }),
  }))
  const all = (some: typeof made): Terms =>
    some.flatMap(({ variables }) => variables.map((one) => [one.variable, 1] as const))
  const inRound = (some: typeof made, round: number): Terms =>
    some.flatMap(({ variables }) =>
      variables.filter((one) => one.round === round).map((one) => [one.variable, 1] as const),
    )

  const byStudent = Map.groupBy(made, (visit) => visit.student)
  let empty = 0
  for (const [at, student] of students.entries()) {
    const own = byStudent.get(at) ?? []
    if (own.length === 0) {
      empty += rounds
      continue
    }
    programme.row(rounds, [...all(own), [gain(0, rounds, -weights.empty), 1]], rounds)
    if (how.timed) for (let round = 1; round <= rounds; round += 1) programme.row(0, inRound(own, round), 1)
    for (const [, same] of Map.groupBy(own, (visit) => companyId(stations[visit.station]!.company))) {
      if (how.timed || same.length > 1) programme.row(0, all(same), 1)
    }
    const mine = own.filter((visit) => isOwn(student, stations[visit.station]!))
    const rewarded = [gain(0, ownProfileAtLeast, weights.own), -1] as const
    programme.row(0, [...all(mine), rewarded], Number.MAX_VALUE)
    const distinct: [number, number][] = []
    const worlds = Map.groupBy(
      own.filter((visit) => !mine.includes(visit)),
      (visit) => stations[visit.station]!.company.world,
    )
    for (const [world, there] of worlds) {
      const visited = gain(0, 1, student.wishes.includes(world) ? weights.wish : 0)
      programme.row(0, [...all(there), [visited, -1]], Number.MAX_VALUE)
      distinct.push([visited, 1])
    }
    for (let m = 0; m < worlds.size; m += 1) distinct.push([gain(0, 1, weights.other(m)), -1])
    programme.row(0, distinct, 0)
  }
  for (const [station, there] of Map.groupBy(made, (visit) => visit.station)) {
    const places = stations[station]!.places
    if (!how.timed) programme.row(0, all(there), places * open[station]!.length)
    else for (const round of open[station]!) programme.row(0, inRound(there, round), places)
  }
  const { goals } = await programme.minimise([points])
  return -goals[0]! - weights.empty * empty
}
