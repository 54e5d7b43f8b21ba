// What the matching service tells, and what it does when something has happened.
import { findOne, on, project } from '@stagebureau/infra'
import {
  AreasCharted,
  AssignmentWithdrawn,
  CasePosted,
  CaseWithdrawn,
  CompaniesMerged,
  CompanyAsked,
  CompanyChanged,
  CompanyClosed,
  CompanyRegistered,
  type DataOf,
  InvitationBounced,
  InvitationHandedOver,
  OfferChanged,
  OfferDeclined,
  OfferMade,
  OfferWithdrawn,
  PlanCarriedOut,
  PlanDrafted,
  PlanPublished,
  PreferencesGiven,
  ProgrammeChanged,
  ProgrammeOpened,
  type Received,
  SchoolRegistered,
  SeasonOpened,
  SilenceRecorded,
  StudentAssigned,
  StudentChanged,
  StudentEnrolled,
  StudentLeft,
} from '@stagebureau/shared'
import { companyKeyOf } from './domain/company-key.ts'
import { followMerge } from './service/follow-merge.ts'
import { keepCases } from './service/keep-cases.ts'
import type { createPublishing } from './service/publish.ts'
import type { MatchingStore } from './store.ts'

export const planContracts = { PlanDrafted }
export const publicationContracts = { PlanPublished, PlanCarriedOut }
export const assignmentContracts = { StudentAssigned, AssignmentWithdrawn }

type Parts = { readonly store: MatchingStore; readonly publishing: ReturnType<typeof createPublishing> }

/** Per consumer group its reactions, effect-when-cause. */
export const reactions = ({ store, publishing }: Parts) => {
  const keepStudent = (event: Received<DataOf<typeof StudentEnrolled>>) => project(store.students, event, event.data)
  const keepCompany = (event: Received<DataOf<typeof CompanyRegistered>>) => {
    const { kvkNumber, establishmentNumber, ...facts } = event.data
    return project(store.companies, event, { ...facts, key: companyKeyOf(event.data), status: 'active' })
  }
  const keepProgramme = (event: Received<DataOf<typeof ProgrammeOpened>>) =>
    project(store.programmes, event, event.data)
  type Asked = { readonly companyId: string; readonly seasonId: string }
  const keepState = (state: string) => (event: Received<Asked & { readonly askAgainOn?: string | undefined }>) => {
    const { companyId, seasonId, askAgainOn } = event.data
    return project(store.offers, event, {
      companyId,
      seasonId,
      state,
      ...(askAgainOn === undefined ? {} : { askAgainOn }),
    })
  }
  const keepOffer = (event: Received<DataOf<typeof OfferMade>>) => {
    const { companyId, seasonId, openings } = event.data
    return project(store.offers, event, { companyId, seasonId, state: 'answered', openings })
  }
  const dropOffer =
    (state: (data: { readonly later?: boolean }) => string) =>
    (event: Received<Asked & { readonly later?: boolean; readonly askAgainOn?: string | undefined }>) => {
      const { companyId, seasonId, askAgainOn } = event.data
      const asked = askAgainOn === undefined ? {} : { askAgainOn }
      return project(store.offers, event, { companyId, seasonId, state: state(event.data), openings: [], ...asked })
    }

  return {
    projections: [
      on(SeasonOpened, (event) => {
        const { seasonId, from, until, travel, crebos, seed } = event.data
        return project(store.seasons, event, { seasonId, from, until, travel, crebos, seed })
      }),
      on(SchoolRegistered, (event) => {
        const { schoolId, brin } = event.data
        return project(store.schools, event, { schoolId, brin })
      }),
      on(AreasCharted, (event) => project(store.areaSheets, event, { areas: event.data.areas })),
      on(StudentEnrolled, keepStudent),
      on(StudentChanged, keepStudent),
      on(PreferencesGiven, (event) => {
        const { wishes, companyIds = [], caseIds = [] } = event.data
        return project(store.students, event, { wishes, companyIds, caseIds })
      }),
      on(StudentLeft, (event) => project(store.students, event, { left: true })),
      on(ProgrammeOpened, keepProgramme),
      on(ProgrammeChanged, keepProgramme),
      on(CompanyRegistered, keepCompany),
      on(CompanyChanged, keepCompany),
      on(CompaniesMerged, async (event) => {
        await followMerge(store, event.data)
        // Last, because it is by this that others see that something has changed.
        await project(store.companies, event, { status: 'merged' })
      }),
      on(CompanyClosed, (event) => project(store.companies, event, { status: 'closed' })),
      on(CompanyAsked, keepState('asked')),
      on(InvitationBounced, keepState('bounced')),
      on(SilenceRecorded, keepState('silent')),
      on(InvitationHandedOver, async (event) => {
        const { companyId, into } = event.data
        const cases = (await findOne(store.offers, { _id: event.subject }))?.cases ?? []
        const goesOn = { companyId, cases: cases.map((one) => ({ ...one, companyId })) }
        await project(store.offers, event, into === undefined ? goesOn : { openings: [], cases: [] })
      }),
      on(OfferMade, keepOffer),
      on(OfferChanged, keepOffer),
      on(
        OfferDeclined,
        dropOffer(({ later }) => (later ? 'later' : 'declined')),
      ),
      on(
        OfferWithdrawn,
        dropOffer(() => 'withdrawn'),
      ),
      on(CasePosted, (event) => keepCases(store, event, (cases) => [...cases, caseOf(event.data)])),
      on(CaseWithdrawn, (event) => keepCases(store, event, (cases) => cases)),
    ],
    publishing: [on(PlanPublished, ({ data, sequence }) => publishing.assign(data, sequence))],
  }
}

const caseOf = ({ caseId, companyId, title, maxTeams }: DataOf<typeof CasePosted>) => ({
  caseId,
  companyId,
  title,
  maxTeams,
})
