// The built web app as the gateway serves it: read once, sent packed, and one page for every address of the app.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Language } from '@stagebureau/shared'
import { type RequestHandler, Router } from 'express'
import type { Bureau } from '../bureau.ts'
import { languageOf } from '../call.ts'

const folder = join(import.meta.dirname, '../../../web/dist')

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

type AppFile = { readonly bytes: Buffer; readonly packed: Buffer | undefined; readonly type: string }
type WebApp = {
  readonly files: ReadonlyMap<string, AppFile>
  readonly index: string
  /** Address of the style sheet, for pages that work without scripts. */
  readonly styles: string | undefined
}

const read = (): WebApp => {
  // Tests of the gateway alone need no pages.
  if (!existsSync(join(folder, 'index.html'))) return { files: new Map(), index: '', styles: undefined }
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  const files = new Map<string, AppFile>()
  for (const name of names) {
    const type = types[extname(name)]
    if (type === undefined) continue
    const packed = names.includes(`${name}.br`) ? readFileSync(join(folder, `${name}.br`)) : undefined
    files.set(`/${name}`, { bytes: readFileSync(join(folder, name)), packed, type })
  }
  const index = readFileSync(join(folder, 'index.html'), 'utf8')
  return { files, index, styles: /href="(\/assets\/[^"]+\.css)"/.exec(index)?.[1] }
}

let app: WebApp | undefined
/** Whoever rebuilds the pages restarts the bureau, as `npm start` does. */
const webApp = (): WebApp => {
  app ??= read()
  return app
}

/** Address of the look that all pages share; undefined when the pages have not been built. */
export const styles = (): string | undefined => webApp().styles

/** Every address that the app itself knows; it decides who may see which. */
const screens = [
  '/seizoen',
  '/uitvraag',
  '/bedrijven',
  '/invoer',
  '/bord',
  '/aanwezig',
  '/behoefte',
  '/seizoen-openen',
  '/programma-openen',
  '/mensen',
  '/vergelijk',
  '/herplan',
  '/atelier',
  '/vandaag',
  '/scan',
  '/a',
  '/voorkeuren',
  '/bedrijf',
  '/scherm',
]

/** The page says its language, and what time it is: phones' clocks differ, and a bureau may be tried at another time. */
const indexFor = (language: Language, now: string): string =>
  webApp()
    .index.replace('<html lang="nl">', `<html lang="${language}">`)
    .replace('<meta name="now" content="" />', `<meta name="now" content="${now}" />`)

const sendApp =
  ({ clock }: Pick<Bureau, 'clock'>): RequestHandler =>
  (request, response, next) => {
    if (webApp().index === '') return next()
    response.setHeader('cache-control', 'no-store')
    response.type('html').send(indexFor(languageOf(request), clock.now()))
  }

const sendFile: RequestHandler = (request, response, next) => {
  const file = webApp().files.get(request.path)
  if (file === undefined) return next()
  response.setHeader('content-type', file.type)
  response.setHeader('vary', 'accept-encoding')
  // Names of built files hold a hash of what is in them.
  const lasting = request.path.startsWith('/assets/')
  response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (file.packed === undefined || !request.acceptsEncodings('br')) return void response.end(file.bytes)
  response.setHeader('content-encoding', 'br')
  response.end(file.packed)
}

export const webAppRoutes = (bureau: Pick<Bureau, 'clock'>): Router => {
  const router = Router()
  router.get(screens, sendApp(bureau))
  router.get('/{*path}', sendFile)
  return router
}
