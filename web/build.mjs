// Builds the web app when its sources have changed since the last time; plain JavaScript because it runs on whatever Node the machine has.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const web = dirname(fileURLToPath(import.meta.url))
const root = dirname(web)
/** Everything that the result depends on. */
const sources = [
  'package-lock.json',
  'shared/src/contracts/lists.ts',
  'shared/src/language',
  'web/index.html',
  'web/vite.config.ts',
  'web/package.json',
  'web/public',
  'web/src',
]

const filesOf = (path) => {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

const hash = createHash('sha256')
for (const file of sources.flatMap((name) => filesOf(join(root, name)))) {
  if (/\.test\.tsx?$/.test(file)) continue
  hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
}
const digest = hash.digest('hex')
const built = join(web, 'dist')
const stamp = (folder) => join(folder, '.sources')

if (!existsSync(stamp(built)) || readFileSync(stamp(built), 'utf8') !== digest) {
  process.stderr.write('Building the pages (once per change, a few seconds) ...\n')
  // Beside the old result, and put in its place when it is whole: somebody may be using the old one.
  const fresh = join(web, 'out', String(process.pid))
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status, stdout, stderr } = spawnSync('node', [vite, 'build', '--outDir', fresh, '--logLevel', 'warn'], {
    cwd: web,
    encoding: 'utf8',
    // Whoever starts the bureau in development mode gets the same pages.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    process.stderr.write(`${stdout}${stderr}\nThe pages could not be built; see the lines above.\n`)
    process.exit(1)
  }
  writeFileSync(stamp(fresh), digest)
  rmSync(built, { recursive: true, force: true })
  renameSync(fresh, built)
}
