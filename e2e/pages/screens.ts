// npm run -s screens -- OUT: pictures of every page, on a phone and on a desk, light and dark.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { desktop, openBrowser, openFor, phone } from './browser.ts'
import { openPlayground } from './playground.ts'

const [out = 'out/screens', only = ''] = process.argv.slice(2)
mkdirSync(out, { recursive: true })

const playground = await openPlayground()
const browser = await openBrowser()
const sizes = { phone, desktop } as const

const settle = async (page: Page) => {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
}

for (const { name, path, role, then } of await playground.tour()) {
  if (!name.includes(only)) continue
  for (const [size, look] of Object.entries(sizes))
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await openFor(browser, { ...look, colorScheme })
      const page = await context.newPage()
      if (role !== undefined) await playground.signIn(page, role)
      await page.goto(playground.url + path)
      await settle(page)
      if (then !== undefined) {
        await then(page)
        await settle(page)
      }
      await page.screenshot({ path: join(out, `${name}-${size}-${colorScheme}.png`), fullPage: true })
      await context.close()
    }
  process.stdout.write(`${name}\n`)
}
await browser.close()
await playground.close()
