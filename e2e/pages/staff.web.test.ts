// A school's day at the board: gaps, a pin by keyboard, a new plan that keeps to it; then a pitch, an import and a student's wishes.
import type { Browser, Page } from 'playwright-core'
import { violationsOf } from './axe.ts'
import { complaintsOf, describePages, openBrowser, openFor, phone } from './browser.ts'
import { openPlayground, type Playground } from './playground.ts'

const boardQuery = `{ season { programmes { id kind openings { id company { name } } plans { id state } } } }`

describePages('a school', () => {
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

  describe('given the board of its own students', () => {
    let student: string
    let company: string
    it('shows who is where in which round, with one row per student', async () => {
      await playground.signIn(page, 'staff')
      await page.getByRole('heading', { level: 1, name: 'Bord' }).waitFor()
      const board = page.getByRole('grid')
      await board.waitFor()
      expect(await board.getByRole('columnheader').count()).toBe(7)
      const rows = Number(await board.getAttribute('aria-rowcount'))
      expect(await board.getByRole('rowheader').count()).toBe(rows - 1)
    })

    it('moves by the arrow keys and opens a cell with Enter', async () => {
      await page.locator('[data-at="0:0"]').focus()
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
        await page.keyboard.press(key)
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
      }
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-at'))).toBe('0:0')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
    })

    it('tells why the student is there, and what stands in the way before anything is done', async () => {
      const dialog = page.getByRole('dialog')
      await dialog.getByText(/^Waarom hier: ./).waitFor()
      await dialog.getByRole('heading', { name: 'Wat het beste past' }).waitFor()
      const visited = dialog.getByRole('listitem').filter({ hasText: 'was al bij' }).first()
      expect(await visited.getByRole('button').isDisabled()).toBe(true)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    })

    it('pins a student where that can be, and says so', async () => {
      const { data } = await playground.ask(boardQuery)
      const carousel = data.season.programmes.find(({ kind }: { kind: string }) => kind === 'CAROUSEL')
      const plan = carousel.plans.find(({ state }: { state: string }) => state === 'PUBLISHED')
      const board = await playground.ask(
        `query ($id: ID!) { programme(id: $id) { board { rows { student { id displayName } stops { company { name } } } } } }`,
        { id: carousel.id },
      )
      student = (await page.getByRole('rowheader').first().locator('.who').textContent())!
      const row = board.data.programme.board.rows.find(
        (one: { student: { displayName: string } }) => one.student.displayName === student,
      )
      const known = row.stops.map((stop: { company: { name: string } }) => stop.company.name)
      for (const opening of carousel.openings) {
        if (known.includes(opening.company.name)) continue
        const answer = await playground.ask(
          'query ($p: ID!, $s: ID!, $o: ID!) { whyNot(planId: $p, studentId: $s, openingId: $o) { possible } }',
          { p: plan.id, s: row.student.id, o: opening.id },
        )
        if (answer.data?.whyNot.possible !== true) continue
        company = opening.company.name
        break
      }
      await page.locator('[data-at="0:0"]').click()
      await page.getByLabel('Ander bedrijf').fill(company)
      await page
        .getByRole('button', { name: `Zet vast bij ${company}` })
        .first()
        .click()
      await page.getByText('Anderen die verschuiven').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Zet vast', exact: true }).click()
      await page.getByText('Vastgezet. Maak een nieuw plan').waitFor()
    })

    it('makes a new plan that keeps to the pin', async () => {
      await page.getByRole('button', { name: 'Maak nieuw plan' }).click()
      await page.getByText('concept', { exact: true }).waitFor()
      await page.locator('[data-at="0:0"]').getByText('vastgezet:').waitFor()
      const row = page.getByRole('row').filter({ hasText: student }).first()
      expect(await row.locator('[data-at$=":0"]').textContent()).toContain(company)
    })

    it('rules out a company for a student, and takes that back', async () => {
      await page.locator('[data-at="1:1"]').focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog')
      // A board that comes late is shown in the sheet that is open by then.
      const boardMayCome = Promise.withResolvers<void>()
      await page.route('**/graphql?*', async (route) => {
        if (route.request().postData()?.includes('query Board(')) await boardMayCome.promise
        await route.continue()
      })
      await dialog.getByRole('button', { name: 'Niet bij dit bedrijf' }).click()
      await page.getByText('Uitgesloten. Maak een nieuw plan').waitFor()
      await page.locator('[data-at="1:1"]').click()
      await dialog.getByRole('button', { name: 'Niet bij dit bedrijf' }).waitFor()
      const release = dialog.getByRole('button', { name: /Laat besluit over/ })
      expect(await release.count()).toBe(0)
      boardMayCome.resolve()
      await release.press('Enter')
      await page.getByText('Losgelaten.').waitFor()
      await page.unroute('**/graphql?*')
    })

    it('lays the new plan beside the one that holds', async () => {
      await page.getByRole('link', { name: 'Vergelijk' }).click()
      await page.getByRole('heading', { level: 1, name: 'Plannen vergelijken' }).waitFor()
      await page.getByText(/Leerlingen die ergens anders heen gaan/).waitFor()
      await page.getByRole('row').filter({ hasText: student }).getByText(company).waitFor()
      expect(await page.getByRole('button', { name: /Publiceer/ }).count()).toBe(0)
    })
  })

  it('records that a team held its opening pitch, with the word of the company', async () => {
    playground.setNow('2027-01-14T15:00:00+01:00')
    await playground.signIn(page, 'staff')
    await page.getByRole('link', { name: 'Atelier' }).click()
    await page
      .getByRole('button', { name: /Openingspitch van/ })
      .first()
      .click()
    await page.getByLabel('Wat zei het bedrijf ervan?').fill('Goed begin, meet eerst de slijtage')
    await page.getByRole('button', { name: 'Opslaan' }).click()
    await page.getByText('gehouden op 14 jan').waitFor()
    await page.getByText('Goed begin, meet eerst de slijtage').waitFor()
  })

  it('takes in a file after a trial, and leaves out the row that is wrong', async () => {
    await page.getByRole('link', { name: 'Invoer' }).click()
    const lines = [
      'Nummer;Voornaam;Achternaam;Klas;Leerweg;Profiel;Geboren;Postcode;Woonplaats;E-mail;Vervoer',
      '990001;Tess;Nieuwkomer;3A;KB;PIE;01-02-2012;7101 AB;Lindervoort;tess@leerling.example;fiets',
      '990002;Milan;Verkeerd;3A;KB;XYZ;01-02-2012;7101 AB;Lindervoort;milan@leerling.example;fiets',
    ]
    const file = { name: 'leerlingen.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
    await page.locator('input[type=file]').setInputFiles(file)
    const mapping = page.getByRole('region', { name: 'Tabel: Welke kolom is wat?' })
    await mapping.waitFor()
    await mapping.getByLabel('Leerlingnummer').selectOption('Nummer')
    await mapping.getByLabel('Roepnaam').selectOption('Voornaam')
    await mapping.getByLabel('Geboortedatum').selectOption('Geboren')
    await page.getByRole('button', { name: 'Proef draaien' }).click()
    await page.getByText('1 rij kan niet worden overgenomen').waitFor()
    await page.getByRole('row').filter({ hasText: 'XYZ' }).getByText('afgewezen').waitFor()
    const found = async () =>
      (await playground.ask('{ students(first: 5, search: "Nieuwkomer") { totalCount } }')).data.students.totalCount
    expect(await found()).toBe(0)
    await page.getByRole('button', { name: 'Alleen de goede rijen overnemen' }).click()
    await page.getByText('Het bestand is overgenomen.').waitFor()
    expect(await found()).toBe(1)
  })

  it('lets a student put worlds in order', async () => {
    const mine = await (await openFor(browser, phone)).newPage()
    await playground.signIn(mine, 'student')
    await mine.getByRole('link', { name: 'Voorkeuren' }).click()
    await mine.getByRole('button', { name: 'Bewaar mijn voorkeuren' }).waitFor()
    // Whatever this student wished for already, another world is put on top.
    const ranks = mine.locator('.ranks li')
    const top = (await ranks.count()) === 0 ? '' : ((await ranks.first().textContent()) ?? '')
    const wanted = top.includes('Water, Energie & Natuur') ? 'Market & Money' : 'Water, Energie & Natuur'
    const add = mine.getByRole('button', { name: `Voeg toe: ${wanted}` })
    if ((await add.count()) === 1) await add.click()
    const up = mine.getByRole('button', { name: `Omhoog: ${wanted}` })
    while (await up.isEnabled()) await up.click()
    await mine.getByLabel('Zoek een bedrijf').fill('a')
    const companyToAdd = mine.getByRole('region', { name: 'Bedrijven' }).getByRole('button', { name: /^Voeg toe: / })
    const company = (await companyToAdd.first().getAttribute('aria-label'))!.replace('Voeg toe: ', '')
    await companyToAdd.first().press('Enter')
    const addCase = mine.getByRole('region', { name: /Casussen/ }).getByRole('button', { name: /^Voeg toe: / })
    await addCase.first().click()
    await addCase.first().click()
    const cases = mine.getByRole('region', { name: /Casussen/ }).getByRole('listitem')
    const second = (await cases.nth(1).textContent())!
    await cases
      .nth(1)
      .getByRole('button', { name: /^Omhoog: / })
      .press('Enter')
    expect((await cases.first().textContent())!.slice(1)).toBe(second.slice(1))
    const save = mine.getByRole('button', { name: 'Bewaar mijn voorkeuren' })
    await save.click()
    await mine.getByText('Bewaard.').waitFor()
    const asStudent = await playground.askAs(playground.people.student!)
    const { data } = await asStudent(
      '{ viewer { student { preferences { rank world company { name } case { id } } } } }',
    )
    const first = data.viewer.student.preferences.find(
      ({ rank, world }: { rank: number; world: string | null }) => rank === 1 && world !== null,
    )
    expect(first.world).toBe(wanted)
    const { preferences } = data.viewer.student
    expect(preferences).toContainEqual({ rank: 1, world: null, company: { name: company }, case: null })
    expect(preferences.filter((one: { case: object | null }) => one.case !== null)).toHaveLength(2)
    expect(await violationsOf(mine)).toEqual([])
  })

  it('leaves nothing to complain of in the browser', () => expect(complaints).toEqual([]))
})
