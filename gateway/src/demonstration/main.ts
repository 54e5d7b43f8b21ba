// npm run -s region -- FOLDER [--students N] [--schools N] [--companies N] [--seed N]: writes an invented region's files.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demonstrationSize, inventRegion } from './region.ts'

const number = { type: 'string' } as const
const { values, positionals } = parseArgs({
  options: { students: number, schools: number, companies: number, seed: number },
  allowPositionals: true,
})
const [folder] = positionals
const size = {
  ...demonstrationSize,
  ...Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)])),
}
if (folder === undefined || Object.values(size).some((value) => !(Number.isSafeInteger(value) && value >= 1))) {
  process.stderr.write('usage: npm run -s region -- FOLDER [--students N] [--schools N] [--companies N] [--seed N]\n')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of inventRegion(size)) writeFileSync(join(folder, name), bytes)
