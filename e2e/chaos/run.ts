// One run: people at work while the bureau is broken round by round, then peace, and a look at what is there.
import { setTimeout as sleep } from 'node:timers/promises'
import { check } from './check.ts'
import { drive } from './drive.ts'
import { openLedger, readLedger } from './ledger.ts'
import { setClock } from './plan.ts'
import type { Rig } from './rig.ts'
import { changingProgramme } from './scene.ts'
import { attendanceStory } from './stories/attendance.ts'
import { companyStory } from './stories/companies.ts'
import { planStory } from './stories/plans.ts'
import type { Tally } from './tally.ts'
import type { Outcome } from './verdict.ts'

export type Run = {
  readonly rig: Rig
  readonly tally: Tally
  readonly ledgerFile: string
  /** The file that moves the clock of every process. */
  readonly clock: string
  readonly minutes: number
  /** So long no broker answers at the end, where the rig can do that. */
  readonly outageSeconds: number
}

const restMilliseconds = 600_000
/** Of the commands that were acknowledged, so many events are put in that nobody can handle. */
const poisonShare = 0.01

const waiting = /^stagebureau_(outbox_depth|consumer_lag_events|letters\{.*state="(queued|sending)")\S* (\d+)/gm

/** False when something is still on its way after ten minutes. */
const comesToRest = async (rig: Rig): Promise<boolean> => {
  const deadline = performance.now() + restMilliseconds
  for (let calm = 0; calm < 3; await sleep(500)) {
    const figures = [...(await rig.figures()).matchAll(waiting)]
    calm = figures.length > 0 && figures.every(([, , , count]) => count === '0') ? calm + 1 : 0
    if (performance.now() > deadline) return false
  }
  return true
}

export const run = async ({ rig, tally, ledgerFile, clock, minutes, outageSeconds }: Run): Promise<Outcome> => {
  const ledger = openLedger(ledgerFile)
  const stories = [
    companyStory(rig.scene),
    attendanceStory(rig.scene, changingProgramme, rig.posters),
    planStory(changingProgramme),
  ]
  const driver = drive(rig, ledger, stories)
  const end = performance.now() + minutes * 60_000
  while (performance.now() < end) {
    await rig.round(Math.ceil(poisonShare * ledger.written()) - tally.count('poisoned') + 1)
    if (process.stderr.isTTY) process.stderr.write(`\racknowledged ${ledger.written()}, kills ${tally.count('kills')} `)
  }
  setClock(clock)
  if (outageSeconds > 0) {
    const before = ledger.written()
    await rig.loseBrokers(outageSeconds * 1000)
    tally.note('commands while no broker answered', ledger.written() - before)
  }
  await driver.stop()
  ledger.close()

  await rig.calmDown()
  const start = performance.now()
  const atRest = await comesToRest(rig)
  tally.recovered('everything (nothing on its way)', performance.now() - start)
  const entries = readLedger(ledgerFile)
  const findings = await check(rig, stories, entries)
  const parked = await rig.parkedKeys()
  const missing = await rig.missingEvents()
  return { entries, findings, parked, missing, atRest, refused: driver.refused(), tally }
}
