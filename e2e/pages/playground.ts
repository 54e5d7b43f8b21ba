// A small bureau with somebody of every role in it, and the way to be that person in a browser.
import type { Call } from '@stagebureau/shared'
import type { Page } from 'playwright-core'
import { openSmallBureau } from '../../gateway/src/testing/small-bureau.ts'

export const office: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'pages' }
export type Person = 'coordinator' | 'staff' | 'student' | 'companyUser'

export type Playground = Awaited<ReturnType<typeof openPlayground>>

export const openPlayground = async (options: Parameters<typeof openSmallBureau>[0] = {}) => {
  const small = await openSmallBureau(options)
  const { bureau, url } = small
  const { people, companyLink } = await small.people()
  const link = companyLink === undefined ? '' : new URL(companyLink).pathname

  /** The first day on which the student is expected somewhere, and who else is there. */
  const firstDay = async () => {
    const [student] = await bureau.placements.studentByEmail(
      { email: people.student! },
      { ...office, viewer: { role: 'service' } },
    )
    const { companyId } = await bureau.companies.invitationOfToken(
      { token: decodeURIComponent(link.split('/').at(-1)!) },
      office,
    )
    const placements = await bureau.placements.placementsOfStudents({ studentIds: [student!.id] }, office)
    const placement = placements.find((one) => one.companyId === companyId)
    for (let i = 0; i < 30; i++) {
      const date = new Date(Date.parse(`${placement!.from}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10)
      const days = await bureau.placements.attendance({ date, companyId: placement!.companyId }, office)
      const mine = days.find(({ studentId }) => studentId === student!.id)
      if (mine !== undefined) return { date, days, companyId: placement!.companyId, student: student! }
    }
    throw new Error('the student is expected nowhere')
  }

  return {
    ...small,
    people,
    /** Path of the answer page of the company where the student is placed. */
    link,
    firstDay,
    signIn: async (page: Page, role: Person) => {
      const signInLink = new URL(await bureau.door.linkFor(people[role]!))
      await page.goto(url + signInLink.pathname)
      await page.getByRole('button').click()
      await page.waitForURL((to) => !to.pathname.startsWith('/inloggen'))
    },
  }
}
