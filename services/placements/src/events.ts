// What the placements service tells, and what it does when something has happened.
import { on, project } from '@stagebureau/infra'
import {
  AbsenceNoticed,
  AbsencesCounted,
  AreasCharted,
  AssignmentWithdrawn,
  AttendanceConfirmed,
  AttendanceRegistered,
  CompaniesMerged,
  CompanyChanged,
  CompanyClosed,
  CompanyRegistered,
  ExcuseWithdrawn,
  NeedDeclared,
  PitchHeld,
  PlacementCancelled,
  PlacementOpened,
  PreferencesGiven,
  ProgrammeChanged,
  ProgrammeOpened,
  SchoolRegistered,
  SeasonOpened,
  StudentAssigned,
  StudentChanged,
  StudentEnrolled,
  StudentLeft,
  TeamFormed,
} from '@stagebureau/shared'
import type { createFollowing } from './service/follow-merge.ts'
import type { createPlacing } from './service/place.ts'
import type { createSetUp } from './service/set-up.ts'
import type { createTeams } from './service/teams.ts'
import type { createTellingStudents } from './service/tell-students.ts'
import type { PlacementsStore } from './store.ts'

export const seasonContracts = { SeasonOpened }
export const areaSheetContracts = { AreasCharted }
export const schoolContracts = { SchoolRegistered }
export const studentContracts = { StudentEnrolled, StudentChanged, PreferencesGiven, StudentLeft }
export const programmeContracts = { ProgrammeOpened, ProgrammeChanged }
export const placementContracts = { PlacementOpened, PlacementCancelled }
export const needContracts = { NeedDeclared }
export const teamContracts = { TeamFormed, PitchHeld }
export const attendanceContracts = { AttendanceRegistered, AttendanceConfirmed, AbsenceNoticed, ExcuseWithdrawn }
export const absenceCountContracts = { AbsencesCounted }

type Parts = {
  readonly store: PlacementsStore
  readonly placing: ReturnType<typeof createPlacing>
  readonly teams: Pick<ReturnType<typeof createTeams>, 'assigned' | 'withdrawn'>
  readonly setUp: ReturnType<typeof createSetUp>
  readonly followMerge: ReturnType<typeof createFollowing>
  readonly tellStudent: ReturnType<typeof createTellingStudents>
}

/** Per consumer group its reactions, effect-when-cause. */
export const reactions = ({ store, placing, teams, setUp, followMerge, tellStudent }: Parts) => {
  const keepCompany =
    (status: string) => (event: Parameters<typeof project>[1] & { data: { name: string; place: string } }) =>
      project(store.companies, event, { name: event.data.name, place: event.data.place, status })
  const keepCompanyWhenRegistered = on(CompanyRegistered, keepCompany('active'))
  const keepCompanyWhenChanged = on(CompanyChanged, keepCompany('active'))
  const keepCompanyWhenMerged = on(CompaniesMerged, (event) =>
    project(store.companies, event, { status: 'merged', mergedInto: event.data.companyId }),
  )
  const movePlacementsWhenMerged = on(CompaniesMerged, ({ data }) => followMerge(data))
  const keepCompanyWhenClosed = on(CompanyClosed, (event) => project(store.companies, event, { status: 'closed' }))
  const openPlacementsWhenStudentAssigned = on(StudentAssigned, placing.assigned)
  const cancelPlacementsWhenAssignmentWithdrawn = on(AssignmentWithdrawn, placing.withdrawn)
  const joinTeamWhenStudentAssigned = on(StudentAssigned, ({ data }) => teams.assigned(data))
  const leaveTeamWhenAssignmentWithdrawn = on(AssignmentWithdrawn, ({ data }) =>
    teams.withdrawn(data.studentId, data.programmeId),
  )
  const writeToStudentWhenAssigned = on(StudentAssigned, ({ data, sequence }) => tellStudent(data, sequence))
  const writeToStudentWhenWithdrawn = on(AssignmentWithdrawn, ({ data, sequence }) => tellStudent(data, sequence))
  const reckonAges = async ({ data: { kind, seasonId } }: { data: { kind: string; seasonId: string } }) => {
    if (kind === 'placement') await setUp.reckonAges(seasonId)
  }
  const reckonAgesWhenProgrammeOpened = on(ProgrammeOpened, reckonAges)
  const reckonAgesWhenProgrammeChanged = on(ProgrammeChanged, reckonAges)
  return {
    projections: [keepCompanyWhenRegistered, keepCompanyWhenChanged, keepCompanyWhenMerged, keepCompanyWhenClosed],
    merging: [movePlacementsWhenMerged],
    placing: [openPlacementsWhenStudentAssigned, cancelPlacementsWhenAssignmentWithdrawn],
    teams: [joinTeamWhenStudentAssigned, leaveTeamWhenAssignmentWithdrawn],
    letters: [writeToStudentWhenAssigned, writeToStudentWhenWithdrawn],
    ages: [reckonAgesWhenProgrammeOpened, reckonAgesWhenProgrammeChanged],
  }
}
