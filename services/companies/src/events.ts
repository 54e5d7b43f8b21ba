// What the companies service tells, and what it does when something has happened.
import { on, project } from '@stagebureau/infra'
import {
  AreasCharted,
  CallOpened,
  CasePosted,
  CaseWithdrawn,
  CompaniesMerged,
  CompanyAsked,
  CompanyChanged,
  CompanyClosed,
  CompanyLinkRenewed,
  CompanyLinkRevoked,
  CompanyRegistered,
  CompanyReminded,
  InvitationBounced,
  InvitationHandedOver,
  OfferChanged,
  OfferDeclined,
  OfferMade,
  OfferWithdrawn,
  PlanCarriedOut,
  SchoolRegistered,
  SeasonOpened,
  SilenceRecorded,
} from '@stagebureau/shared'
import type { createAsking } from './service/ask.ts'
import type { createMerging } from './service/merge.ts'
import type { createTellingCompanies } from './service/tell-companies.ts'
import type { CompaniesStore } from './store.ts'

export const companyContracts = { CompanyRegistered, CompanyChanged, CompaniesMerged, CompanyClosed }
export const callContracts = { CallOpened }
export const invitationContracts = {
  CompanyAsked,
  CompanyReminded,
  CompanyLinkRenewed,
  CompanyLinkRevoked,
  InvitationBounced,
  InvitationHandedOver,
  SilenceRecorded,
  OfferMade,
  OfferChanged,
  OfferDeclined,
  OfferWithdrawn,
  CasePosted,
  CaseWithdrawn,
}

type Parts = {
  readonly store: CompaniesStore
  readonly asking: ReturnType<typeof createAsking>
  readonly merging: ReturnType<typeof createMerging>
  readonly tellCompanies: ReturnType<typeof createTellingCompanies>
}

/** Per consumer group its reactions, effect-when-cause. */
export const reactions = ({ store, asking, merging, tellCompanies }: Parts) => {
  const keepSeasonWhenOpened = on(SeasonOpened, (event) => {
    const { region, from, until, travel } = event.data
    return project(store.seasons, event, { region, from, until, travel })
  })
  const keepAreasWhenCharted = on(AreasCharted, (event) =>
    project(store.areaSheets, event, { areas: event.data.areas.map(({ area, location }) => ({ area, location })) }),
  )
  const keepSchoolWhenRegistered = on(SchoolRegistered, (event) => {
    const { name, place } = event.data
    return project(store.schools, event, { name, place })
  })
  const askCompaniesWhenCallOpened = on(CallOpened, ({ data }) => asking.askCompanies(data.callId))
  const takeOverWhenCompaniesMerged = on(CompaniesMerged, ({ data }) => merging.takeOver(data))
  const mailInvitationWhenCompanyAsked = on(CompanyAsked, ({ data, sequence }) => asking.mailInvitation(data, sequence))
  const mailReminderWhenCompanyReminded = on(CompanyReminded, ({ data }) => asking.mailReminder(data))
  const mailNewLinkWhenRenewed = on(CompanyLinkRenewed, ({ data }) => asking.mailNewLink(data))
  const writeToCompaniesWhenPlanCarriedOut = on(PlanCarriedOut, ({ data, sequence }) => tellCompanies(data, sequence))
  return {
    projections: [keepSeasonWhenOpened, keepSchoolWhenRegistered, keepAreasWhenCharted],
    asking: [askCompaniesWhenCallOpened],
    merging: [takeOverWhenCompaniesMerged],
    letters: [
      mailInvitationWhenCompanyAsked,
      mailReminderWhenCompanyReminded,
      mailNewLinkWhenRenewed,
      writeToCompaniesWhenPlanCarriedOut,
    ],
  }
}
