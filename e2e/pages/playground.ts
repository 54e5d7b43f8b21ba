// A small bureau with somebody of every role in it, and the way to be that person in a browser.
import type { Call } from '@stagebureau/shared'
import type { Page } from 'playwright-core'
import { openSmallBureau } from '../../gateway/src/testing/small-bureau.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'pages' }
export type Person = 'coordinator' | 'staff' | 'student' | 'companyUser'

/** One picture of the tour: a page, who looks at it, and what that person does first. */
export type Stop = {
  readonly name: string
  readonly path: string
  readonly role?: Person
  readonly then?: (page: Page) => Promise<void>
}

export type Playground = Awaited<ReturnType<typeof openPlayground>>

export const openPlayground = async (options: Parameters<typeof openSmallBureau>[0] = {}) => {
  const small = await openSmallBureau(options)
  const { bureau } = small
  const schools = await bureau.placements.schools({}, call)
  const vmbo = schools.find(({ kind }) => kind === 'vmbo')!
  await bureau.door.invite({ email: 'stage@vmbo.example', name: 'Joris Kuiper', role: 'staff', schoolId: vmbo.id })
  const emails: Record<Person, string> = {
    coordinator: 'coordinator@bureau.example',
    staff: 'stage@vmbo.example',
    student: '',
    companyUser: '',
  }

  return {
    ...small,
    school: vmbo,
    emails,
    signIn: async (page: Page, role: Person) => {
      const link = new URL(await bureau.door.linkFor(emails[role]))
      await page.goto(small.url + link.pathname)
      await page.getByRole('button').click()
      await page.waitForURL((url) => !url.pathname.startsWith('/inloggen'))
    },
    tour: async (): Promise<Stop[]> => [
      { name: 'sign-in', path: '/inloggen' },
      { name: 'season', path: '/seizoen', role: 'coordinator' },
    ],
  }
}
