// Writes to the staff of schools whose students a published plan or a repair touches: one letter a person and publication.
import { consumer, type Letters, on } from '@stagebureau/infra'
import { type Bus, PlanCarriedOut, type Subscription } from '@stagebureau/shared'
import { schoolLetter } from './school-letter.ts'
import type { Person } from './sign-in/store.ts'

type Parts = {
  readonly bus: Bus
  readonly people: () => Promise<readonly Person[]>
  readonly letters: Letters
  readonly publicUrl: string
}

export const openTellingSchools = ({ bus, people, letters, publicUrl }: Parts): Promise<Subscription> => {
  const writeToSchoolsWhenPlanCarriedOut = on(PlanCarriedOut, async ({ data, sequence }) => {
    const { programmeId, programme, kind, schools } = data
    if (schools.length === 0) return
    const staff = Map.groupBy(await people(), ({ schoolId }) => schoolId)
    const link = `${publicUrl}/${kind === 'atelier' ? 'atelier' : 'bord'}?programma=${encodeURIComponent(programmeId)}`
    for (const { schoolId, ...counts } of schools)
      for (const { _id, email, name } of staff.get(schoolId) ?? [])
        await letters.queue(`plan-${programmeId}-${sequence}-${_id}`, {
          to: email,
          ...schoolLetter({ ...counts, name, programme, link }),
        })
  })
  return bus.consume(consumer('gateway-letters', [writeToSchoolsWhenPlanCarriedOut]))
}
