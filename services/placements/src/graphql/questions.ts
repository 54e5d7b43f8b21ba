// The placements service as one request of the graph sees it: questions by id go out together.
import { batchById, batchByMember, batchByOwner } from '@stagebureau/infra'
import type { Call } from '@stagebureau/shared'
import type {
  AttendanceDayView,
  NeedView,
  PlacementView,
  ProgrammeView,
  SchoolView,
  StudentView,
  TeamView,
} from '../api.ts'
import type { PlacementsClient } from '../service.ts'

export type PlacementsQuestions = ReturnType<typeof placementsQuestions>

const always = { from: '2000-01-01', until: '2999-12-31' }

export const placementsQuestions = (placements: PlacementsClient, call: Call) => {
  const attendanceOfStudent = batchByOwner<AttendanceDayView>(
    (studentIds) => placements.attendanceOfStudents({ studentIds: [...studentIds], ...always }, call),
    ({ studentId }) => studentId,
  )
  return {
    attendanceOfStudent,
    attendanceOf: async ({ studentId, companyId, programmeId }: PlacementView) =>
      (await attendanceOfStudent.load(studentId)).filter(
        (day) => day.companyId === companyId && day.programmeId === programmeId,
      ),
    client: placements,
    school: batchById<SchoolView>((ids) => placements.schoolsByIds({ ids: [...ids] }, call)),
    student: batchById<StudentView>((ids) => placements.studentsByIds({ ids: [...ids] }, call)),
    programme: batchById<ProgrammeView>((ids) => placements.programmesByIds({ ids: [...ids] }, call)),
    placement: batchById<PlacementView>((ids) => placements.placementsByIds({ ids: [...ids] }, call)),
    needsOfProgramme: batchByOwner<NeedView>(
      (programmeIds) => placements.needsOfProgrammes({ programmeIds: [...programmeIds] }, call),
      ({ programmeId }) => programmeId,
    ),
    teamsOfProgramme: batchByOwner<TeamView>(
      (programmeIds) => placements.teamsOfProgrammes({ programmeIds: [...programmeIds] }, call),
      ({ programmeId }) => programmeId,
    ),
    teamsOfCase: batchByOwner<TeamView>(
      (caseIds) => placements.teamsOfCases({ caseIds: [...caseIds] }, call),
      ({ caseId }) => caseId ?? '',
    ),
    teamsOfStudent: batchByMember<TeamView>(
      (studentIds) => placements.teamsOfStudents({ studentIds: [...studentIds] }, call),
      ({ studentIds }) => studentIds,
    ),
    attendanceDay: batchById<AttendanceDayView>((ids) => placements.attendanceByIds({ ids: [...ids] }, call)),
    placementsOfStudent: batchByOwner<PlacementView>(
      (studentIds) => placements.placementsOfStudents({ studentIds: [...studentIds] }, call),
      ({ studentId }) => studentId,
    ),
  }
}

export type PlacementsContext = {
  readonly call: Call
  readonly placements: PlacementsQuestions
  readonly currentSeasonId: () => Promise<string | undefined>
}

type OfStudent = { readonly studentId: string }
type OfProgramme = { readonly programmeId: string }

export const studentOf = ({ studentId }: OfStudent, _: unknown, { placements }: PlacementsContext) =>
  placements.student.load(studentId)
export const programmeOf = ({ programmeId }: OfProgramme, _: unknown, { placements }: PlacementsContext) =>
  placements.programme.load(programmeId)
