// Reads report.json as far as the reading needs it.
import { readFileSync } from 'node:fs'

export type ProgrammeReport = {
  readonly name: string
  readonly kind: string
  readonly file: string
  readonly placed: number
  readonly unplaced: number
  readonly stops: number
  readonly gaps: number
  readonly objective: number
  readonly bound: number
  readonly gap: number
  readonly solveMilliseconds: number
  readonly averageTravelMinutes: number
  readonly coverage: number
  readonly weights: Readonly<Record<string, unknown>>
  readonly goals?: readonly { readonly goal: string; readonly objective: number; readonly bound: number }[]
  readonly profile?: readonly number[]
}

export type Report = {
  readonly region: string
  readonly season: { readonly from: string; readonly until: string }
  readonly seed: number
  readonly counts: {
    readonly schools: number
    readonly students: number
    readonly companies: number
    readonly rows: Readonly<Record<string, number>>
    readonly asked: number
    readonly answered: number
    readonly declined: number
    readonly later: number
    readonly silent: number
    readonly bounced: number
    readonly offers: Readonly<Record<string, number>>
  }
  readonly mailed: number
  readonly programmes: readonly ProgrammeReport[]
  readonly seconds: number
  readonly peakMegabytes: number
}

export const readReport = (path: string): Report => JSON.parse(readFileSync(path, 'utf8'))
