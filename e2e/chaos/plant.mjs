// Loaded into a process under test before anything else: plants a fault in its source, its death at a named point, a bus that misbehaves, and a clock that moves.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { mischief, mutants, points } from './places.ts'

const { CHAOS_MUTANT, CHAOS_POINT, CHAOS_PASSES, CHAOS_MISCHIEF, CHAOS_CLOCK } = process.env

let passes = Number(CHAOS_PASSES ?? 0)
globalThis.dieAtPoint = () => {
  if (passes-- === 0) process.kill(process.pid, 'SIGKILL')
}

const planted = [mutants[CHAOS_MUTANT], ...(points[CHAOS_POINT] ?? []), CHAOS_MISCHIEF ? mischief : undefined]
const changes = planted.filter(Boolean)
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    let source
    for (const { file, from, to } of changes) {
      if (!url.endsWith(file)) continue
      source ??= loaded.source.toString()
      // A point that has moved would make a rig that tests nothing.
      if (!source.includes(from)) throw new Error(`nothing to change in ${file}: ${from}`)
      source = source.replace(from, to)
    }
    return source === undefined ? loaded : { ...loaded, source }
  },
})

if (CHAOS_CLOCK) {
  const RealDate = Date
  let ahead = 0
  const look = () => {
    ahead = Number(readFileSync(CHAOS_CLOCK, 'utf8'))
  }
  look()
  setInterval(look, 100).unref()
  globalThis.Date = class MovedDate extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + ahead)
      else super(...given)
    }
    static now() {
      return RealDate.now() + ahead
    }
    static [Symbol.hasInstance](value) {
      return value instanceof RealDate
    }
  }
}
