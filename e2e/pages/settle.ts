// Waits until a page shows what it has to show.
import type { Page } from 'playwright-core'

/** A page that listens to news is never idle, so this looks at what is on it: a heading, and no shape of what is still to come. */
export const settle = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.shape').first().waitFor({ state: 'detached' })
  await page.evaluate(() => document.fonts.ready)
}
