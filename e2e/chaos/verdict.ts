// What a run has shown: each promise by its name, and the lines that tell of it.
import type { Entry } from './ledger.ts'
import type { Findings } from './story.ts'
import type { Tally } from './tally.ts'

export type Outcome = {
  readonly entries: readonly Entry[]
  readonly findings: Findings
  readonly parked: ReadonlySet<string>
  /** Events that never came to the bus. */
  readonly missing: readonly string[]
  /** False when events or letters were still on their way after a long wait. */
  readonly atRest: boolean
  readonly refused: readonly string[]
  readonly tally: Tally
}

export type Verdict = { readonly passed: number; readonly failed: number; readonly lines: readonly string[] }

const breachesShown = 5

/** Each promise with what breaks it, one line each. */
const promisesOf = ({
  entries,
  findings,
  parked,
  missing,
  atRest,
  tally,
}: Outcome): Readonly<Record<string, readonly string[]>> => ({
  'nothing acknowledged is lost': findings.lost,
  'nothing is half applied': findings.halfApplied,
  'every event comes to the bus': missing,
  'no effect comes twice': findings.doubleEffects,
  'what cannot be handled is parked': Array.from({ length: tally.count('poisoned') }, (_, n) => `poison-${n}`).filter(
    (one) => !parked.has(one),
  ),
  'nothing else is parked': [...parked].filter((one) => !one.startsWith('poison-')),
  'everything comes to rest': atRest ? [] : ['events or letters still wait'],
  'there was something to lose': entries.length > 0 && tally.count('kills') > 0 ? [] : ['nothing was done'],
})

const countedBySteps = (entries: readonly Entry[]): string =>
  [...Map.groupBy(entries, ({ step }) => step)].map(([step, those]) => `${step} ${those.length}`).join(', ')

export const judge = (outcome: Outcome): Verdict => {
  const { entries, findings, parked, refused, tally } = outcome
  const promises = Object.entries(promisesOf(outcome))
  const broken = promises.filter(([, breaches]) => breaches.length > 0)
  const { lost, halfApplied, doubleEffects } = findings
  const lines = [
    `acknowledged ${entries.length}, lost ${lost.length}, half applied ${halfApplied.length}, double effects ${doubleEffects.length}`,
    countedBySteps(entries),
    `parked ${parked.size} of ${tally.count('poisoned')} poisoned`,
    ...tally.lines(),
    ...refused,
    ...broken.flatMap(([promise, breaches]) => [
      `BROKEN: ${promise} (${breaches.length})`,
      ...breaches.slice(0, breachesShown).map((one) => `  ${one}`),
    ]),
  ]
  return { passed: promises.length - broken.length, failed: broken.length, lines }
}
