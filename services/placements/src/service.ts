// The placements service: seasons, schools, students and programmes, and what becomes of each placement.
import { createImportJournal, createPart, every, type Surroundings } from '@stagebureau/infra'
import { type Client, inProcessClient } from '@stagebureau/shared'
import { placementsApi } from './api.ts'
import { absenceCountDecider } from './domain/absence-count.ts'
import { areaSheetDecider } from './domain/area-sheet.ts'
import { attendanceDecider } from './domain/attendance.ts'
import { needDecider } from './domain/need.ts'
import { placementDecider } from './domain/placement.ts'
import { programmeDecider } from './domain/programme.ts'
import { schoolDecider } from './domain/school.ts'
import { seasonDecider } from './domain/season.ts'
import { studentDecider } from './domain/student.ts'
import { teamDecider } from './domain/team.ts'
import {
  absenceCountContracts,
  areaSheetContracts,
  attendanceContracts,
  needContracts,
  placementContracts,
  programmeContracts,
  reactions,
  schoolContracts,
  seasonContracts,
  studentContracts,
  teamContracts,
} from './events.ts'
import { createAttending } from './service/attend.ts'
import { createExcusing } from './service/excuse.ts'
import { createExpecting } from './service/expecting.ts'
import { createFollowing } from './service/follow-merge.ts'
import { createImports } from './service/import.ts'
import { createLookUp } from './service/look-up.ts'
import { createNoticing } from './service/notice-absences.ts'
import { createPlacing } from './service/place.ts'
import { createSetUp } from './service/set-up.ts'
import { createTeams } from './service/teams.ts'
import { createTellingStudents } from './service/tell-students.ts'
import { createWishes } from './service/wishes.ts'
import { createStore } from './store.ts'

const noticeMilliseconds = 5000
/** Another instance may have died in the middle of an import. */
const resumeMilliseconds = 10_000

export type PlacementsClient = Client<typeof placementsApi>

export const createPlacements = (surroundings: Surroundings) => {
  const { connection, clock, log, secret, publicUrl } = surroundings
  const store = createStore(connection)
  const part = createPart('placements', surroundings)
  const seasons = part.aggregate(store.seasons, seasonDecider, seasonContracts)
  const areaSheets = part.aggregate(store.areaSheets, areaSheetDecider, areaSheetContracts)
  const schools = part.aggregate(store.schools, schoolDecider, schoolContracts)
  const students = part.aggregate(store.students, studentDecider, studentContracts)
  const programmes = part.aggregate(store.programmes, programmeDecider, programmeContracts)
  const placements = part.aggregate(store.placements, placementDecider, placementContracts)
  const needs = part.aggregate(store.needs, needDecider, needContracts)
  const teamsKept = part.aggregate(store.teams, teamDecider, teamContracts)
  const days = part.aggregate(store.days, attendanceDecider, attendanceContracts)
  const setUp = createSetUp({ store, seasons, programmes, students, secret })
  const { startDays, openSeason, openProgramme } = setUp
  const journal = createImportJournal(connection)
  const imports = createImports({ store, areaSheets, schools, students, journal, startDays, secret })
  const placing = createPlacing(store, placements)
  const teams = createTeams({ store, teams: teamsKept, clock })
  const expecting = createExpecting(store)
  const counts = part.aggregate(store.absenceCounts, absenceCountDecider, absenceCountContracts)
  const noticeAbsences = createNoticing({ store, days, counts, expecting, clock })
  const resuming = every(resumeMilliseconds, imports.resume, log)
  const rounds = every(noticeMilliseconds, noticeAbsences, log)
  const tellStudent = createTellingStudents({ store, letters: part.letters, clock, publicUrl })
  const followMerge = createFollowing(store, placements)
  for (const [name, list] of Object.entries(reactions({ store, placing, teams, setUp, followMerge, tellStudent })))
    part.react(name, list)

  const { importFields, importAreas, importSchools, importStudents } = imports
  const service = {
    openSeason,
    openProgramme,
    importFields,
    importAreas,
    importSchools,
    importStudents,
    ...createAttending({ store, days, expecting, clock, secret, publicUrl }),
    ...createExcusing({ store, days, expecting, clock }),
    ...createWishes({ store, students, needs, placements, clock }),
    ...teams.service,
    ...createLookUp(store),
  }
  return {
    api: inProcessClient(placementsApi, service as PlacementsClient),
    ...part.lifecycle,
    start: async () => {
      await part.lifecycle.start()
      await imports.resume()
      resuming.start()
      rounds.start()
    },
    stop: async () => {
      await rounds.stop()
      await resuming.stop()
      await part.lifecycle.stop()
    },
    /** Does now what is done every few seconds. */
    noticeAbsences,
  }
}
