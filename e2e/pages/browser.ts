// One real Chromium for tests of pages: opened once, with a camera that shows what the test has drawn.
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** `describe` where there is a Chromium; elsewhere the tests are skipped and say why, but under CI they fail. */
export const describePages = (name: string, tests: () => void): void => {
  if (existsSync(executablePath)) return void describe(name, tests)
  const reason = `no Chromium at ${executablePath}; set CHROMIUM_PATH to run it`
  if (process.env.CI !== undefined)
    return void describe(name, () =>
      it('needs Chromium', () => {
        throw new Error(reason)
      }),
    )
  process.stderr.write(`SKIPPED "${name}": ${reason}.\n`)
  describe(name, () => it.todo('needs Chromium (CHROMIUM_PATH)'))
}

export const openBrowser = (camera?: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(camera === undefined ? [] : [`--use-file-for-fake-video-capture=${camera}`]),
    ],
  })

export const phone = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
} as const
export const desktop = { viewport: { width: 1280, height: 800 } } as const

/** A context of its own for one person, in Dutch unless said otherwise. */
export const openFor = async (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale: 'nl-NL', ...desktop, ...options })
  context.setDefaultTimeout(15_000)
  return context
}

/** Everything that the browser complains of while a page is used. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
