// The invented people with whom one can try every role of the demonstration, or of a bureau that is still empty.
import type { Call } from '@stagebureau/shared'
import type { Bureau } from '../bureau.ts'

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

/** Of a bureau that sends real letters: everyone signs in by one. */
export const nobodyToTry: TryOut = { people: {}, signIn: {} }

export const inviteStaff = async ({ door, placements }: Pick<Bureau, 'door' | 'placements'>): Promise<void> => {
  for (const { id, brin, name } of await placements.schools({}, call))
    await door.invite({
      email: `stage@${brin.toLowerCase()}.example`,
      name: `Stagecoördinator ${name}`,
      role: 'staff',
      schoolId: id,
    })
}

type Placed = NonNullable<Awaited<ReturnType<typeof somebodyPlaced>>>

/** How many placed students are looked at to find one who can sign in. */
const looked = 50

/** A student with a stop in the programme that comes first, at a company that has an address. */
const somebodyPlaced = async ({ placements, companies, matching }: Bureau) => {
  const [season] = await placements.seasons({}, call)
  if (season === undefined) return undefined
  const programmes = await placements.programmesOfSeason({ seasonId: season.id }, call)
  const plans = await matching.plansOfProgrammes({ programmeIds: programmes.map(({ id }) => id) }, call)
  for (const { id } of programmes) {
    const plan = plans.find(({ programmeId, state }) => programmeId === id && state === 'published')
    if (plan === undefined) continue
    const page = await matching.rows({ first: looked, planId: plan.id, placed: true }, call)
    const rows = page.items.map(({ node }) => node)
    const students = await placements.studentsByIds({ ids: rows.map(({ studentId }) => studentId) }, call)
    // Ids are drawn anew for each bureau; by number it is the same person in every bureau with these students.
    for (const student of students.toSorted((a, b) => (a.number < b.number ? -1 : 1))) {
      const row = rows.find(({ studentId }) => studentId === student.id)!
      const [company] = await companies.companiesByIds({ ids: [row.stops[0]!.companyId] }, call)
      if (student.email !== undefined && company?.email !== undefined) return { student, company, season }
    }
  }
  return undefined
}

/** Who there is to try the roles with; only roles that somebody has. */
export const findPeople = async (bureau: Bureau) => {
  const schools = await bureau.placements.schools({}, call)
  const invited = await bureau.door.people()
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
  const people = Object.entries(found).filter((entry): entry is [keyof typeof found, string] => entry[1] !== undefined)
  return { people, companyLink: placed === undefined ? undefined : await linkOf(bureau, placed) }
}

/** The link in the letter of this company's invitation. */
const linkOf = async ({ companies }: Pick<Bureau, 'companies'>, { company, season }: Placed) => {
  const [invitation] = await companies.invitationsOfCompanies({ companyIds: [company.id], seasonId: season.id }, call)
  if (invitation === undefined) return undefined
  const asService: Call = { ...call, viewer: { role: 'service' } }
  return (await companies.linkOfInvitation({ invitationId: invitation.id }, asService)).url
}

/** The same with a link for each that signs in once, within a day. */
export const tryOut = async (bureau: Bureau): Promise<TryOut> => {
  const { people, companyLink } = await findPeople(bureau)
  const links = await Promise.all(
    people.map(async ([role, email]) => [role, await bureau.door.linkFor(email, day)] as const),
  )
  return {
    people: Object.fromEntries(people),
    signIn: Object.fromEntries(links),
    ...(companyLink === undefined ? {} : { companyLink }),
  }
}
