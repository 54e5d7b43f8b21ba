// npm run -s region -- FOLDER [--students N] [--schools N] [--companies N] [--seed N]: writes an invented region's files.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demonstrationSize, inventRegion } from './region.ts'

const usage = 'usage: npm run -s region -- FOLDER [--students N] [--schools N] [--companies N] [--seed N]'
const refuse = (problem: string): never => {
  process.stderr.write(`${problem}\n${usage}\n`)
  process.exit(2)
}

const readArguments = () => {
  const number = { type: 'string' } as const
  try {
    return parseArgs({
      options: { students: number, schools: number, companies: number, seed: number },
      allowPositionals: true,
    })
  } catch (error) {
    return refuse((error as Error).message)
  }
}

const { values, positionals } = readArguments()
const folder = positionals[0] ?? refuse('FOLDER is missing: say where the files go.')
const asked = Object.entries(values).map(([name, text]) => [name, text, Number(text)] as const)
for (const [name, text, value] of asked)
  if (!(Number.isSafeInteger(value) && value >= 1)) refuse(`--${name} ${text}: not a whole number above 0.`)
const size = { ...demonstrationSize, ...Object.fromEntries(asked.map(([name, , value]) => [name, value])) }
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of inventRegion(size)) writeFileSync(join(folder, name), bytes)
