// Answers what is short in a programme and whom to ask for it, from the situation as it is now.
import { findMany } from '@stagebureau/infra'
import { type Call, type Clock, localDay } from '@stagebureau/shared'
import type { AskListView, HelpView, ShortageView } from '../api.ts'
import type { Candidate } from '../domain/whom-to-ask.ts'
import type { MatchingStore } from '../store.ts'
import type { createSituations } from './situation.ts'
import type { Solver } from './solver.ts'

type Parts = {
  readonly store: MatchingStore
  readonly situations: ReturnType<typeof createSituations>
  readonly solver: Solver
  readonly clock: Clock
}

const inProgramme = <Line extends object>(programmeId: string, lines: readonly Line[]) =>
  lines.map((line) => ({ ...line, programmeId }))

/** What a company has said to the one question of the season. */
const hasSaid = ['answered', 'declined', 'later', 'silent', 'bounced', 'withdrawn']

export const createShortages = ({ store, situations, solver, clock }: Parts) => ({
  askList: async ({ programmeId }: { readonly programmeId: string }, _: Call): Promise<AskListView> => {
    const about = await situations.standing(programmeId, 'earlier')
    const { seasonId } = await situations.programmeOf(programmeId)
    const offers = await findMany(store.offers, { seasonId })
    const companies = await findMany(store.companies, { status: 'active' }, { fields: ['key'], sort: { key: 1 } })
    const byCompany = new Map(offers.map((offer) => [offer.companyId, offer]))
    const today = localDay(clock.now())
    const candidates = companies.flatMap(({ _id: companyId }): Candidate[] => {
      const offer = byCompany.get(companyId)
      if (offer?.state === undefined) return [{ companyId, why: 'neverAsked' }]
      const come = offer.state === 'later' && offer.askAgainOn !== undefined && offer.askAgainOn <= today
      return come ? [{ companyId, why: 'laterHasCome' }] : []
    })
    const answers = offers.filter(({ state }) => hasSaid.includes(state))
    const yes = answers.filter(({ state }) => state === 'answered').length
    const chance = answers.length === 0 ? 1 : yes / answers.length
    const { shortages, asks } = await solver.ask('askList', about, { candidates, chance })
    return { shortages: inProgramme(programmeId, shortages) as ShortageView[], asks: inProgramme(programmeId, asks) }
  },

  shortages: async ({ programmeId }: { readonly programmeId: string }, _: Call): Promise<ShortageView[]> => {
    const groups = await solver.ask('shortages', await situations.standing(programmeId, 'earlier'), undefined)
    return inProgramme(programmeId, groups) as ShortageView[]
  },

  whatWouldHelp: async ({ programmeId }: { readonly programmeId: string }, _: Call): Promise<HelpView[]> => {
    return [...(await solver.ask('whatWouldHelp', await situations.standing(programmeId, 'earlier'), undefined))]
  },
})
