// Every page of the bureau, with who looks at it and what that person does first: for pictures, and for the search for barriers.
import type { Page } from 'playwright-core'
import { office, type Person, type Playground } from './playground.ts'

export type TourStop = {
  readonly name: string
  readonly path: string
  readonly role?: Person
  /** Leads to what is worth seeing; resolves when it is there. */
  readonly act?: (page: Page) => Promise<unknown>
}

/** Address of the page on which a plan lies beside one in which a student is kept away from a company. */
const comparison = async ({ ask }: Playground): Promise<string> => {
  const { data } = await ask(
    '{ season { programmes { id kind plans { id state } board { rows { student { id } stops { round opening { id } } } } } } }',
  )
  const programme = data.season.programmes.find(({ kind }: { kind: string }) => kind === 'CAROUSEL')
  const plan = programme.plans.find(({ state }: { state: string }) => state === 'PUBLISHED')
  const [row] = programme.board.rows
  await ask(
    'mutation ($planId: ID!, $studentId: ID!, $openingId: ID!) { forbidAssignment(planId: $planId, studentId: $studentId, openingId: $openingId) { pinned } }',
    { planId: plan.id, studentId: row.student.id, openingId: row.stops[0].opening.id },
  )
  const drafted = await ask(
    'mutation ($programmeId: ID!, $basedOn: ID!) { draftPlan(input: { programmeId: $programmeId, basedOn: $basedOn }) { id } }',
    { programmeId: programme.id, basedOn: plan.id },
  )
  return `/vergelijk?plan=${plan.id}&met=${drafted.data.draftPlan.id}`
}

/** A morning like any other: some are confirmed, some scanned, one is ill, and some do not come. */
const comeAndStayAway = async ({ bureau, setNow }: Playground, date: string) => {
  setNow(`${date}T08:40:00+01:00`)
  const days = await bureau.placements.attendance({ date }, office)
  for (const [i, { studentId, companyId }] of days.entries()) {
    const { code } = await bureau.placements.poster({ companyId }, office)
    if (i % 4 === 0)
      await bureau.placements.confirmAttendance({ companyId, date, present: [studentId], absent: [] }, office)
    if (i % 4 === 1) await bureau.placements.registerScan({ scanId: `tour-scan-${i}`, code, studentId }, office)
    if (i % 8 === 2) await bureau.placements.excuseAbsence({ studentId, companyId, date, reason: 'griep' }, office)
  }
  setNow(`${date}T09:05:00+01:00`)
  await bureau.jobs.noticeAbsences()
}

export const tourOf = async (playground: Playground): Promise<TourStop[]> => {
  const { link, firstDay } = playground
  const { date } = await firstDay()
  await comeAndStayAway(playground, date)
  const token = link.split('/').at(-1)!
  const offer = (page: Page) => page.getByRole('button', { name: /Verstuur|Send/ })
  return [
    { name: 'sign-in', path: '/inloggen' },
    { name: 'answer-summary', path: link },
    { name: 'answer', path: `${link}?wijzig=1`, act: (page) => offer(page).waitFor() },
    {
      name: 'answer-open',
      path: `${link}?wijzig=1`,
      act: async (page) => {
        for (const summary of await page.locator('summary').all()) await summary.click()
      },
    },
    {
      name: 'answer-later',
      path: `${link}?wijzig=1`,
      act: (page) => page.getByLabel('Nu niet, vraag het later nog eens').check(),
    },
    { name: 'answer-no-link', path: '/antwoord/niets' },
    {
      name: 'season',
      path: '/seizoen',
      role: 'coordinator',
      act: (page) => page.getByText('te kort').first().waitFor(),
    },
    { name: 'call', path: '/uitvraag', role: 'coordinator' },
    { name: 'companies', path: '/bedrijven?staat=BOUNCED', role: 'coordinator' },
    {
      name: 'companies-answer',
      path: '/bedrijven?staat=ANSWERED',
      role: 'coordinator',
      act: async (page) => {
        await page
          .getByRole('button', { name: /^Bekijk antwoord van/ })
          .first()
          .click()
        await page.getByRole('button', { name: 'Zet de link uit' }).waitFor()
      },
    },
    { name: 'import', path: '/invoer', role: 'coordinator' },
    { name: 'board', path: '/bord', role: 'coordinator' },
    { name: 'board-staff', path: '/bord', role: 'staff' },
    {
      name: 'board-cell',
      path: '/bord',
      role: 'staff',
      act: async (page) => {
        await page.locator('[data-at="0:0"]').click()
        await page.locator('#alternatives').waitFor()
      },
    },
    { name: 'compare', path: await comparison(playground), role: 'coordinator' },
    {
      name: 'repair',
      path: '/herplan',
      role: 'coordinator',
      act: async (page) => {
        await page
          .getByRole('button', { name: /^Kies / })
          .first()
          .click()
        await page.getByRole('button', { name: 'Toon mogelijkheden' }).click()
        await page.getByRole('heading', { name: 'Zo kan het verder' }).waitFor()
      },
    },
    {
      name: 'attendance',
      path: '/aanwezig',
      role: 'staff',
      act: (page) => page.getByText('Niet gezien').first().waitFor(),
    },
    {
      name: 'attendance-excuse',
      path: '/aanwezig',
      role: 'staff',
      act: async (page) => {
        await page
          .getByRole('button', { name: /Meld af:/ })
          .first()
          .click()
        await page.getByRole('dialog').waitFor()
      },
    },
    { name: 'attendance-office', path: '/aanwezig?dag=2026-12-25', role: 'coordinator' },
    { name: 'open-season', path: '/seizoen-openen', role: 'coordinator' },
    { name: 'open-programme', path: '/programma-openen', role: 'coordinator' },
    { name: 'need', path: '/behoefte', role: 'staff' },
    { name: 'people', path: '/mensen', role: 'coordinator' },
    { name: 'atelier', path: '/atelier', role: 'coordinator' },
    { name: 'student', path: '/vandaag', role: 'student' },
    { name: 'scan', path: '/scan', role: 'student' },
    { name: 'preferences', path: '/voorkeuren', role: 'student' },
    { name: 'company', path: '/bedrijf', role: 'companyUser' },
    {
      name: 'company-code',
      path: '/scherm',
      role: 'companyUser',
      act: (page) => page.getByTestId('typed-code').waitFor(),
    },
    { name: 'company-by-link', path: `/bedrijf#${token}` },
    { name: 'not-for-you', path: '/bord', role: 'student' },
  ]
}
