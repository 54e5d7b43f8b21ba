// Asking once, with as many askers at the same moment as a region has schools.
import { openTestSurroundings, type TestSurroundings } from '@stagebureau/infra/testing'
import type { Call } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { createCompanies } from '../service.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }
const ofSchool = (schoolId: string): Call => ({ ...call, viewer: { role: 'staff', schoolId } })
const bos = {
  kvkNumber: '1234567',
  establishmentNumber: '000012345678',
  name: 'Bouwbedrijf Bos',
  postcode: '7008vx',
  place: 'Lindervoort',
  address: '',
  worlds: [],
  profiles: [],
  recognitions: [],
  email: 'info@bos.example',
}
const seasonId = 's1'

describe('asking a company', () => {
  let surroundings: TestSurroundings
  let companies: ReturnType<typeof createCompanies>
  beforeEach(async () => {
    surroundings = await openTestSurroundings()
    companies = createCompanies(await surroundings.of('companies'))
    await companies.start()
  })
  afterEach(async () => {
    await companies.stop()
    await surroundings.close()
  })
  const mails = () => surroundings.adapters.keptMail!.list(1000)
  const settled = () => surroundings.settled(companies)

  it('gives two hundred schools at the same moment one invitation, one letter and the same answer', async () => {
    const { id: companyId } = await companies.api.registerCompany(bos, call)
    const schools = Array.from({ length: 200 }, (_, i) => `school-${i}`)
    const invitations = await Promise.all(
      schools.map((school) => companies.api.askCompany({ companyId, seasonId }, ofSchool(school))),
    )
    const [first] = invitations
    expect(new Set(invitations.map(({ id }) => id))).toEqual(new Set([first?.id]))
    await settled()
    expect(await mails()).toMatchObject([{ to: 'info@bos.example' }])
    const requests = await companies.api.contactRequests({ invitationIds: [first!.id] }, call)
    expect(requests.map(({ schoolId }) => schoolId).toSorted()).toEqual(schools.toSorted())

    const line = { kind: 'carousel' as const, profile: 'BWI' as const, places: 2, weekdays: [], closedRounds: [] }
    await companies.api.answerCall({ invitationId: first!.id, decision: 'offer', openings: [line], cases: [] }, call)
    const seen = await Promise.all(
      schools.map((school) => companies.api.askCompany({ companyId, seasonId }, ofSchool(school))),
    )
    expect(new Set(seen.map(({ state, openings }) => `${state} ${openings[0]?.places}`))).toEqual(
      new Set(['answered 2']),
    )
    expect(await companies.api.contactRequests({ invitationIds: [first!.id] }, call)).toHaveLength(200)
    await settled()
    expect(await mails()).toHaveLength(1)
  })

  it('opens its answer page with the link in the letter, and with no other', async () => {
    const { id: companyId } = await companies.api.registerCompany(bos, call)
    await companies.api.askCompany({ companyId, seasonId }, call)
    await settled()
    const [letter] = await mails()
    const token = /\/antwoord\/(\S+)/.exec(letter!.text)![1]!
    const answered = await companies.api.answerCall({ token, decision: 'decline', openings: [], cases: [] }, call)
    expect(answered).toMatchObject({ companyId, state: 'declined' })
    const spoiled = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    for (const wrong of [spoiled, 'x', `${answered.id}.`, ''])
      await expect(
        companies.api.answerCall({ token: wrong, decision: 'decline', openings: [], cases: [] }, call),
      ).rejects.toMatchObject({ slug: 'invitation/unknown-link' })
  })

  it('shows a company without an address as bounced, so that somebody finds one', async () => {
    const { id: companyId } = await companies.api.registerCompany({ ...bos, email: undefined }, call)
    await companies.api.askCompany({ companyId, seasonId }, call)
    await eventually(async () => {
      const [invitation] = await companies.api.invitationsOfCompanies({ companyIds: [companyId], seasonId }, call)
      expect(invitation?.state).toBe('bounced')
    })
    expect(await mails()).toEqual([])
  })

  it('asks everyone once when the call is opened, also those that were asked before', async () => {
    const { id: early } = await companies.api.registerCompany(bos, call)
    await companies.api.registerCompany({ ...bos, kvkNumber: '87654321', email: 'info@kolk.example' }, call)
    await companies.api.askCompany({ companyId: early, seasonId }, call)
    const text = { subject: 'Plekken?', text: 'Wij vragen.', deadline: '2026-08-31' }
    await companies.api.openCall({ seasonId, ...text }, call)
    await companies.api.openCall({ seasonId, ...text }, call)
    await settled()
    expect((await mails()).map(({ to }) => to).toSorted()).toEqual(['info@bos.example', 'info@kolk.example'])
    await expect(companies.api.openCall({ seasonId, ...text, subject: 'Nog eens?' }, call)).rejects.toMatchObject({
      slug: 'call/already-open',
    })
  })

  it('asks nobody when a company of the call is not there, and says which', async () => {
    const { id: early } = await companies.api.registerCompany(bos, call)
    const twin = await companies.api.registerCompany({ ...bos, kvkNumber: '87654321' }, call)
    await companies.api.mergeCompanies({ keep: early, duplicate: twin.id }, call)
    const text = { seasonId, subject: 'Plekken?', text: 'Wij vragen.', deadline: '2026-08-31' }
    await expect(companies.api.openCall({ ...text, companyIds: [early, 'nope', twin.id] }, call)).rejects.toMatchObject(
      { kind: 'missing', slug: 'call/unknown-companies', values: { companies: `nope, ${twin.id}` } },
    )
    await expect(companies.api.openCall({ ...text, companyIds: [] }, call)).rejects.toMatchObject({ kind: 'invalid' })
    expect(await companies.api.callOfSeason({ seasonId }, call)).toEqual([])
    await settled()
    expect(await mails()).toEqual([])
  })

  it('asks those whom the same call had not reached, each company once', async () => {
    const { id: early } = await companies.api.registerCompany(bos, call)
    const kolk = { ...bos, kvkNumber: '87654321', email: 'info@kolk.example' }
    const { id: second } = await companies.api.registerCompany(kolk, call)
    await companies.api.registerCompany({ ...bos, kvkNumber: '87654322', email: 'info@smit.example' }, call)
    const text = { seasonId, subject: 'Plekken?', text: 'Wij vragen.', deadline: '2026-08-31' }
    const asked = async () => {
      await settled()
      return (await mails()).map(({ to }) => to).toSorted()
    }
    await companies.api.openCall({ ...text, companyIds: [early] }, call)
    expect(await asked()).toEqual(['info@bos.example'])
    await companies.api.openCall({ ...text, companyIds: [early, second] }, call)
    expect(await asked()).toEqual(['info@bos.example', 'info@kolk.example'])
    await companies.api.openCall(text, call)
    await companies.api.openCall(text, call)
    expect(await asked()).toEqual(['info@bos.example', 'info@kolk.example', 'info@smit.example'])
  })

  it('refuses to register the same establishment twice, and to ask one that does not exist', async () => {
    await companies.api.registerCompany(bos, call)
    await expect(companies.api.registerCompany({ ...bos, kvkNumber: '01234567' }, call)).rejects.toMatchObject({
      slug: 'company/registered-already',
    })
    await expect(
      companies.api.registerCompany({ ...bos, kvkNumber: '12AB', postcode: '1' }, call),
    ).rejects.toMatchObject({ fields: [{ path: 'kvkNumber' }, { path: 'postcode' }] })
    await expect(companies.api.askCompany({ companyId: 'nobody', seasonId }, call)).rejects.toMatchObject({
      slug: 'company/unknown',
    })
  })

  it('merges a duplicate into the company that is kept, with its name', async () => {
    const keep = await companies.api.registerCompany(bos, call)
    const duplicate = await companies.api.registerCompany({ ...bos, kvkNumber: '87654321', name: 'Bos Bouw' }, call)
    expect(await companies.api.mergeCompanies({ keep: keep.id, duplicate: duplicate.id }, call)).toMatchObject({
      otherNames: ['Bos Bouw'],
    })
    expect(await companies.api.companiesByIds({ ids: [duplicate.id] }, call)).toMatchObject([
      { status: 'merged', mergedInto: keep.id },
    ])
    await expect(companies.api.askCompany({ companyId: duplicate.id, seasonId }, call)).rejects.toMatchObject({
      slug: 'company/not-active',
    })
  })
})
