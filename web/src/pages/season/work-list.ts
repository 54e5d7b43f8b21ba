// What a coordinator should look at next, most pressing first: each with the page where it is done.
import type { ScreenText, Values } from '@stagebureau/shared/screens'
import type { Counts, DisruptionCause, InvitationState, Season, SeasonProgramme } from './season-query.ts'

export type Task = {
  readonly kind: 'negative' | 'warning' | 'info'
  readonly text: ScreenText
  readonly values: Values
  readonly action: ScreenText
  readonly href: string
}

export const companiesIn = ({ asking }: Pick<Season, 'asking'>, state: InvitationState): number =>
  asking.find((one) => one.state === state)?.companies ?? 0
export const published = ({ plans }: Pick<SeasonProgramme, 'plans'>) => plans.find(({ state }) => state === 'PUBLISHED')

/** Kinds of programme that the bureau plans itself. */
const planned = ['CAROUSEL', 'PLACEMENT', 'ATELIER']

const takenBack = {
  COMPANY_CLOSED: 'work/company-closed',
  WITHDRAWN: 'work/offer-withdrawn',
  OTHER_DAYS: 'work/fewer-places',
  ROUND_CLOSED: 'work/fewer-places',
  FEWER_PLACES: 'work/fewer-places',
} as const satisfies Readonly<Record<DisruptionCause, ScreenText>>

/** Places that the plan counts on and that are gone, company by company. */
const disruptionTasks = ({ id, disruptions }: SeasonProgramme): Task[] =>
  [...Map.groupBy(disruptions, ({ company }) => company.id)].map(([companyId, there]) => {
    const { cause, company } = there[0]!
    const count = there.reduce((sum, { students }) => sum + students, 0)
    const query = new URLSearchParams({ programma: id, bedrijf: companyId })
    return {
      kind: 'negative',
      text: takenBack[cause],
      values: { name: company.name, count },
      action: 'repair/title',
      href: `/herplan?${query}`,
    }
  })

const programmeTask = (programme: SeasonProgramme): Task | undefined => {
  const { id, name, students, plans } = programme
  if (!planned.includes(programme.kind) || students.totalCount === 0) return undefined
  const href = `/bord?programma=${encodeURIComponent(id)}`
  const holds = published(programme)
  const newest = plans.filter(({ state }) => state === 'DRAFT').at(-1)
  if (newest !== undefined && (holds === undefined || newest.draftedAt > holds.draftedAt))
    return {
      kind: 'info',
      text: 'work/draft-waits',
      values: { name },
      action: 'work/look-at-plan',
      href: `${href}&plan=${newest.id}`,
    }
  if (holds === undefined)
    return {
      kind: 'info',
      text: 'work/not-planned',
      values: { name, students: students.totalCount },
      action: 'work/make-plan',
      href,
    }
  const { unplaced } = holds.quality
  if (unplaced === 0) return undefined
  return {
    kind: 'warning',
    text: 'work/unplaced',
    values: { name, count: unplaced },
    action: 'work/see-who',
    href: `${href}&gaten=1`,
  }
}

/** What a bureau still lacks, in the order in which it is set up. */
const setUp = ({ schools, areas, programmes }: Season, { companies, students, staff }: Counts): Task[] => {
  const step = (lacking: boolean, text: ScreenText, action: ScreenText, href: string): Task[] =>
    lacking ? [{ kind: 'info', text, values: {}, action, href }] : []
  return [
    ...step(schools.length === 0, 'work/no-schools', 'work/import', '/invoer?soort=SCHOOLS'),
    ...step(areas === 0, 'work/no-areas', 'work/import', '/invoer?soort=AREAS'),
    ...step(programmes.length === 0, 'work/no-programmes', 'setup/open-programme', '/programma-openen'),
    ...step(schools.length > 0 && students === 0, 'work/no-students', 'work/import', '/invoer?soort=STUDENTS'),
    ...step(companies === 0, 'work/no-companies', 'work/import', '/invoer?soort=COMPANIES'),
    ...step(schools.length > 0 && staff === 0, 'work/no-staff', 'people/invite', '/mensen'),
  ]
}

export const workList = (season: Season, counts: Counts): Task[] => {
  const { companies, duplicates } = counts
  const bounced = companiesIn(season, 'BOUNCED')
  const tasks: (Task | undefined)[] = [
    ...season.programmes.flatMap(disruptionTasks),
    ...setUp(season, counts),
    companies > 0 && season.call === null
      ? {
          kind: 'info',
          text: 'work/not-asked',
          values: { count: companies },
          action: 'work/write-call',
          href: '/uitvraag',
        }
      : undefined,
    bounced > 0
      ? {
          kind: 'negative',
          text: 'work/bounced',
          values: { count: bounced },
          action: 'work/see-companies',
          href: '/bedrijven?staat=BOUNCED',
        }
      : undefined,
    duplicates > 0
      ? {
          kind: 'warning',
          text: 'work/duplicates',
          values: { count: duplicates },
          action: 'work/settle',
          href: '/bedrijven?staat=dubbel',
        }
      : undefined,
    ...season.programmes.map(programmeTask),
  ]
  return tasks.filter((task) => task !== undefined)
}
