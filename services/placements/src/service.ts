// The placements service: seasons, schools, students and programmes, and what becomes of each placement.
import { createImportJournal, createPart, type Surroundings } from '@stagebureau/infra'
import { type Client, inProcessClient } from '@stagebureau/shared'
import { placementsApi } from './api.ts'
import { areaSheetDecider } from './domain/area-sheet.ts'
import { attendanceDecider } from './domain/attendance.ts'
import { placementDecider } from './domain/placement.ts'
import { programmeDecider } from './domain/programme.ts'
import { schoolDecider } from './domain/school.ts'
import { seasonDecider } from './domain/season.ts'
import { studentDecider } from './domain/student.ts'
import {
  areaSheetContracts,
  attendanceContracts,
  placementContracts,
  programmeContracts,
  reactions,
  schoolContracts,
  seasonContracts,
  studentContracts,
} from './events.ts'
import { createAttending } from './service/attend.ts'
import { createImports } from './service/import.ts'
import { createLookUp } from './service/look-up.ts'
import { createPlacing } from './service/place.ts'
import { createSetUp } from './service/set-up.ts'
import { createStore } from './store.ts'

export type PlacementsClient = Client<typeof placementsApi>

export const createPlacements = (surroundings: Surroundings) => {
  const { connection, clock, secret, publicUrl } = surroundings
  const store = createStore(connection)
  const part = createPart('placements', surroundings)
  const seasons = part.aggregate(store.seasons, seasonDecider, seasonContracts)
  const areaSheets = part.aggregate(store.areaSheets, areaSheetDecider, areaSheetContracts)
  const schools = part.aggregate(store.schools, schoolDecider, schoolContracts)
  const students = part.aggregate(store.students, studentDecider, studentContracts)
  const programmes = part.aggregate(store.programmes, programmeDecider, programmeContracts)
  const placements = part.aggregate(store.placements, placementDecider, placementContracts)
  const days = part.aggregate(store.days, attendanceDecider, attendanceContracts)
  const setUp = createSetUp({ store, seasons, programmes, students, secret })
  const { startDays, openSeason, openProgramme } = setUp
  const journal = createImportJournal(connection)
  const imports = createImports({ store, areaSheets, schools, students, journal, startDays, secret })
  const placing = createPlacing(store, placements)
  for (const [name, list] of Object.entries(reactions({ store, placing, setUp }))) part.react(name, list)

  const { importAreas, importSchools, importStudents } = imports
  const service = {
    openSeason,
    openProgramme,
    importAreas,
    importSchools,
    importStudents,
    ...createAttending({ store, days, clock, secret, publicUrl }),
    ...createLookUp(store),
  }
  return {
    api: inProcessClient(placementsApi, service as PlacementsClient),
    ...part.lifecycle,
    start: async () => {
      await part.lifecycle.start()
      await imports.resume()
    },
  }
}
