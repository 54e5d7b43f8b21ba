// npm run -s solve -- KIND FILE: answers one question, read from a file or (-) standard input, with one JSON object.
import { kinds } from './kinds.ts'
import { readJson } from './read-json.ts'
import { BadInput } from './reader.ts'

const [name, file, ...more] = process.argv.slice(2)
const kind = name !== undefined && Object.hasOwn(kinds, name) ? kinds[name] : undefined

if (kind === undefined || file === undefined || more.length > 0) {
  process.stderr.write(`usage: npm run -s solve -- ${Object.keys(kinds).join('|')} FILE    (- reads standard input)\n`)
  process.exit(2)
}
try {
  process.stdout.write(`${JSON.stringify(kind.answer(await readJson(file)))}\n`)
} catch (error) {
  const bad = error instanceof BadInput
  process.stderr.write(`${bad ? error.message : ((error as Error).stack ?? error)}\n`)
  process.exitCode = bad ? 2 : 1
}
