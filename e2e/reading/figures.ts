// Adds up what a plan's report should say of it.
import type { Figures } from './reading.ts'

export const figuresOf = (found: {
  readonly placed: number
  readonly participants: readonly unknown[]
  readonly stops: number
  readonly gaps: number
  readonly minutes: readonly number[]
}): Figures => ({ ...found, unplaced: found.participants.length - found.placed })
