// Opens seasons and programmes.
import { randomUUID } from 'node:crypto'
import { type Aggregate, findMany, findOne, inParallel, isDuplicate } from '@stagebureau/infra'
import { type Call, DomainError } from '@stagebureau/shared'
import type { z } from 'zod'
import type { placementsApi } from '../api.ts'
import { ageOn } from '../domain/calendar.ts'
import { type Programme, type ProgrammeCommand, programmeFacts } from '../domain/programme.ts'
import type { Season, SeasonCommand } from '../domain/season.ts'
import type { Student, StudentCommand } from '../domain/student.ts'
import type { PlacementsStore } from '../store.ts'
import { personOf, unseal } from './seal.ts'
import { programmeView, seasonView } from './views.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly seasons: Aggregate<Season, SeasonCommand>
  readonly programmes: Aggregate<Programme, ProgrammeCommand>
  readonly students: Aggregate<Student, StudentCommand>
  readonly secret: string
}
type Input<Name extends keyof typeof placementsApi> = z.output<(typeof placementsApi)[Name]['input']>

export const createSetUp = ({ store, seasons, programmes, students, secret }: Parts) => {
  /** First days of the placement programmes: on these the age rules bind. */
  const startDays = async (seasonId: string): Promise<string[]> => {
    const found = await findMany(store.programmes, { seasonId, kind: 'placement' })
    return [...new Set(found.flatMap(({ from }) => from ?? []))].toSorted()
  }

  return {
    startDays,

    openSeason: async (facts: Input<'openSeason'>, call: Call) => {
      const there = await findOne(store.seasons, { from: facts.from })
      const seasonId = there?._id ?? randomUUID()
      await seasons.execute(seasonId, { do: 'open', seasonId, facts }, call)
      return seasonView((await findOne(store.seasons, { _id: seasonId }))!)
    },

    openProgramme: async ({ seasonId, ...request }: Input<'openProgramme'>, call: Call) => {
      const season = await findOne(store.seasons, { _id: seasonId })
      if (season === null) throw new DomainError('missing', 'season/unknown')
      const there = await findOne(store.programmes, { seasonId, name: request.name })
      const programmeId = there?._id ?? randomUUID()
      const order = there?.order ?? (await store.programmes.countDocuments({ seasonId } as never))
      const facts = programmeFacts(programmeId, seasonId, order, request, season)
      try {
        await programmes.execute(programmeId, { do: 'open', facts }, call)
      } catch (error) {
        if (!isDuplicate(error)) throw error
        throw new DomainError('conflict', 'programme/opened-already', { name: request.name })
      }
      return programmeView((await findOne(store.programmes, { _id: programmeId }))!)
    },

    /** Reaction: a placement programme has a first day, on which every student of the season has an age. */
    reckonAges: async (seasonId: string) => {
      const days = await startDays(seasonId)
      const found = await findMany(store.students, { seasonId, situation: 'enrolled' })
      await inParallel(found, 64, async ({ _id, schoolId, number, facts }) => {
        const birthDate = unseal(secret, personOf(schoolId, number), facts.sealedBirthDate)
        const ages = days.map((on) => ({ on, age: ageOn(birthDate, on) }))
        await students.execute(_id, { do: 'reckonAges', studentId: _id, ages })
      })
    },
  }
}
