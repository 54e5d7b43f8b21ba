import type { Letter } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { openTestSurroundings, type TestSurroundings } from '../testing/index.ts'
import { AddressRefused } from './address-refused.ts'
import { createLetters } from './letters.ts'

describe('letters', () => {
  let surroundings: TestSurroundings
  const letter = { to: 'info@bedrijf.example', subject: 'Plekken', text: 'Beste,', html: '<p>Beste,</p>' }
  beforeEach(async () => {
    surroundings = await openTestSurroundings()
  })
  afterEach(() => surroundings.close())
  const open = async (send: (sent: Letter) => Promise<void>) => {
    const { connection, log, clock } = await surroundings.of('writing')
    return { connection, letters: createLetters({ connection, mail: { send }, service: 'writing', clock, log }) }
  }

  it('go out once per cause, however often they are queued', async () => {
    const sent: Letter[] = []
    const { letters } = await open(async (one) => void sent.push(one))
    await Promise.all(Array.from({ length: 20 }, () => letters.queue('invitation-1', letter)))
    letters.start()
    await eventually(async () => expect(await letters.counts()).toEqual({ queued: 0, sending: 0, sent: 1, bounced: 0 }))
    await letters.queue('invitation-1', letter)
    await letters.stop()
    expect(sent).toMatchObject([{ messageId: '<invitation-1.writing@stagebureau.example>', to: letter.to }])
  })

  it('are tried again until the post takes them', async () => {
    let away = true
    const sent: string[] = []
    const { letters } = await open(async ({ messageId }) => {
      if (away) throw new Error('the post is away')
      sent.push(messageId)
    })
    letters.start()
    await letters.queue('a', letter)
    await eventually(async () => expect((await letters.counts()).sending).toBe(1))
    away = false
    await eventually(async () => expect((await letters.counts()).sent).toBe(1))
    await letters.stop()
    expect(sent).toHaveLength(1)
  })

  it('are not tried again at an address that refused them, and whoever asked is told', async () => {
    const tried: string[] = []
    const told: string[][] = []
    const { letters } = await open(async ({ messageId }) => {
      tried.push(messageId)
      throw new AddressRefused('550 no such user')
    })
    letters.whenBounced(async (about, reason) => void told.push([about, reason]))
    letters.start()
    await letters.queue('a', letter, 'invitation-1')
    await letters.queue('b', letter)
    await eventually(async () => expect(await letters.counts()).toEqual({ queued: 0, sending: 0, sent: 0, bounced: 2 }))
    await letters.stop()
    expect(tried).toHaveLength(2)
    expect(told).toEqual([['invitation-1', '550 no such user']])
  })

  it('go out beside any number that the post does not take', async () => {
    const { letters } = await open(async ({ to }) => {
      if (to.startsWith('busy')) throw new Error('not now')
    })
    for (let i = 0; i < 120; i++) await letters.queue(`a-${i}`, { ...letter, to: `busy${i}@bedrijf.example` })
    await letters.queue('z', letter)
    letters.start()
    await eventually(async () => expect((await letters.counts()).sent).toBe(1))
    await letters.stop()
  })

  it('go out when another process queued them, before the start or after, and did not send them', async () => {
    const sent: string[] = []
    const { letters, connection } = await open(async ({ messageId }) => void sent.push(messageId[1]!))
    const leave = (_id: string, state: string) =>
      connection.model('Letter').insertMany([{ ...letter, _id, state, date: '2026-06-08T08:00:00Z', attempts: 1 }])
    await leave('a', 'queued')
    await leave('b', 'sending')
    await leave('c', 'sent')
    letters.start()
    await eventually(() => expect(sent).toEqual(['a', 'b']))
    await leave('d', 'queued')
    await eventually(() => expect(sent).toEqual(['a', 'b', 'd']))
    await letters.stop()
  })

  it('keep no text once they have gone', async () => {
    const { letters, connection } = await open(async () => {})
    letters.start()
    await letters.queue('a', letter)
    await eventually(async () => expect((await letters.counts()).sent).toBe(1))
    await letters.stop()
    expect(await connection.model('Letter').findOne({ _id: 'a' }).lean()).not.toHaveProperty('text')
  })

  it('are kept once by the embedded post, also when a crash made them go twice', async () => {
    const { mail, keptMail } = surroundings.adapters
    const message = { ...letter, messageId: '<a@b.example>', date: '2026-06-08T08:00:00.000Z' }
    await mail.send(message)
    await mail.send(message)
    expect(await keptMail?.count()).toBe(1)
    const [kept] = (await keptMail?.list(10)) ?? []
    expect(kept).toMatchObject({ to: letter.to, subject: 'Plekken' })
  })
})
