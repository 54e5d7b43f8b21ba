// The companies service: who the companies are, the one call of a season, and what they answer.
import { createImportJournal, createPart, every, type Surroundings } from '@stagebureau/infra'
import { type Client, inProcessClient } from '@stagebureau/shared'
import { companiesApi } from './api.ts'
import { callDecider } from './domain/call.ts'
import { companyDecider } from './domain/company.ts'
import { invitationDecider } from './domain/invitation.ts'
import { callContracts, companyContracts, invitationContracts, reactions } from './events.ts'
import { createAsking } from './service/ask.ts'
import { createImports } from './service/import.ts'
import { createLookUp } from './service/look-up.ts'
import { createMerging } from './service/merge.ts'
import { createRegistry } from './service/register.ts'
import { createTellingCompanies } from './service/tell-companies.ts'
import { createStore } from './store.ts'

const followUpMilliseconds = 5 * 60_000
/** Another instance may have died in the middle of an import. */
const resumeMilliseconds = 10_000

export type CompaniesClient = Client<typeof companiesApi>

export const createCompanies = (surroundings: Surroundings) => {
  const { connection, clock, log, secret, publicUrl } = surroundings
  const store = createStore(connection)
  const part = createPart('companies', surroundings)
  const companies = part.aggregate(store.companies, companyDecider, companyContracts)
  const calls = part.aggregate(store.calls, callDecider, callContracts)
  const invitations = part.aggregate(store.invitations, invitationDecider, invitationContracts)
  const journal = createImportJournal(connection)
  const merging = createMerging({ store, companies, invitations })
  const imports = createImports({ store, companies, invitations, journal, clock })
  const asking = createAsking({ store, calls, companies, invitations, letters: part.letters, clock, secret, publicUrl })

  const { importFields, importCompanies, importAnswers } = imports
  const { openCall, askCompany, answerCall, remindCompany, recordBounce, mendInvitation, followUp } = asking
  const { linkOf, linkOfInvitation, invitationOfToken, renewCompanyLink, revokeCompanyLink } = asking
  part.letters.whenBounced(asking.bounce)
  const tellCompanies = createTellingCompanies({ store, letters: part.letters, clock, linkOf })
  for (const [name, list] of Object.entries(reactions({ store, asking, merging, tellCompanies })))
    part.react(name, list)
  const resuming = every(resumeMilliseconds, imports.resume, log)
  const rounds = every(followUpMilliseconds, followUp, log)
  const service = {
    importFields,
    importCompanies,
    importAnswers,
    openCall,
    askCompany,
    answerCall,
    remindCompany,
    recordBounce,
    mendInvitation,
    linkOfInvitation,
    invitationOfToken,
    renewCompanyLink,
    revokeCompanyLink,
    mergeCompanies: merging.mergeCompanies,
    ...createRegistry(store, companies),
    ...createLookUp(store),
  }
  return {
    api: inProcessClient(companiesApi, service as CompaniesClient),
    ...part.lifecycle,
    start: async () => {
      await part.lifecycle.start()
      await imports.resume()
      resuming.start()
      rounds.start()
    },
    stop: async () => {
      await rounds.stop()
      await resuming.stop()
      await part.lifecycle.stop()
    },
    /** Does now what is done every few minutes. */
    followUp,
  }
}
