// Checks the figures of report.json against what the input and the plans say.

import { weights } from './best-carousel.ts'
import type { ProgrammeReport } from './read-report.ts'
import type { Figures, Reading } from './reading.ts'
import type { Programme } from './region.ts'
import { carouselDay } from './rules.ts'

export const checkCounts = ({ region, report, breach }: Reading) => {
  const say = (words: string) => breach(`report.json: ${words}`)
  const { counts } = report
  const equal = (name: string, said: unknown, found: unknown) => {
    if (said !== found) say(`${name} is ${said}, the input says ${found}`)
  }
  equal('region', report.region, region.settings.region)
  equal('season.from', report.season.from, region.settings.season.from)
  equal('season.until', report.season.until, region.settings.season.until)
  equal('counts.schools', counts.schools, region.schools.length)
  equal('counts.students', counts.students, region.students.length)
  for (const kind of ['carousel', 'placement', 'case']) {
    const found = region.openings.filter((opening) => opening.kind === kind).length
    equal(`counts.offers.${kind}`, counts.offers[kind] ?? 0, found)
  }
  if (!Number.isSafeInteger(report.seed)) say(`seed is ${report.seed}`)
  if (!(report.seconds > 0)) say(`seconds is ${report.seconds}`)
  if (!(report.peakMegabytes > 0)) say(`peakMegabytes is ${report.peakMegabytes}`)
}

const weightsOf = (programme: Programme): Readonly<Record<string, unknown>> => {
  if (programme.kind === 'placement') return { minute: 1, wish: 100 }
  if (programme.kind === 'atelier') return {}
  return { own: weights.own, wish: weights.wish }
}

export const checkFigures = (
  programme: Programme,
  said: ProgrammeReport,
  found: Figures,
  breach: (words: string) => void,
) => {
  const say = (words: string) => breach(`report.json: ${programme.name}: ${words}`)
  for (const name of ['placed', 'unplaced', 'stops', 'gaps'] as const) {
    if (said[name] !== found[name]) say(`${name} is ${said[name]}, the files say ${found[name]}`)
  }
  const rounds = programme.kind === 'carousel' && carouselDay(programme) ? programme.rounds : 1
  const wished = (found.placed + found.unplaced) * rounds
  const stops = programme.kind === 'carousel' ? found.stops : found.placed
  const coverage = wished === 0 ? 1 : stops / wished
  if (Math.abs(said.coverage - coverage) > 0.005) say(`coverage is ${said.coverage}, the files say ${coverage}`)
  const average = found.minutes.reduce((sum, one) => sum + one, 0) / Math.max(1, found.minutes.length)
  if (programme.kind !== 'atelier' && Math.abs(said.averageTravelMinutes - average) > 0.051) {
    say(`average travel is ${said.averageTravelMinutes} minutes, the files say ${average}`)
  }
  const gap = Math.abs(said.bound - said.objective) / Math.max(1, Math.abs(said.bound))
  if (!(said.gap >= 0) || Math.abs(said.gap - gap) > 1e-6) say(`gap is ${said.gap}, objective and bound say ${gap}`)
  if (!(said.solveMilliseconds >= 0)) say(`solveMilliseconds is ${said.solveMilliseconds}`)
  for (const [name, weight] of Object.entries(weightsOf(programme))) {
    if (said.weights[name] !== weight) say(`weight ${name} is ${said.weights[name]}, not ${weight}`)
  }
}
