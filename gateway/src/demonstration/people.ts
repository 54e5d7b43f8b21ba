// The invented people with whom one can try every role of the demonstration, or of a bureau that is still empty.
import type { Call } from '@stagebureau/shared'
import type { Bureau } from '../bureau.ts'
import { everyPage } from '../season/collect.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'people' }
const day = 24 * 3600 * 1000

export type TryOut = {
  /** By role the address of somebody who has it. */
  readonly people: Readonly<Record<string, string>>
  /** By role a link that signs that person in once. */
  readonly signIn: Readonly<Record<string, string>>
  /** The link in a company's letter. */
  readonly companyLink?: string
}

const coordinator = 'coordinator@bureau.example'

/** Somebody who can invite the others. */
export const inviteCoordinator = async ({ door }: Pick<Bureau, 'door'>): Promise<void> => {
  const people = await door.people()
  if (!people.some(({ role }) => role === 'coordinator'))
    await door.invite({ email: coordinator, name: 'Imke Wassink', role: 'coordinator' })
}

export const inviteStaff = async ({ door, placements }: Pick<Bureau, 'door' | 'placements'>): Promise<void> => {
  for (const { id, brin, name } of await placements.schools({}, call))
    await door.invite({
      email: `stage@${brin.toLowerCase()}.example`,
      name: `Stagecoördinator ${name}`,
      role: 'staff',
      schoolId: id,
    })
}

/** A student with a stop in the programme that comes first, at a company that has an address. */
const somebodyPlaced = async ({ placements, companies, matching }: Bureau) => {
  const [season] = await placements.seasons({}, call)
  if (season === undefined) return undefined
  const programmes = await placements.programmesOfSeason({ seasonId: season.id }, call)
  const plans = await matching.plansOfProgrammes({ programmeIds: programmes.map(({ id }) => id) }, call)
  for (const { id } of programmes) {
    const plan = plans.find(({ programmeId, state }) => programmeId === id && state === 'published')
    if (plan === undefined) continue
    const rows = await everyPage((page) => matching.rows({ ...page, planId: plan.id, placed: true }, call))
    const students = await placements.studentsByIds({ ids: rows.slice(0, 50).map(({ studentId }) => studentId) }, call)
    for (const row of rows.slice(0, 50)) {
      const student = students.find((one) => one.id === row.studentId)
      const [company] = await companies.companiesByIds({ ids: [row.stops[0]!.companyId] }, call)
      if (student?.email !== undefined && company?.email !== undefined) return { student, company, season }
    }
  }
  return undefined
}

/** Who there is to try the roles with; only roles that somebody has. */
export const tryOut = async (bureau: Bureau): Promise<TryOut> => {
  const { door, placements, companies } = bureau
  const schools = await placements.schools({}, call)
  const invited = await door.people()
  const staffOf = (kind: string) =>
    invited.find(
      ({ role, schoolId }) =>
        role === 'staff' && schools.some((school) => school.id === schoolId && school.kind === kind),
    )?.email
  const placed = await somebodyPlaced(bureau)
  const found = {
    coordinator: invited.find(({ role }) => role === 'coordinator')?.email,
    staff: staffOf('vmbo'),
    mboStaff: staffOf('mbo'),
    student: placed?.student.email,
    companyUser: placed?.company.email,
  }
  const people = Object.fromEntries(Object.entries(found).filter(([, email]) => email !== undefined)) as Record<
    string,
    string
  >
  const links = await Promise.all(
    Object.entries(people).map(async ([role, email]) => [role, await door.linkFor(email, day)] as const),
  )
  const signIn = Object.fromEntries(links)
  if (placed === undefined) return { people, signIn }
  const { company, season } = placed
  const [invitation] = await companies.invitationsOfCompanies({ companyIds: [company.id], seasonId: season.id }, call)
  if (invitation === undefined) return { people, signIn }
  const { url } = await companies.linkOfInvitation(
    { invitationId: invitation.id },
    { ...call, viewer: { role: 'service' } },
  )
  return { people, signIn, companyLink: url }
}
