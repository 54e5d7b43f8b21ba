// Reads back from the bureau everything that the files of a season tell.
import type { CompanyView, InvitationView } from '@stagebureau/companies'
import type { AskView, PlanView, RowView, ShortageView } from '@stagebureau/matching'
import type { ProgrammeView, SchoolView, StudentView } from '@stagebureau/placements'
import type { Call, Page } from '@stagebureau/shared'
import type { Bureau } from '../bureau.ts'
import type { SeasonOutcome } from './run-season.ts'

type Paged<Node> = (page: { readonly first: number; readonly after?: string }) => Promise<Page<Node>>

/** All items of a list, page after page. */
export const everyPage = async <Node>(read: Paged<Node>): Promise<Node[]> => {
  const nodes: Node[] = []
  let after: string | undefined
  for (;;) {
    const page = await read(after === undefined ? { first: 100 } : { first: 100, after })
    nodes.push(...page.items.map(({ node }) => node))
    after = page.items.at(-1)?.cursor
    if (!page.hasNextPage) return nodes
  }
}

export type PlannedProgramme = {
  readonly programme: ProgrammeView
  readonly plan: PlanView
  readonly rows: readonly RowView[]
  readonly shortages: readonly ShortageView[]
  readonly asks: readonly AskView[]
}
export type Collected = {
  readonly companies: readonly CompanyView[]
  readonly invitations: ReadonlyMap<string, InvitationView>
  readonly schools: ReadonlyMap<string, SchoolView>
  readonly students: ReadonlyMap<string, StudentView>
  readonly programmes: readonly PlannedProgramme[]
}

export const collect = async (
  bureau: Bureau,
  { season, schools, plans }: SeasonOutcome,
  call: Call,
): Promise<Collected> => {
  const { companies, placements, matching } = bureau
  const everyCompany = await everyPage((page) => companies.companies(page, call))
  const everyStudent = await everyPage((page) => placements.students({ ...page, seasonId: season.id }, call))
  const invitations = await companies.invitationsOfSeason({ seasonId: season.id }, call)
  const programmes: PlannedProgramme[] = []
  for (const { programme, plan } of plans) {
    const programmeId = programme.id
    programmes.push({
      programme,
      plan,
      rows: await everyPage((page) => matching.rows({ ...page, planId: plan.id }, call)),
      ...(await matching.askList({ programmeId }, call)),
    })
  }
  const key = ({ kvkNumber, establishmentNumber }: CompanyView) => `${kvkNumber}-${establishmentNumber}`
  return {
    companies: everyCompany.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
    invitations: new Map(invitations.map((one) => [one.companyId, one])),
    schools: new Map(schools.map((school) => [school.id, school])),
    students: new Map(everyStudent.map((student) => [student.id, student])),
    programmes,
  }
}
