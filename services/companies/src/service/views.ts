// How documents of this service look to those who ask.
import type { Viewer } from '@stagebureau/shared'
import type { CallView, CompanyView, InvitationView } from '../api.ts'
import type { StoredCall, StoredCompany, StoredInvitation } from '../store.ts'
import { seesContact } from './rights.ts'

export const companyViewFor =
  (viewer: Viewer) =>
  (company: StoredCompany): CompanyView => {
    const view = companyView(company)
    if (seesContact(viewer)) return view
    const { contact, email, phone, ...rest } = view
    return rest
  }

export const companyView = ({ _id, situation, facts, otherNames, mergedInto }: StoredCompany): CompanyView => ({
  ...facts!,
  id: _id,
  status: situation as CompanyView['status'],
  otherNames: [...otherNames],
  area: facts!.postcode.slice(0, 4),
  worlds: [...facts!.worlds],
  profiles: [...facts!.profiles],
  recognitions: [...facts!.recognitions],
  mergedInto,
})

export const invitationView = (invitation: StoredInvitation): InvitationView => ({
  id: invitation._id,
  companyId: invitation.companyId,
  seasonId: invitation.seasonId,
  state: invitation.situation,
  askedAt: invitation.askedAt,
  reminders: invitation.reminders,
  answeredAt: invitation.answeredAt,
  reason: invitation.reason,
  askAgainOn: invitation.askAgainOn,
  conditions: invitation.conditions,
  supervisor: invitation.supervisor,
  signatory: invitation.signatory,
  preferredSchoolIds: invitation.preferredSchoolIds && [...invitation.preferredSchoolIds],
  linkRevoked: invitation.linkRevoked ?? false,
  openings: [...invitation.openings],
  cases: invitation.cases.map(({ caseId, ...posed }) => ({ id: caseId, companyId: invitation.companyId, ...posed })),
})

export const callView = ({ _id, seasonId, openedAt, subject, text, deadline }: StoredCall): CallView => ({
  id: _id,
  seasonId,
  openedAt,
  subject,
  text,
  deadline,
})
