// How documents of this service look to those who ask.
import type { PlacementView, ProgrammeView, SchoolView, SeasonView, StudentView } from '../api.ts'
import type { StoredPlacement, StoredProgramme, StoredSchool, StoredSeason, StoredStudent } from '../store.ts'

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

export const studentView = ({
  _id,
  seasonId,
  schoolId,
  number,
  situation,
  facts,
  preferences,
}: StoredStudent): StudentView => ({
  id: _id,
  seasonId,
  schoolId,
  number,
  status: situation,
  firstName: facts.firstName,
  displayName: [facts.firstName, facts.prefix, facts.lastName].filter((part) => part !== undefined).join(' '),
  group: facts.group,
  level: facts.level,
  profile: facts.profile,
  birthYear: facts.birthYear,
  email: facts.email,
  means: facts.means,
  wishes: [...(preferences ?? facts.wishes)],
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
  companyId,
  programmeId,
  situation,
  from,
  until,
  stops,
}: StoredPlacement): PlacementView => ({
  id: _id,
  studentId,
  companyId,
  programmeId,
  status: situation,
  from,
  until,
  stops: [...stops],
})
