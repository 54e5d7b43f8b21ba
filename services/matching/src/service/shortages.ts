// Answers what is short in a programme, from the situation as it is now.
import type { Call } from '@stagebureau/shared'
import type { ShortageView } from '../api.ts'
import type { createSituations } from './situation.ts'
import type { Solver } from './solver.ts'

type Parts = { readonly situations: ReturnType<typeof createSituations>; readonly solver: Solver }

export const createShortages = ({ situations, solver }: Parts) => ({
  shortages: async ({ programmeId }: { readonly programmeId: string }, _: Call): Promise<ShortageView[]> => {
    const situation = await situations.load(programmeId)
    const groups = await solver.solve('shortages', { situation })
    return groups.map(
      ({ studentIds, ...group }) => ({ ...group, programmeId, students: studentIds.length }) as ShortageView,
    )
  },
})
