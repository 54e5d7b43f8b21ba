// A coordinator's day in a real browser.
import type { Browser, Page } from 'playwright-core'
import { overflowOf, violationsOf } from './axe.ts'
import { complaintsOf, describePages, openBrowser, openFor } from './browser.ts'
import { openPlayground, type Playground } from './playground.ts'

describePages('a coordinator', () => {
  let playground: Playground
  let browser: Browser
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    playground = await openPlayground()
    browser = await openBrowser()
    page = await (await openFor(browser)).newPage()
    complaints = complaintsOf(page)
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await playground.close()
  })

  it('asks for a link by mail, and the letter opens the season', async () => {
    await page.goto(`${playground.url}/seizoen`)
    await page.getByRole('link', { name: 'Inloggen' }).click()
    await page.getByLabel('Uw e-mailadres').fill('coordinator@bureau.example')
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Mail mij een link' }).click()
    expect(await page.getByRole('status').textContent()).toContain('onderweg')
    await playground.bureau.settled()
    const letters = await playground.bureau.keptMail!.list(500)
    const letter = letters.find(({ to }) => to === 'coordinator@bureau.example')!
    await page.goto(playground.url + new URL(/https?:\S+/.exec(letter.text)![0]).pathname)
    await page.getByRole('button', { name: 'Verder' }).click()
    await page.getByRole('heading', { level: 1, name: 'Seizoen Lindervoort' }).waitFor()
  })

  it('sees the season at a glance, with what needs a hand', async () => {
    await page.getByText('bedrijven kregen onze brief niet').waitFor()
    expect(await page.getByRole('link', { name: /30 bedrijven/ }).getAttribute('href')).toBe('/bedrijven')
    expect(await page.getByRole('row', { name: /LOB-carrousel/ }).textContent()).toContain('36')
  })

  it('meets no barrier there, on a wide screen or a narrow one, in either language', async () => {
    await page.getByText('Te weinig plekken').first().waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await overflowOf(page)).toBe(0)
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Season Lindervoort' }).waitFor()
    expect(await violationsOf(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
