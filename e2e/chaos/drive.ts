// Sends commands to the bureau as fast as it takes them, and writes down what it has acknowledged.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Asked, ask } from './bureau-process.ts'
import type { Ledger, Step } from './ledger.ts'
import { profile } from './region.ts'
import type { Rig } from './rig.ts'

const workers = 16
const anIncident = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

export const kvkOf = (company: number): string => String(20_000_000 + company)
export const emailOf = (company: number): string => `c${company}@chaos.example`
/** Every fifth company declines. */
export const declines = (company: number): boolean => company % 5 === 0
export const placesOf = (company: number): number => 1 + (company % 4)

const register = `mutation ($input: RegisterCompanyInput!) { registerCompany(input: $input) { id } }`
const askOne = `mutation ($id: ID!) { askCompany(companyId: $id) { id } }`
const answer = `mutation ($input: AnswerCallInput!) { answerCall(input: $input) { state } }`

export type Driver = {
  readonly stop: () => Promise<void>
  /** What the bureau said when it took a command and did not do it, most frequent first. */
  readonly refused: () => readonly string[]
}

/** Commands wait while the bureau is down. */
export const drive = (rig: Pick<Rig, 'url' | 'key'>, ledger: Ledger): Driver => {
  let stopping = false
  let next = 1
  const refused = new Map<string, number>()

  const oneCompany = async (at: Asked, company: number) => {
    const acknowledged = (step: Step) => ledger.write({ step, company })
    const input = {
      kvkNumber: kvkOf(company),
      establishmentNumber: `0000${kvkOf(company)}`,
      name: `Chaos ${company}`,
      postcode: '9801 AB',
      place: 'Lindervoort',
      email: emailOf(company),
    }
    const { registerCompany } = await ask(at, register, { input })
    acknowledged('registered')
    const { askCompany } = await ask(at, askOne, { id: registerCompany.id })
    acknowledged('asked')
    const openings = [{ kind: 'PLACEMENT', profile, places: placesOf(company) }]
    const decision = declines(company) ? { decision: 'DECLINE', reason: 'chaos' } : { decision: 'OFFER', openings }
    await ask(at, answer, { input: { invitationId: askCompany.id, ...decision } })
    acknowledged(declines(company) ? 'declined' : 'offered')
  }

  const work = async () => {
    while (!stopping) {
      const url = rig.url()
      if (url === undefined) {
        await sleep(50)
        continue
      }
      try {
        await oneCompany({ url, key: rig.key }, next++)
      } catch (error) {
        // Whether the last command was done nobody knows; whatever it was, it was not acknowledged.
        const away =
          error instanceof TypeError || (error as Error).name === 'TimeoutError' || error instanceof SyntaxError
        const message = (error as Error).message.replace(anIncident, '...')
        if (!away) refused.set(message, (refused.get(message) ?? 0) + 1)
        await sleep(50)
      }
    }
  }
  const working = Promise.all(Array.from({ length: workers }, work))
  return {
    refused: () =>
      [...refused]
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, 5)
        .map(([message, times]) => `refused ${times}: ${message}`),
    stop: async () => {
      stopping = true
      await working
    },
  }
}
