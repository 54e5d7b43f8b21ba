// How documents of this service look to those who ask.

import type { Viewer } from '@stagebureau/shared'
import type { NeedView, PlacementView, ProgrammeView, SchoolView, SeasonView, StudentView, TeamView } from '../api.ts'
import type {
  StoredNeed,
  StoredPlacement,
  StoredProgramme,
  StoredSchool,
  StoredSeason,
  StoredStudent,
  StoredTeam,
} from '../store.ts'
import { isCompany } from './rights.ts'

export const seasonView = ({ _id, region, from, until, holidays, seed }: StoredSeason): SeasonView => ({
  id: _id,
  region,
  from,
  until,
  holidays: [...holidays],
  seed,
})

export const schoolView = ({ _id, brin, name, kind, place }: StoredSchool): SchoolView => ({
  id: _id,
  brin,
  name,
  kind,
  place,
})

/** What a viewer may see of a student: a company the first name, and nothing by which to find the person. */
export const studentViewFor =
  (viewer: Viewer) =>
  ({ _id, seasonId, schoolId, number, situation, facts, preferences, ...more }: StoredStudent): StudentView => {
    const { firstName, group, level, profile, means } = facts
    const common = { id: _id, seasonId, schoolId, status: situation, firstName, group, level, profile, means }
    const wishes = [...(preferences ?? facts.wishes)]
    if (isCompany(viewer)) return { ...common, displayName: firstName, number: '', wishes: [], ...nothingWished }
    const displayName = [firstName, facts.prefix, facts.lastName].filter((part) => part !== undefined).join(' ')
    const wished = { wishedCompanies: [...(more.wishedCompanies ?? [])], wishedCases: [...(more.wishedCases ?? [])] }
    return { ...common, displayName, number, birthYear: facts.birthYear, email: facts.email, wishes, ...wished }
  }
const nothingWished = { wishedCompanies: [], wishedCases: [] }

export const needView = ({ _id, programmeId, schoolId, profile, students }: StoredNeed): NeedView => ({
  id: _id,
  programmeId,
  schoolId,
  profile,
  students,
})

export const teamView = ({ _id, situation, version, outbox, pending, ...team }: StoredTeam): TeamView => ({
  ...team,
  id: _id,
  studentIds: [...team.studentIds],
  pitches: team.pitches.map((pitch) => ({ ...pitch })),
})

export const programmeView = ({
  _id,
  version,
  outbox,
  pending,
  situation,
  ...facts
}: StoredProgramme): ProgrammeView => ({
  id: _id,
  ...facts,
})

export const placementView = ({
  _id,
  studentId,
  schoolId,
  companyId,
  programmeId,
  situation,
  from,
  until,
  stops,
}: StoredPlacement): PlacementView => ({
  id: _id,
  studentId,
  schoolId,
  companyId,
  programmeId,
  status: situation,
  from,
  until,
  stops: [...stops],
})
