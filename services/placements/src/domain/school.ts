// A school site: known by its BRIN (4 characters) and site number (2).
import {
  type CellReader,
  type Decider,
  type EventOf,
  equal,
  problem,
  SchoolKind,
  type SchoolRegistered,
  said,
} from '@stagebureau/shared'
import type { z } from 'zod'

export type SchoolFacts = {
  readonly brin: string
  readonly name: string
  readonly kind: z.infer<typeof SchoolKind>
  readonly postcode: string
  readonly place: string
}
export type School = { readonly situation: 'none' } | ({ readonly situation: 'registered' } & SchoolFacts)
export type SchoolCommand = { readonly do: 'register'; readonly schoolId: string; readonly facts: SchoolFacts }

/** `28WS03`: two digits and two letters of the BRIN, two digits of the site (Regeling BRIN). */
export const readBrin: CellReader<string> = (cell) => {
  const value = cell.replace(/[\s-]/g, '').toUpperCase()
  if (!/^\d{2}[A-Z]{2}\d{2}$/.test(value)) return problem('cell/brin')
  return value === cell ? { value } : { value, mended: said('cell/spelling', { value }) }
}

export const readSchoolKind: CellReader<SchoolFacts['kind']> = (cell) => {
  const read = SchoolKind.safeParse(cell.trim().toLowerCase())
  return read.success ? { value: read.data } : problem('cell/school-kind', { known: SchoolKind.options.join(', ') })
}

/** The public event with what stays in this service. */
export type SchoolEvent = EventOf<typeof SchoolRegistered> & { readonly facts: SchoolFacts }

export const schoolDecider: Decider<School, SchoolCommand, SchoolEvent> = {
  initial: { situation: 'none' },
  decide: ({ schoolId, facts }, school) => {
    if (school.situation === 'registered') {
      const { situation: _, ...known } = school
      if (equal(known, facts)) return []
    }
    const { postcode, ...rest } = facts
    return [{ type: 'SchoolRegistered', data: { schoolId, ...rest, area: postcode.slice(0, 4) }, facts }]
  },
  evolve: (_, { facts }) => ({ situation: 'registered', ...facts }),
}
