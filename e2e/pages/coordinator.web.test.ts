// A coordinator's day in a real browser.
import type { Browser, Page } from 'playwright-core'
import { inventRegion } from '../../gateway/src/demonstration/region.ts'
import { type EmptyBureau, openEmptyBureau, smallSize } from '../../gateway/src/testing/small-bureau.ts'
import { overflowOf, violationsOf } from './axe.ts'
import { complaintsOf, describePages, openBrowser, openFor } from './browser.ts'
import { office, openPlayground, type Playground } from './playground.ts'

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
  })
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
    await page.getByText(/(bedrijven kregen|bedrijf kreeg) onze brief niet/).waitFor()
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
  })

  it('finds the companies whose letter came back and mends an address', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(`${playground.url}/bedrijven?staat=BOUNCED&taal=nl`)
    const mend = page.getByRole('button', { name: /Herstel adres van/ })
    await mend.first().waitFor()
    const before = await mend.count()
    await mend.first().click()
    await page.getByLabel('E-mailadres').fill('nieuw@bedrijf.example')
    await page.getByRole('button', { name: 'Verstuur opnieuw' }).click()
    await page.getByText(new RegExp(`${before - 1} bedrij(f|ven)`)).waitFor()
    await playground.bureau.settled()
    const letters = await playground.bureau.keptMail!.list(500)
    expect(letters.some(({ to }) => to === 'nieuw@bedrijf.example')).toBe(true)
  })

  it('says of a company in a file whether it is one that is known', async () => {
    const { companies, settled } = playground.bureau
    const numbers = (kvkNumber: string, email: string) => [
      kvkNumber,
      '000012345678',
      'Bouwbedrijf Bos',
      'Dorpsstraat 1',
      '9801 AA',
      'Lindervoort',
      email,
    ]
    const columns = ['KvK-nummer', 'Vestigingsnummer', 'Naam', 'Adres', 'Postcode', 'Plaats', 'E-mail']
    const cells = [numbers('01234567', 'info@bos.example'), numbers('76543210', 'info@bos.example')]
    const table = { columns, rows: cells.map((row, i) => ({ row: i + 2, cells: row })) }
    await companies.importCompanies({ table, dryRun: false, onError: 'allOrNothing' }, office)
    await settled()
    const waiting = (await companies.openDuplicates({}, office)).length
    expect(waiting).toBeGreaterThan(0)
    await page.goto(`${playground.url}/seizoen?taal=nl`)
    await page.getByText(/bedrij(f staat|ven staan) er misschien dubbel in/).waitFor()
    await page.getByRole('link', { name: 'Beoordeel' }).click()
    const same = page.getByRole('button', { name: 'Bouwbedrijf Bos is hetzelfde bedrijf' })
    await same.waitFor()
    expect(await violationsOf(page)).toEqual([])
    await same.click()
    await same.waitFor({ state: 'detached' })
    expect(await companies.openDuplicates({}, office)).toHaveLength(waiting - 1)
  })

  it('sees what a company answered, switches its link off and mails a new one', async () => {
    const { companyId } = await playground.bureau.companies.invitationOfToken(
      { token: decodeURIComponent(playground.link.split('/').at(-1)!) },
      office,
    )
    const [company] = await playground.bureau.companies.companiesByIds({ ids: [companyId] }, office)
    await page.goto(`${playground.url}/bedrijven`)
    await page.getByLabel('Zoek een bedrijf').fill(company!.name)
    await page.getByRole('button', { name: `Bekijk antwoord van ${company!.name}` }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('Carrousel').first().waitFor()
    expect(await violationsOf(page)).toEqual([])
    const opened = async () => (await fetch(`${playground.url}${playground.link}?taal=nl`)).text()
    expect(await opened()).toContain('Dank u. Uw aanbod staat klaar')
    await sheet.getByRole('button', { name: 'Zet de link uit' }).click()
    await sheet.getByText('De link staat uit').waitFor()
    expect(await opened()).toContain('Het bureau heeft deze link uitgezet')
    await sheet.getByRole('button', { name: 'Mail een nieuwe link' }).click()
    await sheet.getByText('De nieuwe is onderweg').waitFor()
    expect(await opened()).toContain('Deze link is vervangen door een nieuwe')
    await playground.bureau.settled()
    const letter = (await playground.bureau.keptMail!.list(500)).find(({ subject }) =>
      subject.startsWith('Uw nieuwe link'),
    )
    const fresh = new URL(/https?:\S+/.exec(letter!.text)![0]).pathname
    expect(await (await fetch(`${playground.url}${fresh}?taal=nl`)).text()).toContain('Dank u. Uw aanbod staat klaar')
    await page.keyboard.press('Escape')
  })

  it('makes a plan and publishes it', async () => {
    await page.goto(`${playground.url}/bord`)
    await page.getByRole('button', { name: 'Maak nieuw plan' }).click()
    await page.getByText('concept', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Vergelijk' }).click()
    await page.getByRole('rowheader', { name: 'Leerlingen met een plek' }).waitFor()
    await page.getByText('Iedereen gaat in beide plannen naar dezelfde plek.').waitFor()
    await page.getByRole('button', { name: /Publiceer/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publiceer' }).click()
    await page.getByRole('button', { name: /Publiceer/ }).waitFor({ state: 'detached' })
    await page.goto(`${playground.url}/bord`)
    await page.getByText('geldt', { exact: true }).waitFor()
  })

  it('mends the plan when a company drops out, by keyboard alone', async () => {
    const holds = async () => {
      const { data } = await playground.ask('{ season { programmes { id plans { id state } } } }')
      type Plans = { id: string; state: string }[]
      return data.season.programmes.map(
        ({ plans }: { plans: Plans }) => plans.find(({ state }) => state === 'PUBLISHED')?.id,
      )
    }
    const before = await holds()
    await page.locator('[data-at="0:0"]').click()
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /valt uit\? Herplan/ })
      .press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Herplannen' }).waitFor()
    await page.getByRole('button', { name: 'Kies een ander' }).press('Enter')
    await page.getByLabel('Bedrijf', { exact: true }).press('a')
    await page
      .getByRole('button', { name: /^Kies / })
      .first()
      .press('Enter')
    await page.getByRole('button', { name: 'Toon mogelijkheden' }).press('Enter')
    await page.getByRole('heading', { name: 'Zo kan het verder' }).waitFor()
    expect(await violationsOf(page)).toEqual([])
    const carryOut = page.getByRole('button', { name: /^Voer door: Minste wijzigingen/ })
    await carryOut.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Voer door' }).press('Enter')
    await page.getByText('Het plan is bijgewerkt en geldt nu.').waitFor()
    expect(await holds()).not.toEqual(before)
  })

  it('finds a company that took its places back among what there is to do, and mends the plan for it', async () => {
    const { data } = await playground.ask(
      '{ season { programmes { kind board { rows { stops { company { name invitation { id } } } } } } } }',
    )
    type Host = { name: string; invitation: { id: string } }
    type Programme = { kind: string; board: { rows: { stops: { company: Host }[] }[] } }
    const programme = data.season.programmes.find(({ kind }: Programme) => kind === 'CAROUSEL') as Programme
    const { name, invitation } = programme.board.rows.find(({ stops }) => stops.length > 0)!.stops[0]!.company
    const { errors } = await playground.ask(
      'mutation ($id: ID!) { answerCall(input: { invitationId: $id, decision: WITHDRAW }) { id } }',
      { id: invitation.id },
    )
    expect(errors).toBeUndefined()
    await playground.bureau.settled()
    await page.goto(`${playground.url}/seizoen`)
    const first = page.getByRole('region', { name: 'Wat er te doen is' }).getByRole('listitem').first()
    await first.getByText(`${name} bood plekken aan en trok die in`).waitFor()
    await first.getByRole('link', { name: 'Herplannen' }).click()
    await page.getByRole('listitem').getByText(name).waitFor()
    expect(await page.getByLabel('Bedrijven trokken plekken in').isChecked()).toBe(true)
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Toon mogelijkheden' }).click()
    await page.getByRole('heading', { name: 'Zo kan het verder' }).waitFor()
  })

  it('writes the call of a new season and asks just the companies that it chooses', async () => {
    await playground.ask(
      'mutation { openSeason(input: { region: "Lindervoort", from: "2027-08-30", until: "2028-07-07", detour: 1.3, means: [{ name: "fiets", kmPerHour: 15, startMinutes: 0 }] }) { id } }',
    )
    await playground.bureau.settled()
    await page.goto(`${playground.url}/seizoen`)
    await page.getByRole('link', { name: 'Uitvraag schrijven' }).click()
    await page.getByLabel('Onderwerp').fill('Wie helpt ons aan plekken?')
    await page.getByLabel('Alleen bedrijven die ik kies').check()
    const companies = page.getByRole('group', { name: /Gekozen/ }).getByRole('checkbox')
    await companies.nth(0).check()
    await companies.nth(1).check()
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Vraag 2 bedrijven' }).click()
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Vraag 2 bedrijven' }).click()
    await page.getByText('De uitvraag ging uit').waitFor()
    await playground.bureau.settled()
    const { data } = await playground.ask('{ season { call { subject } asking { state companies } } }')
    expect(data.season.call.subject).toBe('Wie helpt ons aan plekken?')
    const asked = data.season.asking.reduce((sum: number, one: { companies: number }) => sum + one.companies, 0)
    expect(asked).toBe(2)
  })

  describe('given a bureau with nothing in it', () => {
    let fresh: EmptyBureau
    beforeAll(async () => {
      fresh = await openEmptyBureau()
    })
    afterAll(() => fresh.close())

    it('sets it up, led by what there is to do', async () => {
      const files = inventRegion({ ...smallSize, students: 24, schools: 1, companies: 8 })
      const mine = await (await openFor(browser)).newPage()
      const follow = (task: RegExp, action: string) =>
        mine.getByRole('listitem').filter({ hasText: task }).getByRole('link', { name: action }).click()
      const takeIn = async (task: RegExp, file: string) => {
        await follow(task, 'Bestand invoeren')
        const [name, bytes] = [...files].find(([one]) => one.startsWith(file))!
        const school = mine.getByLabel('Van welke school?')
        if (file === 'students') await school.selectOption({ index: 1 })
        await mine.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })
        await mine.getByRole('button', { name: 'Proef draaien' }).click()
        const valid = mine.getByRole('button', { name: 'Alleen de goede rijen overnemen' })
        const all = mine.getByRole('button', { name: 'Alles overnemen' })
        await all.waitFor()
        await ((await all.isEnabled()) ? all : valid).click()
        await mine.getByText('Het bestand is overgenomen.').waitFor()
        await fresh.bureau.settled()
        await mine.getByRole('link', { name: 'Verder met het seizoen' }).click()
      }
      const link = new URL(await fresh.bureau.door.linkFor('coordinator@bureau.example'))
      await mine.goto(fresh.url + link.pathname)
      await mine.getByRole('button').click()
      await mine.getByRole('link', { name: 'Seizoen openen' }).click()
      await mine.getByLabel('Naam van de regio').fill('Lindervoort')
      expect(await violationsOf(mine)).toEqual([])
      await mine.getByRole('button', { name: 'Open het seizoen' }).click()
      await mine.getByRole('heading', { level: 1, name: 'Seizoen Lindervoort' }).waitFor()

      await takeIn(/nog geen scholen/, 'schools')
      await takeIn(/kaart is leeg/, 'postcodes')
      await follow(/nog geen programma/, 'Open een programma')
      await mine.getByLabel('Naam', { exact: true }).fill('LOB-carrousel')
      expect(await violationsOf(mine)).toEqual([])
      await mine.getByRole('button', { name: 'Open een programma' }).press('Enter')
      await mine.getByRole('row', { name: /LOB-carrousel/ }).waitFor()
      await takeIn(/nog geen leerlingen/, 'students')
      await takeIn(/nog geen bedrijven/, 'companies')
      await follow(/nog niemand inloggen/, 'Nodig iemand uit')
      await mine.getByLabel('Naam').fill('Juf Roos')
      await mine.getByLabel('E-mailadres').fill('roos@school.example')
      await mine.getByRole('button', { name: 'Nodig iemand uit' }).click()
      await mine.getByText('Juf Roos kan nu inloggen').waitFor()
      expect(await violationsOf(mine)).toEqual([])
      await mine.getByRole('link', { name: 'Seizoen', exact: true }).click()
      await mine.getByRole('link', { name: 'Behoefte van scholen' }).click()
      await mine.getByLabel('Aantal leerlingen').fill('20')
      await mine.getByRole('button', { name: 'Geef behoefte op' }).click()
      await mine.getByText('Samen 20 leerlingen').waitFor()
      expect(await violationsOf(mine)).toEqual([])
      await mine.getByRole('link', { name: 'Seizoen', exact: true }).click()
      await mine.getByRole('link', { name: 'Uitvraag schrijven' }).waitFor()
      const { data } = await fresh.ask(
        '{ season { areas programmes { name students(first: 1) { totalCount } needs { students } } } }',
      )
      expect(data.season.areas).toBeGreaterThan(0)
      expect(data.season.programmes).toMatchObject([{ name: 'LOB-carrousel', needs: [{ students: 20 }] }])
      expect(data.season.programmes[0].students.totalCount).toBeGreaterThan(0)
    })
  })

  it('leaves nothing to complain of in the browser', () => expect(complaints).toEqual([]))
})
