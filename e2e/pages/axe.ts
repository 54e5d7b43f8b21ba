// Looks for what would keep people out of a page (WCAG 2.2 A and AA, by axe-core).
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Long tables are the same row after row; looking at every one takes axe half a minute. */
const moreOfTheSame = 'tbody tr:nth-child(n+8)'
/** What has just been read aloud: it may name a button that is gone by now, and goes by itself. */
const justSaid = '[data-live-announcer]'

/** One line per violation, with where it is; empty for a good page. */
export const violationsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], runOnly: { type: 'tag', values: standards } })
    // Our pages frame nothing, so the blank page that axe otherwise opens for frames is left out: half the time.
    .setLegacyMode()
    .exclude(moreOfTheSame)
    .exclude(justSaid)
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

/** Pixels by which a page is wider than its window: nobody should have to scroll both ways (WCAG 1.4.10). */
export const overflowOf = async (page: Page): Promise<number> => {
  // A phone zooms out to show what is too wide, so its own idea of the window says nothing.
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  return Math.max(0, width - page.viewportSize()!.width)
}
