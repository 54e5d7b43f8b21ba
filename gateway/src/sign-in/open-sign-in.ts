// Opens sign-in on the gateway's own documents, with its letters.
import { createLetters, type Log, readyIndexes } from '@stagebureau/infra'
import type { Clock, Language, Mail } from '@stagebureau/shared'
import type { Connection } from 'mongoose'
import type { Clients } from '../clients.ts'
import { createIdentify } from './identify.ts'
import { createPeople, type Invited } from './people.ts'
import { createSignIn } from './sign-in.ts'
import { createSignInStore, type Person } from './store.ts'
import { welcomeLetter } from './welcome-letter.ts'

type Parts = {
  readonly connection: Connection
  readonly clients: Pick<Clients, 'companies' | 'placements'>
  readonly mail: Mail
  readonly clock: Clock
  readonly log: Log
  readonly publicUrl: string
}
export type Door = Awaited<ReturnType<typeof openSignIn>>

export const openSignIn = async ({ connection, clients, mail, clock, log, publicUrl }: Parts) => {
  const store = createSignInStore(connection)
  const letters = createLetters({ connection, mail, service: 'gateway', clock, log: log.child({ part: 'gateway' }) })
  await readyIndexes(connection)
  const { forgetKeys, ...signIn } = createSignIn({
    store,
    identify: createIdentify(store, clients),
    letters,
    clock,
    publicUrl,
  })
  await signIn.tidy()
  letters.start()
  const people = createPeople(store)
  return {
    ...signIn,
    ...people,
    letters,
    invite: async (given: Invited): Promise<Person> => {
      const person = await people.invite(given)
      forgetKeys()
      return person
    },
    /** One letter a person and role at a school: the same invitation again mails nothing. */
    welcome: async ({ _id, email, name, role, schoolId = '' }: Person, language: Language): Promise<void> => {
      await letters.queue(
        `welcome-${_id}-${role}-${schoolId}`,
        welcomeLetter({ email, name, role }, publicUrl, language),
      )
    },
    quiet: async () => {
      const { queued, sending } = await letters.counts()
      return queued + sending === 0
    },
    stop: () => letters.stop(),
  }
}
