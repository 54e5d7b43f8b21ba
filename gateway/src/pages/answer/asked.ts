// What the answer page needs to know: whose link it is, what is asked, and what was answered before.
import type { CaseView, CompanyView, InvitationView } from '@stagebureau/companies'
import type { ProgrammeView, SchoolView } from '@stagebureau/placements'
import { type Call, DomainError, localDay, type OfferedOpening } from '@stagebureau/shared'
import type { Bureau } from '../../bureau.ts'
import { type Visit, whoComes } from './who-comes.ts'

export type OfferBefore = {
  readonly openings: readonly Omit<OfferedOpening, 'openingId'>[]
  readonly cases: readonly Pick<CaseView, 'title' | 'problem' | 'world' | 'maxTeams'>[]
} & Pick<InvitationView, 'conditions' | 'supervisor' | 'signatory' | 'preferredSchoolIds'>
export type Asked = {
  readonly token: string
  readonly company: CompanyView
  readonly invitation: InvitationView
  readonly region: string
  readonly deadline: string | undefined
  /** Programmes of the season for which companies can offer something, in order. */
  readonly programmes: readonly ProgrammeView[]
  /** The schools of the region, by name. */
  readonly schools: readonly SchoolView[]
  /** Students who come from today on; none before anything is published. */
  readonly visits: readonly Visit[]
  /** The answer that stands, or that of last season to begin with. */
  readonly before: OfferBefore
  readonly fromLastSeason: boolean
}

/** Kinds for which the page has a question. */
const askedFor = ['carousel', 'placement', 'series', 'visit', 'atelier']

/** Throws for a token that opens nothing. */
export const whatIsAsked = async (
  { companies, placements, clock }: Pick<Bureau, 'companies' | 'placements' | 'clock'>,
  token: string,
  call: Call,
): Promise<Asked> => {
  const asService: Call = { ...call, viewer: { role: 'service' } }
  const invitation = await companies.invitationOfToken({ token }, call)
  const { companyId, seasonId } = invitation
  const [[company], seasons, programmes, schools, [opened], [last]] = await Promise.all([
    companies.companiesByIds({ ids: [companyId] }, asService),
    placements.seasons({}, asService),
    placements.programmesOfSeason({ seasonId }, asService),
    placements.schools({}, asService),
    companies.callOfSeason({ seasonId }, asService),
    companies.lastOffers({ invitationIds: [invitation.id] }, asService),
  ])
  const season = seasons.find(({ id }) => id === seasonId)
  if (company === undefined || season === undefined) throw new DomainError('missing', 'invitation/unknown-link')
  const asCompany: Call = { ...call, viewer: { role: 'companyLink', companyId, invitationId: invitation.id } }
  const fromLastSeason = invitation.answeredAt === undefined && last !== undefined
  return {
    token,
    company,
    invitation,
    region: season.region,
    deadline: opened?.deadline,
    programmes: programmes.filter(({ kind }) => askedFor.includes(kind)),
    schools: schools.toSorted((a, b) => a.name.localeCompare(b.name, 'nl')),
    visits: await whoComes(placements, companyId, programmes, localDay(clock.now()), asCompany),
    before: fromLastSeason ? last : invitation,
    fromLastSeason,
  }
}
