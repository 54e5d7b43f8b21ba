// The rules of the house that can be read off the source: which way arrows go, what domain code may touch, which files a service has.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export type SourceFile = { readonly path: string; readonly text: string }
/** What is wrong, and where. */
export type Breach = string

const skipped = new Set(['node_modules', 'data', 'out', 'dist', '.git'])

/** Every TypeScript file of the project, with its path from the root. */
export const readSources = (root: string, folder = root): SourceFile[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : readSources(root, path)
    return /\.tsx?$/.test(entry.name) ? [{ path: relative(root, path), text: readFileSync(path, 'utf8') }] : []
  })

const isTest = ({ path }: SourceFile) =>
  /\.(unit|int|e2e|web|cluster)\.test\.tsx?$|\.suite\.ts$|\/testing\/|^(e2e|bench)\//.test(path)

const importsOf = ({ text }: SourceFile): string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map(([, from, dynamic, bare]) => (from ?? dynamic ?? bare)!)

/**
 * Which packages of the project each part may import. The web app may have the texts of screens and the lists of words:
 * there is one catalogue for both languages, and they bring no machinery into the browser.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  infra: ['shared'],
  'services/companies': ['shared', 'infra'],
  'services/matching': ['shared', 'infra'],
  'services/placements': ['shared', 'infra'],
  gateway: ['shared', 'infra', 'companies', 'matching', 'placements'],
  web: ['shared/screens', 'shared/words'],
}

const partOf = (path: string): string | undefined => Object.keys(allowed).find((part) => path.startsWith(`${part}/`))

/** Arrows never turn back, and services do not import each other. */
export const wrongArrows = (files: readonly SourceFile[]): Breach[] =>
  files.flatMap((file) => {
    const part = partOf(file.path)
    if (part === undefined) return []
    return importsOf(file).flatMap((from) => {
      const [target, name] = /^@stagebureau\/(([^/]+).*)$/.exec(from)?.slice(1) ?? []
      if (target !== undefined && !allowed[part]!.some((one) => one === target || one === name))
        return [`${file.path} imports ${from}`]
      const outside = from.startsWith('.') && !join(file.path, '..', from).startsWith(`${part}/`)
      return outside ? [`${file.path} reaches out of its part to ${from}`] : []
    })
  })

const pureFolders = [/^shared\/src\//, /^services\/[^/]+\/src\/domain\//, /^services\/[^/]+\/src\/engine\//]
const purePackages = [/^\./, /^@stagebureau\/shared$/, /^zod$/]
const impureWords =
  /\b(process\.|console\.|Date\.now\(|new Date\(\)|Math\.random\(|setTimeout\(|setInterval\(|fetch\(|crypto\.)/
/** Clocks are a port with the system's own time as one adapter; waiting is what `eventually` is for. */
const mayTellTime = ['shared/src/ports/clock.ts', 'shared/src/testing/eventually.ts']

/** shared and every domain/ and engine/ do no I/O: no foreign packages, no clock, no chance, no environment. */
export const impureCode = (files: readonly SourceFile[]): Breach[] =>
  files
    .filter(
      (file) =>
        pureFolders.some((folder) => folder.test(file.path)) && !isTest(file) && !mayTellTime.includes(file.path),
    )
    .flatMap((file) => {
      const packages = importsOf(file).filter((from) => !purePackages.some((pure) => pure.test(from)))
      const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      const word = impureWords.exec(code)?.[0]
      return [
        ...packages.map((from) => `${file.path} imports ${from}, which is not pure`),
        ...(word === undefined ? [] : [`${file.path} uses ${word}`]),
      ]
    })

/** `process.env` is read in one file. */
export const environmentReaders = (files: readonly SourceFile[]): Breach[] =>
  files
    .filter((file) => !isTest(file) && file.path !== 'infra/src/config.ts' && /process\.env\b/.test(file.text))
    .map(({ path }) => `${path} reads process.env; only infra/src/config.ts may`)

const serviceFiles = ['api.ts', 'events.ts', 'graphql.ts', 'http.ts', 'index.ts', 'main.ts', 'service.ts', 'store.ts']

/** Every service has the same file names. */
export const missingFiles = (files: readonly SourceFile[], services: readonly string[]): Breach[] => {
  const paths = new Set(files.map(({ path }) => path))
  return services.flatMap((service) =>
    serviceFiles.flatMap((name) => {
      const path = `services/${service}/src/${name}`
      return paths.has(path) ? [] : [`${path} is missing`]
    }),
  )
}

/** The first line of a file says in one sentence what it is for. */
export const silentFiles = (files: readonly SourceFile[]): Breach[] =>
  files
    .filter((file) => !isTest(file) && !/^\/\/ \S.*[.:?]\s*$/.test(file.text.split('\n')[0] ?? ''))
    .map(({ path }) => `${path} does not begin with a sentence about itself`)

/** Documents are read as plain objects: what mongoose makes of them by itself costs more and can be saved by mistake. */
export const heavyReads = (files: readonly SourceFile[]): Breach[] =>
  files
    .filter(
      (file) => !isTest(file) && /^(infra|gateway|services)\//.test(file.path) && !file.path.includes('/embedded/'),
    )
    .flatMap(({ path, text }) =>
      [
        ...text.matchAll(
          /\b(?:model|store\.\w+|imports|chunks)\s*\.(?:find|findOne|findById)\((?:(?!\n\n)[\s\S]){0,400}/g,
        ),
      ]
        .filter(([read]) => !read.includes('.lean()'))
        .map(([read]) => `${path} reads without lean: ${read.split('\n')[0]}`),
    )

/** kafkajs is known to one file, so that it can be replaced. */
export const kafkajsUsers = (files: readonly SourceFile[]): Breach[] => {
  const users = files.filter((file) => !isTest(file) && importsOf(file).includes('kafkajs')).map(({ path }) => path)
  return users.length <= 1 ? [] : [`kafkajs is imported by ${users.join(', ')}`]
}
