// Signing in by a mailed link, sessions in cookies, keys for programs: who is behind a request.
import { randomUUID } from 'node:crypto'
import { findOne, type Letters, trusted, turnsOf } from '@stagebureau/infra'
import { type Clock, DomainError, type Language, letterHtml, say, type Viewer } from '@stagebureau/shared'
import { type Identity, tidyEmail } from './identify.ts'
import { lately } from './lately.ts'
import { createRate } from './rate.ts'
import { hashOf, newToken, type Session, type SignInStore } from './store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const linkMilliseconds = 15 * minute
const rotateMilliseconds = day
/** Programs ask many times a second; whose key it is, is looked up once in so long. */
const keyMilliseconds = 1000
/** Students' phones stay signed in for a season; people who see many others sign in anew every two weeks. */
const limits = {
  student: { idle: 60 * day, absolute: 300 * day },
  others: { idle: day, absolute: 14 * day },
} as const
/** A visit is kept when the last one kept is more than this part of the idle time ago: most visits then write nothing. */
const keptPart = 1 / 20
const limitsOf = ({ role }: Viewer) => (role === 'student' ? limits.student : limits.others)

type Parts = {
  readonly store: SignInStore
  readonly identify: (email: string) => Promise<Identity | undefined>
  readonly letters: Letters
  readonly clock: Clock
  readonly publicUrl: string
}
export type SignIn = ReturnType<typeof createSignIn>
export type OpenSession = { readonly token: string; readonly until: string }

