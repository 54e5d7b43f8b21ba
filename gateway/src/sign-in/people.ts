// The people who work for the bureau and its schools: invited by the office, known by their address.
import { randomUUID } from 'node:crypto'
import { findMany, findOne, isDuplicate } from '@stagebureau/infra'
import { DomainError, readEmail } from '@stagebureau/shared'
import { tidyEmail } from './identify.ts'
import type { Person, SignInStore, StaffRole } from './store.ts'

export type Invited = {
  readonly email: string
  readonly name: string
  readonly role: StaffRole
  readonly schoolId?: string | undefined
}

const isEmail = (text: string) => 'value' in readEmail(text)

export const createPeople = (store: SignInStore) => ({
  people: (): Promise<Person[]> => findMany(store.people, {}, { sort: { email: 1 } }),

  person: (id: string): Promise<Person | null> => findOne(store.people, { _id: id }),

  /** The same person again is no change; another role or school for the same address replaces the old one. */
  invite: async ({ email, name, role, schoolId }: Invited): Promise<Person> => {
    if (!isEmail(email)) throw new DomainError('invalid', 'person/email')
    if (name.trim() === '') throw new DomainError('invalid', 'person/name')
    if (role === 'staff' && schoolId === undefined) throw new DomainError('invalid', 'person/which-school')
    const facts = { email: tidyEmail(email), name, role, ...(role === 'staff' ? { schoolId } : {}) }
    const there = await findOne(store.people, { email: facts.email })
    if (there !== null) {
      await store.people.replaceOne({ _id: there._id } as never, { _id: there._id, ...facts } as never)
      // Old sessions have old rights.
      if (there.role !== role || there.schoolId !== schoolId)
        await store.sessions.deleteMany({ email: facts.email } as never)
      return (await findOne(store.people, { _id: there._id }))!
    }
    try {
      const person = { _id: randomUUID(), ...facts }
      await store.people.insertMany([person])
      return person
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return (await findOne(store.people, { email: facts.email }))!
    }
  },
})
