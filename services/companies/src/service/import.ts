// Takes in files of companies and of answers: decides about every row first, and then does all of it or nothing.
import { createHash, randomUUID } from 'node:crypto'
import { type Aggregate, findMany, type ImportJournal, inParallel, isDuplicate, oneOf } from '@stagebureau/infra'
import {
  type Call,
  type Clock,
  type ImportInput,
  type ImportReport,
  type ImportRow,
  resolveMapping,
} from '@stagebureau/shared'
import { type Company, type CompanyCommand, companyKey } from '../domain/company.ts'
import type { Known, Settled, Sketch } from '../domain/duplicates.ts'
import { answerFields, type GatheredAnswer, importAnswers } from '../domain/import-answers.ts'
import { type CompanyDecision, companyFields, importCompanies } from '../domain/import-companies.ts'
import { type Invitation, type InvitationCommand, invitationDecider } from '../domain/invitation.ts'
import { type CompaniesStore, type StoredInvitation, standing } from '../store.ts'

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
        const { companyId, sketch, facts } = decision
        const _id = candidateIdOf(companyId, sketch)
        await store.candidates
          .insertMany([
            { _id, companyId, sketch, ...(facts === undefined ? {} : { facts }), state: 'open', at: clock.now() },
          ])
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
    await inParallel(decisions, atATime, (decision) => invitations.execute(decision.invitationId, commandOf(decision)))
  }

  const known = async (): Promise<Known[]> => {
    const found = await findMany(store.companies, { situation: 'active' })
    const merged = await findMany(store.companies, { situation: 'merged' }, { fields: ['key', 'mergedInto'] })
    const former = Map.groupBy(merged, ({ mergedInto }) => mergedInto)
    return found.map(({ _id, facts, otherNames }) => {
      const formerKeys = (former.get(_id) ?? []).flatMap(({ key }) => key ?? [])
      return { companyId: _id, facts: facts!, otherNames, formerKeys }
    })
  }

  /** What a person said of the questions of earlier imports. */
  const settledBefore = async () => {
    const answered = await findMany(store.candidates, { state: oneOf(['same', 'other']) })
    const words = new Map(answered.map((one) => [candidateIdOf(one.companyId, one.sketch), one.state as Settled]))
    return (companyId: string, sketch: Sketch) => words.get(candidateIdOf(companyId, sketch))
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
        await settledBefore(),
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
      const found = await findMany(store.invitations, { seasonId, ...standing })
      const invited = new Map(found.map((invitation) => [invitation.companyId, invitation]))
      const byKey = new Map(
        (await known()).flatMap(({ companyId, facts, formerKeys = [] }) =>
          [companyKey(facts), ...formerKeys].map((key) => [key, { companyId, worlds: facts.worlds }] as const),
        ),
      )
      const companyOf = (key: string) => {
        const company = byKey.get(key)
        return company === undefined ? undefined : { ...company, asked: invited.has(company.companyId) }
      }
      const read = importAnswers(table, resolveMapping(table, answerFields, mapping), companyOf)
      const applied = !dryRun && (read.rejected === 0 || onError === 'validRowsOnly')
      const id = randomUUID()
      const decisions = read.answers.map((answer) => ({ invitationId: invited.get(answer.companyId)!._id, answer }))
      const outcome = (decision: AnswerDecision) =>
        outcomeOf(invited.get(decision.answer.companyId)!, decision, clock.now())
      const linesThat = (what: ReturnType<typeof outcomeOf>) =>
        decisions.filter((one) => outcome(one) === what).reduce((sum, { answer }) => sum + linesOf(answer), 0)
      const [changed, unchanged] = [linesThat('changed'), linesThat('unchanged')]
      const toDo = decisions.filter((one) => outcome(one) !== 'unchanged')
      if (applied) await journal.run(id, 'answers', toDo, applyAnswers)
      const merged = countOutcome(read.rows, 'merged')
      const added = table.rows.length - read.rejected - merged - changed - unchanged
      const counts = { added, changed, unchanged, merged, offered: 0, rejected: read.rejected }
      return { id, dryRun, applied, ...counts, rows: [...read.rows], missing: [] }
    },
  }
}

/** The same row of the same file again is the same question. */
const candidateIdOf = (companyId: string, { name, postcode, address, kvkNumber }: Sketch): string =>
  createHash('sha256')
    .update(JSON.stringify([companyId, name, postcode, address, ...(kvkNumber === undefined ? [] : [kvkNumber])]))
    .digest('base64url')

const commandOf = ({ invitationId, answer: { openings, cases, end } }: AnswerDecision): InvitationCommand => {
  if (end === undefined) return { do: 'answer', invitationId, answer: { decision: 'offer', openings, cases } }
  const { kind, reason } = end
  if (kind === 'silent') return { do: 'leaveInPeace', invitationId }
  if (kind === 'bounced') return { do: 'bounce', invitationId, reason: reason ?? 'returned' }
  return { do: 'answer', invitationId, answer: { decision: kind === 'later' ? 'later' : 'decline', reason } }
}

/** What an answer of a file does to the invitation as it stands. */
const outcomeOf = (invitation: StoredInvitation, decision: AnswerDecision, now: string) => {
  if (invitationDecider.decide(commandOf(decision), invitation, now).length === 0) return 'unchanged'
  return ['asked', 'bounced', 'silent'].includes(invitation.situation) ? 'added' : 'changed'
}
const linesOf = ({ openings, cases, end }: GatheredAnswer): number =>
  end === undefined ? openings.length + cases.length : 1

const isRegistration = ({ kind }: CompanyDecision) => kind === 'register'
const countOutcome = (rows: readonly ImportRow[], outcome: ImportRow['outcome']) =>
  rows.filter((row) => row.outcome === outcome).length
