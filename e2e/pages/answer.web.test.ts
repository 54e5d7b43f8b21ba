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
  })
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

  it('sees who comes and when: first names, and no more of anybody', async () => {
    const text = await page.getByRole('heading', { name: 'Wie er komt' }).locator('xpath=..').textContent()
    const { companyId, id: invitationId } = await invitation()
    const viewer = { role: 'companyLink', companyId, invitationId } as const
    const { items } = await playground.bureau.placements.placementsOfCompany(
      { companyId, first: 100 },
      { ...office, viewer },
    )
    const ids = items.map(({ node }) => node.studentId)
    const students = await playground.bureau.placements.studentsByIds({ ids }, office)
    expect(students.length).toBeGreaterThan(0)
    for (const { firstName, displayName } of students) {
      expect(text).toContain(firstName)
      expect(text).not.toContain(displayName)
    }
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
      .getByLabel('Nog een casus')
      .or(page.getByText(/casus toevoegen/))
      .first()
      .click()
    await page.getByLabel('Uw casus in één zin').last().fill('Hoe houden wij de keuken koel?')
    await page.getByLabel('Voorwaarden of opmerkingen').fill('Graag op tijd')
    await page.getByText('Wie begeleidt en wie tekent?').click()
    await page.locator('#supervisor-name').fill('Joke Kolk')
    await page.locator('#supervisor-email').fill('joke@kolk.example')
    await page.getByText('Van welke scholen ziet u graag leerlingen?').click()
    await page.locator('input[name=schools]').first().check()
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
    const joke = { name: 'Joke Kolk', email: 'joke@kolk.example' }
    expect(after).toMatchObject({ supervisor: joke, signatory: joke, preferredSchoolIds: [expect.any(String)] })
    expect(await page.getByText('Graag leerlingen van').count()).toBe(1)
  })

  it('finds its people and schools filled in the next time, and the same answer changes nothing', async () => {
    const before = await invitation()
    await page.getByRole('link', { name: 'Wijzig antwoord' }).click()
    await page.getByText('Wie begeleidt en wie tekent? (mag later): Joke Kolk').waitFor()
    await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
    await page.getByText('Dank u. Uw aanbod staat klaar').waitFor()
    expect(await invitation()).toEqual(before)
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
