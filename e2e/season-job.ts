// Runs the season job as a process of its own, the way the commands of the root package do, and waits for its end.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { onCluster, testServers } from '@stagebureau/infra/testing'

export const repository = join(import.meta.dirname, '..')

export type Ended = { readonly code: number | null; readonly out: string; readonly errors: string }

const run = (script: 'season' | 'region', args: readonly string[]): Promise<Ended> => {
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  const [, ...words] = (scripts[script] as string).split(' ')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words, ...args], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, errors }))
  })
}

/** On the servers when the tests run there. */
export const runSeasonWith = (args: readonly string[]) => run('season', onCluster ? [...args, '--cluster'] : args)

export const runSeason = (folder: string, out: string, args: readonly string[] = []) =>
  runSeasonWith([folder, '--out', out, ...args])

export const runEmbeddedSeason = (folder: string, out: string) => run('season', [folder, '--out', out])

/** The project's own invented region, small enough for a test. */
export const inventRegion = async (folder: string, size: Readonly<Record<string, number>>) => {
  const args = Object.entries(size).flatMap(([name, value]) => [`--${name}`, String(value)])
  const { code, errors } = await run('region', [folder, ...args])
  if (code !== 0) throw new Error(`no region was written: ${errors}`)
}

/** A folder of this test's own, removed by `clear`, with what its bureaus have left on the servers. */
export const ownFolder = (name: string) => {
  const folder = mkdtempSync(join(tmpdir(), `stagebureau-${name}-`))
  return {
    folder,
    at: (...parts: string[]) => join(folder, ...parts),
    clear: async () => {
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
        if (basename(path) === 'cluster.json')
          await testServers().clear(JSON.parse(readFileSync(join(folder, path), 'utf8')).NAMESPACE)
      rmSync(folder, { recursive: true })
    },
  }
}

/** Every file of a season by its name, but for what may differ from run to run: times, memory and letters mailed. */
export const filesOf = (out: string): ReadonlyMap<string, string> => {
  const names = readdirSync(out, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile() && !entry.parentPath.includes('.bureau'))
  const contents = files.map((entry): [string, string] => {
    const path = join(entry.parentPath, entry.name)
    const text = readFileSync(path, 'latin1')
    return [path.slice(out.length + 1), entry.name === 'report.json' ? withoutTimes(text) : text]
  })
  return new Map(contents.sort(([one], [other]) => (one < other ? -1 : 1)))
}

const withoutTimes = (report: string) =>
  report.replaceAll(/"(seconds|peakMegabytes|mailed|solveMilliseconds)": [\d.]+/g, '"$1": 0')