export const createSignIn = ({ store, identify, letters, clock, publicUrl }: Parts) => {
  const later = (milliseconds: number) => new Date(Date.parse(clock.now()) + milliseconds).toISOString()
  const perAddress = createRate(store, clock, { what: 'address', most: 5, milliseconds: hour })
  const perPlace = createRate(store, clock, { what: 'place', most: 60, milliseconds: hour })
  const { inTurn } = turnsOf(store.links.db)
  const holders = lately<{ readonly viewer: Viewer; readonly until: string }>(keyMilliseconds)

  const makeLink = async (email: string, milliseconds: number): Promise<string> => {
    const { token, hash } = newToken()
    await store.links.insertMany([{ _id: hash, email, createdAt: clock.now(), until: later(milliseconds) }])
    return `${publicUrl}/inloggen/${token}`
  }

  const openSession = async (identity: Identity): Promise<OpenSession> => {
    const { token, hash } = newToken()
    const { email, viewer } = identity
    const until = later(limitsOf(viewer).absolute)
    const now = clock.now()
    await store.sessions.insertMany([
      {
        _id: hash,
        email,
        viewer,
        familyId: randomUUID(),
        createdAt: now,
        seenAt: now,
        rotateAt: later(rotateMilliseconds),
        until,
      },
    ] as never)
    return { token, until }
  }

  /** Opens a session for somebody who is known. */
  const enter = async (email: string): Promise<{ readonly session: OpenSession; readonly viewer: Viewer }> => {
    const identity = await identify(email)
    if (identity === undefined) throw new DomainError('forbidden', 'sign-in/nobody', { email })
    return { session: await openSession(identity), viewer: identity.viewer }
  }

  /** A link that is still good, or the reason why it is not. */
  const goodLink = async (token: string) => {
    const link = await findOne(store.links, { _id: hashOf(token) })
    if (link === null) throw new DomainError('forbidden', 'sign-in/link-unknown')
    if (link.usedAt !== undefined) throw new DomainError('conflict', 'sign-in/link-used')
    if (link.until < clock.now()) throw new DomainError('conflict', 'sign-in/link-expired')
    return link
  }

  return {
    /** Mails a link when the address is known; says nothing of whether it is. */
    requestLink: async (email: string, place: string, language: Language): Promise<void> => {
      // Counted before anything is looked up, so that a stranger learns nothing from the limit either.
      if (!(await perPlace(place)) || !(await perAddress(tidyEmail(email))))
        throw new DomainError('conflict', 'sign-in/too-often')
      const identity = await identify(email)
      if (identity === undefined) return
      const link = await makeLink(identity.email, linkMilliseconds)
      const paragraphs = [
        say(language, 'letter/dear', { name: identity.name }),
        say(language, 'letter/sign-in-text'),
        link,
        say(language, 'letter/sign-in-ignore'),
      ]
      const subject = say(language, 'letter/sign-in-subject')
      const text = `${paragraphs.join('\n\n')}\n`
      await letters.queue(`sign-in-${randomUUID()}`, {
        to: identity.email,
        subject,
        text,
        html: letterHtml(paragraphs, [link]),
      })
    },

    /** A link for somebody who is known, without a letter: for commands of whoever owns the data folder. */
    linkFor: async (email: string, milliseconds = linkMilliseconds): Promise<string> => {
      if ((await identify(email)) === undefined) throw new DomainError('missing', 'sign-in/nobody', { email })
      return makeLink(tidyEmail(email), milliseconds)
    },

    /** Throws when the link is not good; looking uses nothing up. */
    looksGood: async (token: string): Promise<void> => {
      await goodLink(token)
    },

    /** Uses the link up and opens a session; of two at the same moment one gets in. */
    useLink: async (token: string): ReturnType<typeof enter> => {
      const { _id, email } = await goodLink(token)
      const unused = { _id, usedAt: trusted({ $exists: false }) }
      const use = { $set: { usedAt: clock.now() } }
      const used = await inTurn([_id], () => store.links.updateOne(unused as never, use as never))
      if (used.modifiedCount !== 1) throw new DomainError('conflict', 'sign-in/link-used')
      return enter(email)
    },

    enter,

    /** The viewer of a session, with a fresh token when the old one has served its day and can be handed out. */
    viewerOf: async (
      token: string,
      mayRotate = true,
    ): Promise<{ readonly viewer: Viewer; readonly fresh?: OpenSession } | undefined> => {
      const session = await findOne(store.sessions, { _id: hashOf(token) })
      const now = clock.now()
      if (session === null) return undefined
      const { idle } = limitsOf(session.viewer)
      const away = Date.parse(now) - Date.parse(session.seenAt)
      if (session.until < now || away > idle) {
        await store.sessions.deleteOne({ _id: session._id } as never)
        return undefined
      }
      if (session.rotateAt < now && mayRotate) return { viewer: session.viewer, fresh: await rotate(session) }
      if (away > idle * keptPart) await change(session._id, { seenAt: now })
      return { viewer: session.viewer }
    },

    signOut: async (token: string, everywhere: boolean): Promise<void> => {
      const session = await findOne(store.sessions, { _id: hashOf(token) })
      if (session === null) return
      await store.sessions.deleteMany((everywhere ? { email: session.email } : { familyId: session.familyId }) as never)
    },

    makeApiKey: async (email: string, days: number): Promise<{ readonly key: string; readonly until: string }> => {
      if ((await identify(email)) === undefined) throw new DomainError('missing', 'sign-in/nobody', { email })
      const { token, hash } = newToken()
      const until = later(days * day)
      await store.apiKeys.insertMany([{ _id: hash, email: tidyEmail(email), createdAt: clock.now(), until }])
      return { key: token, until }
    },

    /** The rights of a key are those that its person has now, or had a second ago at another gateway. */
    viewerOfKey: async (key: string): Promise<Viewer | undefined> => {
      const hash = hashOf(key)
      const holder = holders.get(hash) ?? (await holderOf(hash))
      return holder === undefined || holder.until < clock.now() ? undefined : holder.viewer
    },

    /** Somebody's rights have changed. */
    forgetKeys: holders.forget,

    /** Takes away what has expired. */
    tidy: async (): Promise<void> => {
      const past = { until: trusted({ $lt: clock.now() }) }
      for (const model of [store.links, store.sessions, store.apiKeys]) await model.deleteMany(past as never)
    },
  }

  async function holderOf(_id: string) {
    const key = await findOne(store.apiKeys, { _id })
    const identity = key === null ? undefined : await identify(key.email)
    if (identity === undefined) return undefined
    const holder = { viewer: identity.viewer, until: key!.until }
    holders.keep(_id, holder)
    return holder
  }

  /** Two requests of one session may be at two gateways. */
  async function change(_id: string, fields: Partial<Session>): Promise<void> {
    await inTurn([_id], () => store.sessions.updateOne({ _id } as never, { $set: fields } as never))
  }

  /** A new token for the same sign-in; the old one goes on for a minute, for requests that are under way. */
  async function rotate(session: Session): Promise<OpenSession> {
    const { token, hash } = newToken()
    const now = clock.now()
    const { _id, ...rest } = session
    await store.sessions.insertMany([{ ...rest, _id: hash, seenAt: now, rotateAt: later(rotateMilliseconds) }] as never)
    await change(_id, { until: later(minute), rotateAt: later(day) })
    return { token, until: session.until }
  }
}
