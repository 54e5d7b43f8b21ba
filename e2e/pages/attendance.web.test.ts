// The day itself: a student finds the way and scans with a real camera picture, the company sees it and confirms.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@stagebureau/shared/testing'
import type { Browser, Page } from 'playwright-core'
import { overflowOf } from './axe.ts'
import { complaintsOf, describePages, openBrowser, openFor, phone } from './browser.ts'
import { filmCode } from './camera.ts'
import { codeAt } from './codes.ts'
import { office, openPlayground, type Playground } from './playground.ts'

const teacher = { email: 'juf@brug.example', name: 'Juf Bos', role: 'staff' as const }

describePages('a day at a company', () => {
  let playground: Playground
  let browser: Browser
  let student: Page
  let company: Page
  let staff: Page
  let complaints: string[]
  let day: Awaited<ReturnType<Playground['firstDay']>>
  const folder = mkdtempSync(join(tmpdir(), 'camera-'))
  beforeAll(async () => {
    playground = await openPlayground()
    day = await playground.firstDay()
    const morning = `${day.date}T08:22:00+01:00`
    playground.setNow(morning)
    const key = await playground.bureau.placements.attendanceKey({ companyId: day.companyId, date: day.date }, office)
    const camera = join(folder, 'camera.y4m')
    filmCode(camera, `${playground.url}/a#${codeAt(key, morning)}`)
    browser = await openBrowser(camera)
    student = await (await openFor(browser, { ...phone, permissions: ['camera'] })).newPage()
    company = await (await openFor(browser, phone)).newPage()
    staff = await (await openFor(browser)).newPage()
    complaints = [student, company, staff].flatMap(complaintsOf)
    await playground.bureau.door.invite({ ...teacher, schoolId: day.student.schoolId })
    await staff.goto(playground.url + new URL(await playground.bureau.door.linkFor(teacher.email)).pathname)
    await staff.getByRole('button').click()
    await staff.goto(`${playground.url}/aanwezig`)
  })
  afterAll(async () => {
    await browser.close()
    await playground.close()
    rmSync(folder, { recursive: true })
  })

  const inGroup = (name: string, who = day.student.displayName) =>
    staff.getByRole('region', { name: new RegExp(`^${name} \\d`) }).getByRole('row', { name: who })

  describe('given the school, which looks before anybody came', () => {
    it('sees who is still expected', async () => {
      await staff.getByRole('heading', { level: 1, name: 'Aanwezig vandaag' }).waitFor()
      expect(await inGroup('Wordt nog verwacht').first().textContent()).toContain('gemist vanaf 09:00')
    })
  })

  describe('given a student who signs in', () => {
    it('begins with where to be today and when', async () => {
      await playground.signIn(student, 'student')
      await student.getByRole('heading', { level: 1, name: 'Waar en wanneer' }).waitFor()
      const today = student.getByRole('region', { name: 'Vandaag' })
      expect(await today.textContent()).toMatch(/verwacht.*08:30 uur.*\d{4} [A-Z]{2}/)
      expect(await overflowOf(student)).toBe(0)
    })
    it('registers by the code that the camera sees', async () => {
      await student.getByRole('link', { name: 'Meld je aan' }).click()
      await student.getByRole('status').getByText('Aanwezig om 08:22').waitFor()
      await student.getByRole('link', { name: 'Naar je dag' }).click()
      await student.getByText('aanwezig 08:22').waitFor()
    })
    it('moves to those who are present on the open page of the school, by itself', async () => {
      await inGroup('Aanwezig').getByText('aanwezig 08:22').waitFor()
      expect(await inGroup('Wordt nog verwacht').count()).toBe(0)
      await staff.getByRole('status').getByText(`${day.student.displayName}, aanwezig 08:22`).waitFor()
    })
  })

  describe('given students who do not come', () => {
    let missing: string
    const buttonOf = (label: string) => staff.getByRole('button', { name: `${label}: ${missing}` })
    it('shows the school who is missing as soon as that is noticed', async () => {
      playground.setNow(`${day.date}T09:00:00+01:00`)
      await playground.bureau.jobs.noticeAbsences()
      const group = staff.getByRole('region', { name: /^Niet gezien \d/ })
      missing = (await group
        .getByRole('rowheader')
        .first()
        .evaluate((cell) => cell.firstChild?.textContent))!
      await group.getByText('niet gezien', { exact: true }).first().waitFor()
    })
    it('lets the school excuse one with the keyboard, and take that back', async () => {
      await buttonOf('Meld af').focus()
      await staff.keyboard.press('Enter')
      await staff.getByLabel('Waarom komt deze leerling niet?').fill('griep')
      await staff.keyboard.press('Enter')
      await inGroup('Afgemeld', missing).getByText('griep').waitFor()
      await buttonOf('Trek afmelding in').click()
      await inGroup('Niet gezien', missing).waitFor()
    })
    it('lets the school say that one is there, and shows each company by itself', async () => {
      await buttonOf('Is er').click()
      const row = inGroup('Aanwezig', missing)
      await row.getByText('aanwezig, bevestigd').waitFor()
      const at = (await row
        .getByRole('cell')
        .first()
        .evaluate((cell) => cell.firstChild?.textContent))!
      await staff.getByLabel('Bedrijf').selectOption(at)
      expect(
        new Set(
          await staff
            .locator('tbody td:nth-of-type(1)')
            .evaluateAll((cells) => cells.map((cell) => cell.firstChild?.textContent)),
        ),
      ).toEqual(new Set([at]))
    })
    it('tells that nobody is expected on a day without visits', async () => {
      await staff.getByRole('button', { name: 'Dag later' }).click()
      await staff.getByText('Op deze dag wordt er niemand verwacht').waitFor()
      await staff.getByRole('button', { name: 'Naar vandaag' }).click()
      await staff.getByRole('heading', { level: 1, name: 'Aanwezig vandaag' }).waitFor()
    })
  })

  describe('given the company with its link', () => {
    it('sees who comes by first name, and who has registered', async () => {
      await company.goto(`${playground.url}/bedrijf#${playground.link.split('/').at(-1)}`)
      await company.getByRole('heading', { level: 1, name: 'Vandaag bij u' }).waitFor()
      expect(new URL(company.url()).hash).toBe('')
      const item = company.getByRole('listitem').filter({ hasText: day.student.firstName }).filter({ hasText: '08:22' })
      expect(await item.first().textContent()).toContain('aanwezig')
      expect(await company.getByText(day.student.displayName).count()).toBe(0)
    })
    it('confirms everyone with one tap', async () => {
      // The school may have spoken for one of them already.
      await company.getByRole('button', { name: /^(Iedereen is er|De anderen zijn er ook)$/ }).click()
      await company
        .getByText('aanwezig, bevestigd')
        .nth(day.days.length - 1)
        .waitFor()
      const days = await playground.bureau.placements.attendance({ date: day.date, companyId: day.companyId }, office)
      expect(new Set(days.map(({ state }) => state))).toEqual(new Set(['confirmed']))
    })
    it('makes a new poster when the old one went astray', async () => {
      await company.goto(`${playground.url}/scherm`)
      await company.getByRole('button', { name: 'Liever op papier' }).click()
      const drawn = () => company.getByRole('img', { name: 'QR-code van dit bedrijf' }).innerHTML()
      const old = await drawn()
      await company.getByRole('button', { name: 'Nieuwe poster maken' }).click()
      await company.getByRole('button', { name: 'Maak nieuwe poster' }).click()
      await eventually(async () => expect(await drawn()).not.toBe(old))
    })

    it('shows a code that students can type', async () => {
      playground.setNow(`${day.date}T15:31:00+01:00`)
      await company.goto(`${playground.url}/scherm`)
      const typed = await company.getByTestId('typed-code').textContent()
      expect(typed).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4}$/)
      await student.goto(`${playground.url}/scan`)
      // The film in the camera shows this morning's code: by now it has expired, and the page says so.
      await student.getByText('verlopen').waitFor()
      await student.getByRole('button', { name: 'Probeer het nog eens' }).click()
      await student.getByLabel('Of typ de code').fill(typed!)
      await student.getByRole('button', { name: 'Verstuur code' }).click()
      await student.getByText('Afgemeld om 15:31').waitFor()
    })
  })

  it('leaves nothing to complain of in the browser', () => expect(complaints).toEqual([]))
})
