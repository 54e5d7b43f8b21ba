// The link in a company's letters: renewed, taken back, and closed with its season.
import { openTestSurroundings, type TestSurroundings } from '@stagebureau/infra/testing'
import { type Call, SeasonOpened, topicOf } from '@stagebureau/shared'
import { createCompanies } from '../service.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }
const nobody: Call = { ...call, viewer: { role: 'nobody' } }
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
const season = SeasonOpened.examples[1] as { readonly until: string }

describe('the link of a company', () => {
  let surroundings: TestSurroundings
  let companies: ReturnType<typeof createCompanies>
  let now: string
  beforeEach(async () => {
    now = '2026-06-08T08:00:00.000Z'
    surroundings = await openTestSurroundings({ clock: { now: () => now } })
    companies = createCompanies(await surroundings.of('companies'))
    await companies.start()
    await surroundings.adapters.bus.publish(topicOf('placements'), [
      {
        id: 's1:1',
        source: 'stagebureau/placements',
        type: SeasonOpened.type,
        version: 1,
        subject: seasonId,
        sequence: 1,
        time: now,
        data: season,
      },
    ])
  })
  afterEach(async () => {
    await companies.stop()
    await surroundings.close()
  })
  const settled = () => surroundings.settled(companies)
  const tokens = async () => {
    await settled()
    const letters = await surroundings.adapters.keptMail!.list(100)
    return letters.map(({ text }) => /\/antwoord\/(\S+)/.exec(text)?.[1] ?? '')
  }
  const ask = async (email: string | undefined = 'info@bos.example') => {
    const { id: companyId } = await companies.api.registerCompany(email === '' ? bos : { ...bos, email }, call)
    const { id } = await companies.api.askCompany({ companyId, seasonId }, call)
    return id
  }
  const slugOf = async (token: string) => {
    try {
      await companies.api.invitationOfToken({ token }, nobody)
      return 'opens'
    } catch (error) {
      return (error as { slug: string }).slug
    }
  }

  it('is replaced by a new one, which is mailed, and the old one says so', async () => {
    const invitationId = await ask()
    const [old] = await tokens()
    expect(await slugOf(old!)).toBe('opens')
    await companies.api.renewCompanyLink({ invitationId }, call)
    expect(await slugOf(old!)).toBe('invitation/link-renewed')
    const all = await tokens()
    expect(all).toHaveLength(2)
    const fresh = all.find((token) => token !== old)!
    expect(await slugOf(fresh)).toBe('opens')
    await expect(
      companies.api.answerCall({ token: old, decision: 'decline', openings: [], cases: [] }, nobody),
    ).rejects.toMatchObject({ slug: 'invitation/link-renewed' })
    const { url } = await companies.api.linkOfInvitation({ invitationId }, { ...call, viewer: { role: 'service' } })
    expect(url).toContain(fresh)
  })

  it('opens nothing once it is taken back, until there is a new one', async () => {
    const invitationId = await ask()
    const [old] = await tokens()
    expect(await companies.api.revokeCompanyLink({ invitationId }, call)).toMatchObject({ linkRevoked: true })
    await companies.api.revokeCompanyLink({ invitationId }, call)
    expect(await slugOf(old!)).toBe('invitation/link-revoked')
    expect(await tokens()).toHaveLength(1)
    expect(await companies.api.renewCompanyLink({ invitationId }, call)).toMatchObject({ linkRevoked: false })
    expect(await slugOf(old!)).toBe('invitation/link-renewed')
    const fresh = (await tokens()).find((token) => token !== old)!
    expect(await slugOf(fresh)).toBe('opens')
  })

  it('ends with the season', async () => {
    await ask()
    const [token] = await tokens()
    now = `${season.until}T10:00:00.000Z`
    expect(await slugOf(token!)).toBe('opens')
    now = new Date(Date.parse(now) + 24 * 3600 * 1000).toISOString()
    expect(await slugOf(token!)).toBe('invitation/season-ended')
  })

  it('tells a stranger nothing, also not that there is such an invitation', async () => {
    const invitationId = await ask()
    const [token] = await tokens()
    const spoiled = `${token!.slice(0, -1)}${token!.endsWith('A') ? 'B' : 'A'}`
    for (const wrong of [spoiled, `${invitationId}.`, `${invitationId}`, `none.${token!.split('.')[1]}`, '.', ''])
      expect(await slugOf(wrong)).toBe('invitation/unknown-link')
  })

  it('is not renewed for a company that cannot be written to, nor by anybody but the office', async () => {
    const invitationId = await ask('')
    await expect(companies.api.renewCompanyLink({ invitationId }, call)).rejects.toMatchObject({
      slug: 'invitation/link-no-address',
    })
    for (const role of ['staff', 'companyLink', 'student'] as const)
      for (const change of [companies.api.renewCompanyLink, companies.api.revokeCompanyLink])
        await expect(change({ invitationId }, { ...call, viewer: { role } })).rejects.toMatchObject({
          kind: 'forbidden',
        })
  })
})
