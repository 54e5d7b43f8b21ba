// Compares the ledger with what the bureau knows in the end, story by story.
import { persistent } from './drive.ts'
import type { Entry } from './ledger.ts'
import type { Rig } from './rig.ts'
import type { Findings, Known, Story } from './story.ts'

/** A bureau that is slow after what it went through is asked again for so long. */
const patienceMilliseconds = 300_000

const lettersOf = async (url: string): Promise<Known['letters']> => (await fetch(`${url}/_mail.json`)).json()

export const check = async (
  rig: Pick<Rig, 'url' | 'key'>,
  stories: readonly Story[],
  entries: readonly Entry[],
): Promise<Findings> => {
  const url = rig.url()
  if (url === undefined) throw new Error('the bureau is not there to be looked at')
  const deadline = performance.now() + patienceMilliseconds
  const known = { send: persistent(rig, () => performance.now() > deadline), letters: await lettersOf(url) }
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
