// Runs one benchmark by name: npm run -s bench -- store|engine|... [options]
import { readdirSync } from 'node:fs'

const here = import.meta.dirname
const names = readdirSync(here).flatMap((file) =>
  file.endsWith('.bench.ts') ? [file.slice(0, -'.bench.ts'.length)] : [],
)
const [name, ...options] = process.argv.slice(2)

if (name === undefined || !names.includes(name)) {
  process.stderr.write(`usage: npm run -s bench -- ${names.join('|')} [options]\n`)
  process.exit(2)
}
const { run } = (await import(`./${name}.bench.ts`)) as { run: (options: readonly string[]) => Promise<void> }
await run(options)
