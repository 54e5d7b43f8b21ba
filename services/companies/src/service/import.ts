// Takes in files of companies and of answers: decides about every row first, and then does all of it or nothing.
import { createHash, randomUUID } from 'node:crypto'
import { type Aggregate, findMany, type ImportJournal, inParallel, isDuplicate } from '@stagebureau/infra'
import {
  type Call,
  type Clock,
  type ImportInput,
  type ImportReport,
  type ImportRow,
  resolveMapping,
} from '@stagebureau/shared'
import { type Company, type CompanyCommand, companyKey } from '../domain/company.ts'
import type { Known, Sketch } from '../domain/duplicates.ts'
import { answerFields, type GatheredAnswer, importAnswers } from '../domain/import-answers.ts'
import { type CompanyDecision, companyFields, importCompanies } from '../domain/import-companies.ts'
import type { Invitation, InvitationCommand } from '../domain/invitation.ts'
import type { CompaniesStore } from '../store.ts'

type Parts = {
  readonly store: CompaniesStore
  readonly companies: Aggregate<Company, CompanyCommand>
  readonly invitations: Aggregate<Invitation, InvitationCommand>
  readonly journal: ImportJournal
  readonly clock: Clock
}
type AnswerDecision = { readonly invitationId: string; readonly answer: GatheredAnswer }

const atATime = 64

export const createImports = ({ store, companies, invitations, journal, clock }: Parts) => {
  const applyCompany = async (decision: CompanyDecision): Promise<void> => {
    switch (decision.kind) {
      case 'register': {
        const { companyId, facts } = decision
        try {
          await companies.execute(companyId, { do: 'register', companyId, facts })
        } catch (error) {
          // Registered by somebody else since the rows were looked at: the same company, with another id.
          if (!isDuplicate(error)) throw error
        }
        return
      }
      case 'change': {
        const { companyId, facts } = decision
        await companies.execute(companyId, { do: 'change', companyId, facts })
        return
      }
      case 'merge': {
        const { companyId, name } = decision
        await companies.execute(companyId, { do: 'alsoCalled', companyId, name })
        return
      }
      case 'offer': {
        const { companyId, sketch } = decision
        const _id = candidateIdOf(companyId, sketch)
        await store.candidates
          .insertMany([{ _id, companyId, sketch, state: 'open', at: clock.now() }])
          .catch((error: unknown) => {
            if (!isDuplicate(error)) throw error
          })
        return
      }
    }
  }
  // A merge needs its company to be there already, so registrations go first.
  const applyCompanies = async (decisions: readonly CompanyDecision[]) => {
    const [first, later] = [decisions.filter(isRegistration), decisions.filter((decision) => !isRegistration(decision))]
    await inParallel(first, atATime, applyCompany)
    await inParallel(later, atATime, applyCompany)
  }

  const applyAnswers = async (decisions: readonly AnswerDecision[]) => {
    await inParallel(decisions, atATime, async ({ invitationId, answer }) => {
      const { openings, cases, end } = answer
      if (end === undefined) {
        const offered = { decision: 'offer' as const, openings, cases }
        await invitations.execute(invitationId, { do: 'answer', invitationId, answer: offered })
        return
      }
      const { kind, reason } = end
      if (kind === 'silent') await invitations.execute(invitationId, { do: 'leaveInPeace', invitationId })
      else if (kind === 'bounced')
        await invitations.execute(invitationId, { do: 'bounce', invitationId, reason: reason ?? 'returned' })
      else {
        const decision = kind === 'later' ? ('later' as const) : ('decline' as const)
        await invitations.execute(invitationId, { do: 'answer', invitationId, answer: { decision, reason } })
      }
    })
  }

  const known = async (): Promise<Known[]> => {
    const found = await findMany(store.companies, { situation: 'active' })
    return found.map(({ _id, facts, otherNames }) => ({ companyId: _id, facts: facts!, otherNames }))
  }

  return {
    /** Finishes what a process that died left undone. */
    resume: async () => {
      await journal.finish<CompanyDecision>('companies', applyCompanies)
      await journal.finish<AnswerDecision>('answers', applyAnswers)
    },

    importFields: async ({ kind }: { kind: 'companies' | 'answers' }, _: Call) =>
      ({ companies: companyFields, answers: answerFields })[kind].map((one) => ({ ...one, headers: [...one.headers] })),

    importCompanies: async ({ table, mapping, dryRun, onError }: ImportInput, _: Call): Promise<ImportReport> => {
      const { decisions, rows } = importCompanies(
        table,
        resolveMapping(table, companyFields, mapping),
        await known(),
        randomUUID,
      )
      const count = (kind: CompanyDecision['kind']) => decisions.filter((decision) => decision.kind === kind).length
      const rejected = count('reject')
      const applied = !dryRun && (rejected === 0 || onError === 'validRowsOnly')
      const id = randomUUID()
      const toDo = decisions.filter(({ kind }) => kind !== 'reject' && kind !== 'unchanged')
      if (applied) await journal.run(id, 'companies', toDo, applyCompanies)
      const counts = { added: count('register'), changed: count('change'), unchanged: count('unchanged') }
      return {
        id,
        dryRun,
        applied,
        ...counts,
        merged: count('merge'),
        offered: count('offer'),
        rejected,
        rows: [...rows],
        missing: [],
      }
    },

    importAnswers: async (
      { table, mapping, dryRun, onError, seasonId }: ImportInput & { seasonId: string },
      _: Call,
    ): Promise<ImportReport> => {
      const found = await findMany(store.invitations, { seasonId }, { fields: ['companyId'] })
      const invited = new Map(found.map(({ _id, companyId }) => [companyId, _id]))
      const byKey = new Map(
        (await known()).map(({ companyId, facts }) => [companyKey(facts), { companyId, worlds: facts.worlds }]),
      )
      const companyOf = (key: string) => {
        const company = byKey.get(key)
        return company === undefined ? undefined : { ...company, asked: invited.has(company.companyId) }
      }
      const read = importAnswers(table, resolveMapping(table, answerFields, mapping), companyOf)
      const applied = !dryRun && (read.rejected === 0 || onError === 'validRowsOnly')
      const id = randomUUID()
      const decisions = read.answers.map((answer) => ({ invitationId: invited.get(answer.companyId)!, answer }))
      if (applied) await journal.run(id, 'answers', decisions, applyAnswers)
      const merged = countOutcome(read.rows, 'merged')
      const added = table.rows.length - read.rejected - merged
      const counts = { added, changed: 0, unchanged: 0, merged, offered: 0, rejected: read.rejected }
      return { id, dryRun, applied, ...counts, rows: [...read.rows], missing: [] }
    },
  }
}

/** The same row of the same file again is the same question. */
const candidateIdOf = (companyId: string, { name, postcode, address }: Sketch): string =>
  createHash('sha256')
    .update(JSON.stringify([companyId, name, postcode, address]))
    .digest('base64url')

const isRegistration = ({ kind }: CompanyDecision) => kind === 'register'
const countOutcome = (rows: readonly ImportRow[], outcome: ImportRow['outcome']) =>
  rows.filter((row) => row.outcome === outcome).length
