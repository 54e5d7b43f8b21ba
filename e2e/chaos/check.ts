// Compares the ledger with what the bureau knows in the end, story by story.
import { setTimeout as sleep } from 'node:timers/promises'
import { isTrouble, persistent } from './drive.ts'
import type { Entry } from './ledger.ts'
import type { Rig } from './rig.ts'
import type { Findings, Known, Send, Story } from './story.ts'

const patienceMilliseconds = 300_000

/** A bureau that is slow after what it went through is asked again for five minutes. */
const patient = (send: Send): Send => {
  const deadline = performance.now() + patienceMilliseconds
  return async (query, variables) => {
    for (;;)
      try {
        return await send(query, variables)
      } catch (error) {
        if (!isTrouble(error) || performance.now() > deadline) throw error
        await sleep(1000)
      }
  }
}

const lettersOf = async (url: string): Promise<Known['letters']> => (await fetch(`${url}/_mail.json`)).json()

export const check = async (
  rig: Pick<Rig, 'url' | 'key'>,
  stories: readonly Story[],
  entries: readonly Entry[],
): Promise<Findings> => {
  const url = rig.url()
  if (url === undefined) throw new Error('the bureau is not there to be looked at')
  const known = { send: patient(persistent(rig, () => true)), letters: await lettersOf(url) }
  const findings: Findings[] = []
  for (const { name, check: look } of stories)
    findings.push(
      await look(
        known,
        entries.filter(({ story }) => story === name),
      ),
    )
  const all = (kind: keyof Findings) => findings.flatMap((one) => one[kind])
  return { lost: all('lost'), halfApplied: all('halfApplied'), doubleEffects: all('doubleEffects') }
}
