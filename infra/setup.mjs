// Installs what the lock file names, once; plain JavaScript because it runs on whatever Node the machine has.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.installed-lock.json')
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')

const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock
if (!installed) {
  process.stderr.write('Installing dependencies (once, about a minute) ...\n')
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', ['install', ...quiet], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    process.stderr.write('npm install failed; see the lines above. Is the npm registry reachable?\n')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}
