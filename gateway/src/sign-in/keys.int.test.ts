// Keys for programs: whose rights they have, and until when.
import { openEmptyBureau } from '../testing/small-bureau.ts'

describe('a key that is in use', () => {
  let empty: Awaited<ReturnType<typeof openEmptyBureau>>
  const email = 'docent@school.example'
  const me = '{ viewer { role } }'
  beforeAll(async () => {
    empty = await openEmptyBureau()
    await empty.bureau.door.invite({ email, name: 'Docent', role: 'staff', schoolId: 'een-school' })
  })
  afterAll(() => empty.close())

  it('has other rights as soon as its person has', async () => {
    const ask = await empty.askAs(email)
    expect((await ask(me)).data.viewer.role).toBe('staff')
    await empty.bureau.door.invite({ email, name: 'Docent', role: 'coordinator' })
    expect((await ask(me)).data.viewer.role).toBe('coordinator')
  })

  it('opens nothing from the moment that it expires', async () => {
    const ask = await empty.askAs(email)
    expect((await ask(me)).data.viewer.role).toBe('coordinator')
    empty.setNow('2027-06-10T08:00:00Z')
    expect((await ask(me)).errors?.[0]?.extensions).toMatchObject({ slug: 'sign-in/key-unknown' })
  })
})
