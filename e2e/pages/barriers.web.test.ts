// Every page, looked at for barriers: on a phone and on a desk, in both languages, light and dark.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { overflowOf, violationsOf } from './axe.ts'
import { complaintsOf, describePages, desktop, openBrowser, openFor, phone } from './browser.ts'
import { openPlayground, type Person, type Playground } from './playground.ts'
import { settle } from './settle.ts'
import { type TourStop, tourOf } from './tour.ts'

describePages('every page', () => {
  let playground: Playground
  let browser: Browser
  let stops: TourStop[]
  beforeAll(async () => {
    playground = await openPlayground()
    browser = await openBrowser()
    stops = await tourOf(playground)
  })
  afterAll(async () => {
    await browser.close()
    await playground.close()
  })

  const looks = [
    [
      'on a phone, in Dutch, light',
      { ...phone, viewport: { width: 320, height: 700 }, colorScheme: 'light', locale: 'nl-NL' },
    ],
    ['on a desk, in English, dark', { ...desktop, colorScheme: 'dark', locale: 'en-GB' }],
  ] as const
  // Looking at every page takes a minute or more: by hand the first look does, the whole check has both.
  it.each(process.env.CI === undefined ? looks.slice(0, 1) : looks)(
    'has no barrier %s',
    async (_, look) => {
      const contexts = new Map<Person | undefined, BrowserContext>()
      const found: Record<string, unknown> = {}
      const visit = async (page: Page, { name, path, act }: TourStop) => {
        const complaints = complaintsOf(page)
        const response = await page.goto(playground.url + path)
        await settle(page)
        if (look.locale === 'nl-NL') await act?.(page)
        const flaws = [
          ...(await violationsOf(page)),
          ...complaints.filter((line) => response!.ok() || !line.includes('403')),
        ]
        const overflow = await overflowOf(page)
        if (flaws.length > 0 || overflow > 0) found[name] = { flaws, overflow }
      }
      for (const stop of stops) {
        const known = contexts.get(stop.role)
        const context = known ?? (await openFor(browser, { ...look, permissions: ['camera'] }))
        contexts.set(stop.role, context)
        const page = await context.newPage()
        if (known === undefined && stop.role !== undefined) await playground.signIn(page, stop.role)
        await visit(page, stop)
        await page.close()
      }
      for (const context of contexts.values()) await context.close()
      expect(found).toEqual({})
    },
    300_000,
  )
})
