// What is planted in a process at its start, as settings of its environment.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Draw } from '@stagebureau/infra'
import { points } from './places.ts'

const plant = join(import.meta.dirname, 'plant.mjs')
const pointNames = Object.keys(points)

export type Planted = { readonly mutant: string | undefined; readonly clock: string }

/** The fault under test, if any, and the clock of the run; nothing that breaks anything more. */
export const calm = ({ mutant, clock }: Planted) => ({
  NODE_OPTIONS: `--import ${plant}`,
  CHAOS_MUTANT: mutant,
  CHAOS_CLOCK: clock,
})

/** With a death at a named point in two lives of three, and a bus that misbehaves in one of two. */
export const deadly = (planted: Planted, draw: Draw) => ({
  ...calm(planted),
  CHAOS_POINT: draw() < 2 / 3 ? pointNames[Math.floor(draw() * pointNames.length)] : undefined,
  CHAOS_PASSES: String(Math.floor(draw() * 400)),
  CHAOS_MISCHIEF: draw() < 0.5 ? 'yes' : undefined,
})

const hour = 3600 * 1000

/** Puts the clock of every process up to two hours before or after the time. */
export const moveClock = (file: string, draw: Draw): void =>
  writeFileSync(file, String(Math.round((draw() - 0.5) * 4 * hour)))
export const setClock = (file: string): void => writeFileSync(file, '0')
