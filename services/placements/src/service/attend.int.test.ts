// Scans and confirmations at a service that knows a company, a student and a published assignment.
import { generateKeyPairSync, sign } from 'node:crypto'
import { type Attended, office as call, openAttended } from '../testing/attended.ts'

describe('attendance', () => {
  let attended: Attended
  let studentId: string
  const api = () => attended.api
  const setNow = (instant: string) => attended.setNow(instant)

  beforeEach(async () => {
    attended = await openAttended()
    studentId = attended.studentId
  })
  afterEach(() => attended.close())

  const poster = async (companyId: string) => (await api().poster({ companyId }, call)).code

  it('shows who is expected today', async () => {
    expect(await api().attendance({ date: '2026-12-03' }, call)).toMatchObject([
      { studentId, companyId: 'c1', state: 'expected', evidence: 'none', minutes: 0 },
    ])
    expect(await api().attendance({ date: '2026-12-04' }, call)).toEqual([])
  })

  it('registers a scan once, and says when it was first seen', async () => {
    const code = await poster('c1')
    const scan = { scanId: 'scan-0001', code, studentId }
    expect(await api().registerScan(scan, call)).toMatchObject({
      state: 'claimed',
      duplicate: false,
      message: 'Aanwezig om 08:58. Fijne dag!',
    })
    setNow('2026-12-03T08:10:00.000Z')
    expect(await api().registerScan(scan, call)).toMatchObject({
      duplicate: true,
      firstSeenAt: '2026-12-03T07:58:00.000Z',
      message: 'Je was al geregistreerd om 08:58.',
    })
    expect(await api().registerScan({ ...scan, scanId: 'scan-0002' }, call)).toMatchObject({ duplicate: true })
    setNow('2026-12-03T11:28:00.000Z')
    expect(await api().registerScan({ ...scan, scanId: 'scan-0003' }, call)).toMatchObject({
      duplicate: false,
      message: 'Afgemeld om 12:28. Tot de volgende keer!',
      day: { minutes: 210 },
    })
  })

  it('refuses a poster that was replaced, and takes the new one', async () => {
    const people = { ...call, viewer: { role: 'companyLink', companyId: 'c1' } as const }
    const old = await poster('c1')
    const { code, version } = await api().replacePoster({ companyId: 'c1' }, people)
    expect(version).toBe(2)
    await expect(api().registerScan({ scanId: 'scan-0001', code: old, studentId }, call)).rejects.toMatchObject({
      slug: 'scan/poster-replaced',
    })
    expect(await api().registerScan({ scanId: 'scan-0001', code, studentId }, call)).toMatchObject({ state: 'claimed' })
    await expect(api().replacePoster({ companyId: 'c2' }, people)).rejects.toMatchObject({ slug: 'company/unknown' })
  })

  it('registers a hundred repeats at the same moment as one', async () => {
    const code = await poster('c1')
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => api().registerScan({ scanId: 'scan-0001', code, studentId }, call)),
    )
    expect(new Set(replies.map(({ firstSeenAt }) => firstSeenAt)).size).toBe(1)
    expect(replies.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(await api().attendance({ date: '2026-12-03' }, call)).toMatchObject([{ state: 'claimed' }])
  })

  describe('given a code from the screen', () => {
    const shown = '2026-12-03T07:58:00.000Z'
    const scanned = async (more: object = {}) =>
      api().registerScan(
        { scanId: 'scan-0001', code: await attended.codeAt('c1', shown), studentId, capturedAt: shown, ...more },
        call,
      )

    it('is proof', async () => {
      expect(await scanned()).toMatchObject({ state: 'proven', day: { evidence: 'rotating', late: false } })
    })

    it('is still proof, and late, when the phone had no connection for 72 hours', async () => {
      setNow('2026-12-06T07:58:00.000Z')
      expect(await scanned()).toMatchObject({
        state: 'proven',
        duplicate: false,
        day: { date: '2026-12-03', late: true, checkedInAt: shown },
      })
      expect(await scanned()).toMatchObject({ duplicate: true, firstSeenAt: shown })
    })

    it('is only a claim when it comes even later', async () => {
      setNow('2026-12-06T07:59:00.000Z')
      expect(await scanned()).toMatchObject({ state: 'claimed', day: { date: '2026-12-03', late: true } })
    })

    it('counts for now when the clock of the phone is ahead, and is only a claim when that is more than ten minutes', async () => {
      expect(await scanned({ capturedAt: '2026-12-03T08:09:00.000Z', code: await poster('c1') })).toMatchObject({
        state: 'claimed',
        firstSeenAt: shown,
      })
      expect(await scanned({ scanId: 'scan-0002', capturedAt: '2026-12-03T08:07:00.000Z' })).toMatchObject({
        duplicate: true,
      })
    })

    it('is taken back to a claim by a clock that cannot be trusted', async () => {
      expect(await scanned({ capturedAt: '2026-12-03T08:09:00.000Z' })).toMatchObject({ state: 'claimed' })
    })

    it.each([
      ['5 minutes behind', '2026-12-03T07:53:00.000Z', 'proven'],
      ['15 minutes behind', '2026-12-03T07:43:00.000Z', 'claimed'],
      ['an hour behind', '2026-12-03T06:58:00.000Z', 'claimed'],
      ['two days behind', '2026-12-01T07:58:00.000Z', 'claimed'],
      ['5 minutes ahead', '2026-12-03T08:03:00.000Z', 'proven'],
      ['15 minutes ahead', '2026-12-03T08:13:00.000Z', 'claimed'],
    ])('counts for now when the clock of the phone is %s', async (_, capturedAt, state) => {
      const now = { duplicate: false, firstSeenAt: shown, day: { date: '2026-12-03', late: false } }
      expect(await scanned({ capturedAt })).toMatchObject({ state, ...now })
      setNow('2026-12-03T08:40:00.000Z')
      expect(await scanned({ capturedAt })).toMatchObject({ state, duplicate: true, firstSeenAt: shown })
    })

    it.each([
      ['5 minutes', '2026-12-03T08:03:00.000Z', 'proven'],
      ['15 minutes', '2026-12-03T08:13:00.000Z', 'claimed'],
    ])('counts for now when screen and phone are both %s ahead', async (_, ahead, state) => {
      const code = await attended.codeAt('c1', ahead)
      expect(await scanned({ code, capturedAt: ahead })).toMatchObject({ state, firstSeenAt: shown })
    })

    it('is refused when it fits neither the clock of the phone nor the moment at which it comes, or is forged', async () => {
      const capturedAt = '2026-12-03T07:43:00.000Z'
      const old = await attended.codeAt('c1', '2026-12-03T07:50:00.000Z')
      await expect(scanned({ code: old, capturedAt })).rejects.toMatchObject({ slug: 'scan/code-expired' })
      const right = await attended.codeAt('c1', shown)
      const forged = `${right.slice(0, -2)}${right.endsWith('AA') ? 'BB' : 'AA'}`
      for (const at of [shown, capturedAt, '2026-12-01T07:58:00.000Z', '2026-12-03T08:13:00.000Z'])
        await expect(scanned({ code: forged, capturedAt: at })).rejects.toMatchObject({ slug: 'scan/unknown-code' })
    })

    it('is proof when the device signed it, and a claim when the signature is of something else', async () => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const deviceKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
      const code = await attended.codeAt('c1', shown)
      const signed = (text: string) => ({
        sequence: 7,
        deviceKey,
        signature: sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString(
          'base64url',
        ),
      })
      expect(await scanned(signed(`scan-0001\n${code}\n${shown}\n8`))).toMatchObject({ state: 'claimed' })
      setNow('2026-12-10T07:58:00.000Z')
      const next = '2026-12-10T07:58:00.000Z'
      const fresh = await attended.codeAt('c1', next)
      const scan = { scanId: 'scan-0002', code: fresh, capturedAt: next }
      expect(await scanned({ ...scan, ...signed(`scan-0002\n${fresh}\n${next}\n7`) })).toMatchObject({
        state: 'proven',
      })
    })
  })

  it('names the right company kindly to somebody at the wrong one', async () => {
    const refused = api().registerScan({ scanId: 'scan-0001', code: await poster('c2'), studentId }, call)
    await expect(refused).rejects.toMatchObject({
      slug: 'scan/other-company',
      values: { here: 'Bakkerij Bos', name: 'Machinebouw Kolk', place: 'Kolklo' },
    })
    setNow('2026-12-04T07:58:00.000Z')
    await expect(
      api().registerScan({ scanId: 'scan-0002', code: await poster('c1'), studentId }, call),
    ).rejects.toMatchObject({ slug: 'scan/not-expected-today' })
  })

  it('refuses a code that is none, and a scan of nobody', async () => {
    await expect(
      api().registerScan({ scanId: 'scan-0001', code: 'c1.p1.wrong', studentId }, call),
    ).rejects.toMatchObject({ slug: 'scan/unknown-code' })
    await expect(api().registerScan({ scanId: 'scan-0001', code: 'ABCDEFGH', studentId }, call)).rejects.toMatchObject({
      slug: 'scan/unknown-code',
    })
    await expect(api().registerScan({ scanId: 'scan-0001', code: await poster('c1') }, call)).rejects.toMatchObject({
      slug: 'scan/whose',
    })
  })

  it('lets the company confirm who was there, and nobody else', async () => {
    const confirmed = await api().confirmAttendance(
      { companyId: 'c1', date: '2026-12-03', present: [studentId], absent: [] },
      call,
    )
    expect(confirmed).toMatchObject([{ state: 'confirmed', evidence: 'supervisor' }])
    await expect(
      api().confirmAttendance({ companyId: 'c2', date: '2026-12-03', present: [studentId], absent: [] }, call),
    ).rejects.toMatchObject({ slug: 'attendance/not-expected' })
  })

  describe('given a confirmation', () => {
    const confirm = (more: object) =>
      api().confirmAttendance({ companyId: 'c1', date: '2026-12-03', present: [studentId], absent: [], ...more }, call)

    it('gives a student without a phone the hours that the company tells', async () => {
      expect(await confirm({ arrivedAt: '08:30', leftAt: '15:30' })).toMatchObject([
        { state: 'confirmed', checkedInAt: '2026-12-03T07:30:00.000Z', minutes: 420 },
      ])
    })
    it('is refused for a day that is still to come, and for somebody both present and absent', async () => {
      await expect(confirm({ date: '2026-12-10' })).rejects.toMatchObject({ slug: 'attendance/still-to-come' })
      await expect(confirm({ absent: [studentId] })).rejects.toMatchObject({ slug: 'attendance/present-and-absent' })
      expect(await api().attendance({ date: '2026-12-03' }, call)).toMatchObject([{ state: 'expected' }])
    })
  })

  it('proves a claim by a code from the screen soon after, as the same arrival', async () => {
    await api().registerScan({ scanId: 'scan-0001', code: await poster('c1'), studentId }, call)
    const later = '2026-12-03T08:10:00.000Z'
    setNow(later)
    const better = { scanId: 'scan-0002', code: await attended.codeAt('c1', later), studentId }
    const proven = { state: 'proven', duplicate: true, firstSeenAt: '2026-12-03T07:58:00.000Z' }
    expect(await api().registerScan(better, call)).toMatchObject(proven)
    expect(await api().registerScan(better, call)).toMatchObject(proven)
  })
})
