// Makes the engine's answer for a carousel into rows for people, with a reason for every gap.
import { type Said, said, type Text } from '@stagebureau/shared'
import type { CarouselPlan } from '../engine/carousel.ts'
import { OWN } from '../engine/carousel-task.ts'
import type { CarouselProgramme, CarouselWeights } from './carousel-task.ts'
import { type Drafted, type DraftedRow, qualityOf, type StopReason } from './drafted.ts'
import { rulesBroken } from './eligible.ts'
import type { Situation } from './facts.ts'
import { whyUnplaced } from './unplaced.ts'

/** Why a round stays empty for student i, who does have other stops. */
const whyGap = (
  { task, eligible }: CarouselProgramme,
  i: number,
  round: number,
  visited: ReadonlySet<number>,
): Said => {
  const within = eligible.openings.subarray(eligible.offsets[i], eligible.offsets[i + 1])
  const left = Array.from(within).filter((j) => !visited.has(task.company![j]!))
  const closed = left.filter((j) => task.capacity[j * task.rounds + round] === 0).length
  const values = { openings: within.length, left: left.length, closed, full: left.length - closed }
  if (left.length === 0) return said('gap/all-visited', values)
  return said(closed === left.length ? 'gap/closed' : 'gap/full', values)
}

/** What each stop adds: the own profile, a new world, one that was wished for; and the way there. */
const whyStops = (
  { task, eligible }: CarouselProgramme,
  i: number,
  stations: readonly number[],
  rounds: Situation['programme']['rounds'],
): StopReason[] => {
  const seen = new Set<number>()
  let own = 0
  return stations.flatMap((j, r): StopReason[] => {
    if (j < 0) return []
    const e = eligible.openings.indexOf(j, eligible.offsets[i]!)
    const world = task.worlds[e]!
    const values = { minutes: eligible.minutes[e]!, count: seen.size + 1, own: own + 1 }
    const say = (text: Text): StopReason[] => [{ round: rounds[r]!.number, reason: said(text, values) }]
    if (world === OWN) return say(own++ < task.ownVisits ? 'reason/own-profile' : 'reason/own-profile-again')
    if (seen.has(world)) return say('reason/world-again')
    seen.add(world)
    return say(task.wished?.[e] === 1 ? 'reason/wished-world' : 'reason/new-world')
  })
}

export const carouselPlan = (
  situation: Situation,
  carousel: CarouselProgramme,
  weights: CarouselWeights,
  { plan, milliseconds }: { readonly plan: CarouselPlan; readonly milliseconds: number },
): Drafted => {
  const { students, openings, eligible, task } = carousel
  const { programme } = situation
  const { rounds } = programme
  const rows = students.map((student, i): DraftedRow => {
    const stations = Array.from(plan.plan.subarray(i * rounds.length, (i + 1) * rounds.length))
    const visited = new Set(stations.filter((j) => j >= 0).map((j) => task.company![j]!))
    const minutesTo = (j: number) => eligible.minutes[eligible.openings.indexOf(j, eligible.offsets[i]!)]!
    const stops = stations.flatMap((j, r) => {
      if (j < 0) return []
      const { companyId, openingId } = openings[j]!
      const { number, from, until } = rounds[r]!
      return [{ round: number, companyId, openingId, from, until, minutes: minutesTo(j) }]
    })
    const common = {
      studentId: student.studentId,
      schoolId: student.schoolId,
      stops,
      reasons: whyStops(carousel, i, stations, rounds),
      pinned: false,
    }
    if (stops.length === 0) {
      const masks = rulesBroken(situation, student, openings)
      return { ...common, gaps: [], unplaced: whyUnplaced({ programme, student, openings, masks, held: false }) }
    }
    const gaps = stations.flatMap((j, r) =>
      j < 0 ? [{ round: rounds[r]!.number, reason: whyGap(carousel, i, r, visited) }] : [],
    )
    return { ...common, gaps }
  })
  const { objective, bound } = plan
  return {
    rows,
    quality: qualityOf(rows, { objective, bound, milliseconds, wanted: students.length * rounds.length }),
    levels: [{ goal: 'value', objective, bound }],
    weights: { ...weights, minute: 1 },
    prices: [plan.slotPrices, plan.roundPrices],
  }
}
