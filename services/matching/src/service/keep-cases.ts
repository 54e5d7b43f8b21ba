// Keeps the cases of a company beside its offer; a repeated or older event changes nothing.
import { findOne, project } from '@stagebureau/infra'
import type { CaseFacts } from '../domain/facts.ts'
import type { MatchingStore } from '../store.ts'

type CaseEvent = {
  readonly subject: string
  readonly sequence: number
  readonly data: { readonly caseId: string; readonly companyId: string; readonly seasonId: string }
}

/** `change` gets the cases without the one that the event is about. Events of one invitation arrive in order. */
export const keepCases = async (
  store: MatchingStore,
  event: CaseEvent,
  change: (cases: readonly CaseFacts[]) => readonly CaseFacts[],
): Promise<void> => {
  const { caseId, companyId, seasonId } = event.data
  const offer = await findOne(store.offers, { _id: event.subject })
  const others = (offer?.cases ?? []).filter((one) => one.caseId !== caseId)
  const cases = [...change(others)].toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1))
  await project(store.offers, event, { companyId, seasonId, cases })
}
