// npm run -s screens -- OUT [NAME]: pictures of every page, on a phone and on a desk, light and dark.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { desktop, openBrowser, openFor, phone } from './browser.ts'
import { openPlayground, type Person } from './playground.ts'
import { settle } from './settle.ts'
import { tourOf } from './tour.ts'

const [out = 'out/screens', only = ''] = process.argv.slice(2)
if (out.startsWith('-')) {
  process.stderr.write('usage: npm run -s screens -- OUT [NAME]; NAME: only pages whose name begins so\n')
  process.exit(2)
}
mkdirSync(out, { recursive: true })

const playground = await openPlayground()
const browser = await openBrowser()
const stops = (await tourOf(playground)).filter(({ name }) => name.startsWith(only))

for (const [size, look] of Object.entries({ phone, desktop }))
  for (const colorScheme of ['light', 'dark'] as const) {
    const contexts = new Map<Person | undefined, BrowserContext>()
    for (const { name, path, role, act } of stops) {
      const known = contexts.get(role)
      const context = known ?? (await openFor(browser, { ...look, colorScheme, permissions: ['camera'] }))
      contexts.set(role, context)
      const page = await context.newPage()
      if (known === undefined && role !== undefined) await playground.signIn(page, role)
      await page.goto(playground.url + path)
      await settle(page)
      await act?.(page)
      await page.screenshot({ path: join(out, `${name}-${size}-${colorScheme}.png`), fullPage: true })
      await page.close()
    }
    for (const context of contexts.values()) await context.close()
    process.stdout.write(`${size} ${colorScheme}: ${stops.length} pages\n`)
  }
await browser.close()
await playground.close()
