// What happens when a company does not answer, has no address that works, or wants to be asked later.
import { AddressRefused } from '@stagebureau/infra'
import { openTestSurroundings, type TestSurroundings } from '@stagebureau/infra/testing'
import type { Call } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { createCompanies } from '../service.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }
const bos = {
  kvkNumber: '1234567',
  establishmentNumber: '000012345678',
  name: 'Bouwbedrijf Bos',
  postcode: '7008 VX',
  place: 'Lindervoort',
  address: '',
  worlds: [],
  profiles: [],
  recognitions: [],
}
const seasonId = 's1'

describe('following up', () => {
  let surroundings: TestSurroundings
  let companies: ReturnType<typeof createCompanies>
  let now = '2026-06-01T08:00:00.000Z'
  beforeEach(async () => {
    now = '2026-06-01T08:00:00.000Z'
    surroundings = await openTestSurroundings({ clock: { now: () => now } })
    companies = createCompanies(await surroundings.of('companies'))
    await companies.start()
  })
  afterEach(async () => {
    await companies.stop()
    await surroundings.close()
  })
  const settled = () => surroundings.settled(companies)
  const letters = async () => {
    await settled()
    return (await surroundings.adapters.keptMail!.list(100)).map(({ to, subject }) => ({ to, subject })).toReversed()
  }
  const opened = async (email?: string) => {
    const { id: companyId } = await companies.api.registerCompany(email === undefined ? bos : { ...bos, email }, call)
    await companies.api.openCall({ seasonId, subject: 'Plekken', text: 'Graag.', deadline: '2026-06-30' }, call)
    await settled()
    const [invitation] = await companies.api.invitationsOfCompanies({ companyIds: [companyId], seasonId }, call)
    return { companyId, invitationId: invitation!.id }
  }
  const stateOf = async (invitationId: string) =>
    (await companies.api.invitationsByIds({ ids: [invitationId] }, call))[0]?.state
  const day = async (date: string) => {
    now = `${date}T08:00:00.000Z`
    await companies.followUp()
  }

  it('reminds twice at most, also when asked more often, and then leaves the company in peace', async () => {
    const { invitationId } = await opened('info@bos.example')
    for (const date of ['2026-06-11', '2026-06-12', '2026-06-21', '2026-06-22', '2026-06-29']) await day(date)
    expect((await letters()).map(({ subject }) => subject)).toEqual([
      'Plekken',
      ...Array(2).fill('Herinnering: Plekken'),
    ])
    await expect(companies.api.remindCompany({ invitationId }, call)).rejects.toMatchObject({
      slug: 'invitation/reminded-enough',
    })
    await day('2026-07-01')
    expect(await stateOf(invitationId)).toBe('silent')
    expect(await letters()).toHaveLength(3)
  })

  it('sends the letter once more when a better address was found', async () => {
    const { invitationId } = await opened()
    expect(await stateOf(invitationId)).toBe('bounced')
    const mended = await companies.api.mendInvitation({ invitationId, email: 'Info@Bos.example' }, call)
    expect(mended.state).toBe('asked')
    expect(await letters()).toEqual([{ to: 'info@bos.example', subject: 'Plekken' }])
    await expect(companies.api.mendInvitation({ invitationId, email: 'info@bos.example' }, call)).rejects.toMatchObject(
      { slug: 'invitation/not-bounced' },
    )
  })

  it('shows a company whose address refuses the letter as bounced, and writes to the new address', async () => {
    const { mail } = surroundings.adapters
    const parts = await surroundings.of('companies-refused')
    const refusing = createCompanies({
      ...parts,
      mail: {
        send: async (letter) => {
          if (letter.to === 'weg@bos.example') throw new AddressRefused('550 no such user')
          await mail.send(letter)
        },
      },
    })
    await companies.stop()
    await refusing.start()
    try {
      const { id: companyId } = await refusing.api.registerCompany({ ...bos, email: 'weg@bos.example' }, call)
      const { id: invitationId } = await refusing.api.askCompany({ companyId, seasonId }, call)
      const invitation = async () => (await refusing.api.invitationsByIds({ ids: [invitationId] }, call))[0]
      // On servers whoever takes over a group may first have to wait until the session of who left it is over.
      await eventually(
        async () => expect(await invitation()).toMatchObject({ state: 'bounced', reason: '550 no such user' }),
        60_000,
      )
      await refusing.api.mendInvitation({ invitationId, email: 'info@bos.example' }, call)
      await eventually(async () =>
        expect(await surroundings.adapters.keptMail!.list(10)).toMatchObject([{ to: 'info@bos.example' }]),
      )
      expect((await invitation())?.state).toBe('asked')
    } finally {
      await refusing.stop()
    }
  })

  it('knows of a letter that somebody saw come back, unless the company has answered', async () => {
    const { invitationId } = await opened('info@bos.example')
    expect(await companies.api.recordBounce({ invitationId }, call)).toMatchObject({
      state: 'bounced',
      reason: 'de brief kwam terug; zoek een ander adres',
    })
    await companies.api.mendInvitation({ invitationId, email: 'kantoor@bos.example' }, call)
    expect((await letters()).map(({ to }) => to)).toEqual(['info@bos.example', 'kantoor@bos.example'])
    await companies.api.answerCall({ invitationId, decision: 'decline', openings: [], cases: [] }, call)
    expect((await companies.api.recordBounce({ invitationId, reason: 'te laat' }, call)).state).toBe('declined')
  })

  it('asks again on the day that the company named', async () => {
    const { invitationId } = await opened('info@bos.example')
    await companies.api.answerCall(
      { invitationId, decision: 'later', askAgainOn: '2027-02-01', openings: [], cases: [] },
      call,
    )
    await day('2027-01-31')
    expect(await stateOf(invitationId)).toBe('later')
    await day('2027-02-01')
    expect(await stateOf(invitationId)).toBe('asked')
    expect(await letters()).toHaveLength(2)
  })
})
