// Finds out who an e-mail address belongs to: somebody of the bureau or a school, a student, or a company.
import { findOne } from '@stagebureau/infra'
import type { Call, Viewer } from '@stagebureau/shared'
import type { Clients } from '../clients.ts'
import type { SignInStore } from './store.ts'

export type Identity = { readonly email: string; readonly name: string; readonly viewer: Viewer }

const asService: Call = { viewer: { role: 'service' }, language: 'nl', requestId: 'sign-in' }

export const tidyEmail = (email: string): string => email.trim().toLowerCase()

/** Undefined for an address that nobody here has. Nobody else than the caller learns which it was. */
export const createIdentify =
  (store: SignInStore, { companies, placements }: Pick<Clients, 'companies' | 'placements'>) =>
  async (given: string): Promise<Identity | undefined> => {
    const email = tidyEmail(given)
    const person = await findOne(store.people, { email })
    if (person !== null) {
      const { _id, name, role, schoolId } = person
      return { email, name, viewer: { role, personId: _id, ...(schoolId === undefined ? {} : { schoolId }) } }
    }
    const [student] = await placements.studentByEmail({ email }, asService)
    if (student !== undefined) {
      const { id, displayName, schoolId } = student
      return { email, name: displayName, viewer: { role: 'student', personId: id, studentId: id, schoolId } }
    }
    const [company] = await companies.companyByEmail({ email }, asService)
    if (company === undefined) return undefined
    return {
      email,
      name: company.contact ?? company.name,
      viewer: { role: 'companyUser', personId: company.id, companyId: company.id },
    }
  }
