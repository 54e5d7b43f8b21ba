// npm run generate: writes the files that are made from code; with --check it only says which are out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bareSchema, reportSchema } from '@stagebureau/gateway'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { asyncApi } from './asyncapi.ts'
import { eventsPage } from './events-page.ts'
import { rightsPage } from './rights-page.ts'

const root = join(import.meta.dirname, '..')

const generated = new Map<string, string>([
  [join(root, 'docs/events.md'), eventsPage()],
  [join(root, 'docs/asyncapi.yaml'), asyncApi()],
  [join(root, 'docs/rights.md'), rightsPage()],
  [join(root, 'docs/report.schema.json'), `${JSON.stringify(reportSchema(), null, 2)}\n`],
  [join(root, 'gateway/schema.graphql'), `${printSchema(lexicographicSortSchema(bareSchema()))}\n`],
])

const stale = [...generated].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text)
if (process.argv.includes('--check')) {
  for (const [file] of stale) process.stderr.write(`${relative(root, file)} is out of date: run npm run generate\n`)
  process.exit(stale.length === 0 ? 0 : 1)
}
for (const [file, text] of stale) writeFileSync(file, text)
process.stdout.write(`${stale.length} of ${generated.size} generated files written\n`)
