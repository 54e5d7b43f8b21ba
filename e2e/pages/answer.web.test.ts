// A company answers the call on a phone, by the link in its letter: without an account, and without scripts.
import type { Browser, Page } from 'playwright-core'
import { overflowOf } from './axe.ts'
import { describePages, openBrowser, openFor, phone } from './browser.ts'
import { office, openPlayground, type Playground } from './playground.ts'

describePages('a company with the link of its letter', () => {
  let playground: Playground
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    playground = await openPlayground()
    browser = await openBrowser()
    page = await (await openFor(browser, { ...phone, javaScriptEnabled: false })).newPage()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await playground.close()
  })
  const invitation = () =>
    playground.bureau.companies.invitationOfToken(
      { token: decodeURIComponent(playground.link.split('/').at(-1)!) },
      office,
    )

  it('sees what it offered, on a screen of 360 pixels', async () => {
    await page.goto(playground.url + playground.link)
    await page.getByText('Dank u. Uw aanbod staat klaar').waitFor()
  })

  it('changes its offer with the old one filled in', async () => {
    await page.getByRole('link', { name: 'Wijzig antwoord' }).click()
    const before = await invitation()
    const placement = before.openings.find(({ kind }) => kind === 'placement')!
    const places = page.getByLabel('Aantal plekken').first()
    expect(await places.inputValue()).toBe(String(placement.places))
    await places.fill('7')
    await page.getByText('Dagen en wensen').first().click()
    await page
      .getByLabel('Nog een vraagstuk')
      .or(page.getByText(/vraagstuk toevoegen/))
      .first()
      .click()
    await page.getByLabel('Uw vraagstuk in één zin').last().fill('Hoe houden wij de keuken koel?')
    await page.getByLabel('Voorwaarden of opmerkingen').fill('Graag op tijd')
    await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
    await page.getByText('Dank u. Uw aanbod staat klaar').waitFor()
    const after = await invitation()
    expect(after.openings.find(({ openingId }) => openingId === placement.openingId)).toMatchObject({
      ...placement,
      places: 7,
    })
    expect(after.openings).toHaveLength(before.openings.length)
    expect(after.cases.at(-1)).toMatchObject({ title: 'Hoe houden wij de keuken koel?', maxTeams: 1 })
    expect(after.conditions).toBe('Graag op tijd')
  })

  it('is told what to do when it offers nothing, with its choice kept', async () => {
    await page.goto(`${playground.url}${playground.link}?wijzig=1`)
    for (const places of await page.locator('input[name$=places]').locator('visible=true').all()) await places.fill('0')
    for (const title of await page.locator('input[name$=title]').locator('visible=true').all()) await title.fill('')
    await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Vul er minstens een in')
    expect(await page.getByLabel('Voorwaarden of opmerkingen').inputValue()).toBe('Graag op tijd')
  })

  it('asks to come back later, on a day of its own', async () => {
    await page.getByLabel('Nu niet, vraag het later nog eens').check()
    expect(await page.getByText('Leerlingen tegelijk').first().isVisible()).toBe(false)
    await page.getByLabel('Wanneer mogen wij het opnieuw vragen?').fill('2026-10-01')
    await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
    await page.getByText('Wij vragen het opnieuw op 1 oktober 2026').waitFor()
    expect(await invitation()).toMatchObject({ state: 'later', askAgainOn: '2026-10-01', openings: [] })
  })

  it('offers again and withdraws', async () => {
    await page.getByRole('link', { name: 'Wijzig antwoord' }).click()
    await page.getByLabel('Ja, wij bieden iets aan').check()
    await page.getByLabel('Aantal plekken').first().fill('2')
    await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
    await page.getByRole('button', { name: 'Trek aanbod in' }).click()
    await page.getByText('ingetrokken').waitFor()
    expect((await invitation()).state).toBe('withdrawn')
  })

  it('declines with a reason, in English', async () => {
    await page.goto(`${playground.url}${playground.link}?wijzig=1&taal=en`)
    await page.getByLabel('No, not this school year').check()
    await page.getByLabel('Why not?').fill('rebuilding')
    expect(await overflowOf(page)).toBe(0)
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('We will not ask again this school year').waitFor()
    expect(await invitation()).toMatchObject({ state: 'declined', reason: 'rebuilding' })
  })

  it('is told kindly when the link is not one of ours', async () => {
    const answer = await page.goto(`${playground.url}/antwoord/niets?taal=nl`)
    expect(answer!.status()).toBe(403)
    await page.getByText('Vraag het bureau om een nieuwe').waitFor()
  })
})
