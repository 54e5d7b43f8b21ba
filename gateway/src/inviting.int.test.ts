// Somebody who is invited to work with the bureau hears of it, once, and signs in from there.
import { type EmptyBureau, openEmptyBureau } from './testing/small-bureau.ts'

const inviting = `mutation ($name: String!) {
  invitePerson(input: { email: "Joke@Bureau.example", name: $name, role: COORDINATOR }) { id }
}`

describe('inviting a person', () => {
  let bureau: EmptyBureau
  beforeAll(async () => {
    bureau = await openEmptyBureau()
  })
  afterAll(() => bureau.close())
  const letters = async () => {
    await bureau.bureau.settled()
    return bureau.bureau.keptMail!.list(10)
  }

  it('mails one letter that says where to sign in, and no link that does', async () => {
    expect((await bureau.ask(inviting, { name: 'Joke' })).errors).toBeUndefined()
    const [letter] = await letters()
    expect(letter).toMatchObject({ to: 'joke@bureau.example', subject: 'U kunt nu inloggen bij Stagebureau' })
    expect(letter!.text).toMatch(/^Beste Joke,/)
    expect(letter!.text).toMatch(/\/inloggen\n$/)
    await bureau.ask(inviting, { name: 'Joke Kolk' })
    expect(await letters()).toHaveLength(1)
  })
})
