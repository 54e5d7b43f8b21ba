// The worked examples of docs/api.md, run as they stand there.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphAnswer, openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8')
const blocks = (kind: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${kind}\\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text!)

describe('the examples for programs', () => {
  let small: SmallBureau
  beforeAll(async () => {
    small = await openSmallBureau()
  })
  afterAll(() => small.close())
  const [takeIn, answer, morning] = blocks('graphql')
  const [students, day] = blocks('json').map((text) => JSON.parse(text) as Record<string, unknown>)
  const good = ({ data, errors }: GraphAnswer) => {
    expect(errors).toBeUndefined()
    return data
  }

  it('take in students, twice without a change', async () => {
    const staff = await small.askAs((await small.people()).people.staff!)
    const dry = good(await staff(takeIn!, { ...students, dryRun: true })).importFile
    expect(dry).toMatchObject({ applied: false, added: 1, rejected: 0 })
    expect(good(await staff(takeIn!, students)).importFile).toMatchObject({ applied: true, added: 1 })
    expect(good(await staff(takeIn!, students)).importFile).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
  })

  it('answer the call with the token of a letter', async () => {
    const token = (await small.people()).companyLink!.split('/').at(-1)!
    const { answerCall } = good(await (await small.askAs(token))(answer!, { token }))
    expect(answerCall).toMatchObject({ state: 'ANSWERED', offer: { openings: [{ places: 2 }] } })
  })

  it('show a school who is where', async () => {
    const staff = await small.askAs((await small.people()).people.staff!)
    const { viewer, attendance } = good(await staff(morning!, day))
    expect(viewer.school.name).toEqual(expect.any(String))
    for (const one of attendance)
      expect(one).toMatchObject({ state: 'EXPECTED', company: { name: expect.any(String) } })
  })
})
