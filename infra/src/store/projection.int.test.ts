import { openTestSurroundings, type TestSurroundings } from '../testing/index.ts'
import { project, projectionSchema } from './projection.ts'
import { findOne, modelOf } from './read.ts'

type Known = { readonly _id: string; readonly sequence: number; readonly name?: string; readonly place?: string }

describe('a projection', () => {
  let surroundings: TestSurroundings
  let known: ReturnType<typeof modelOf<Known>>
  beforeAll(async () => {
    surroundings = await openTestSurroundings()
    const { connection } = await surroundings.of('knowing')
    known = modelOf<Known>(connection, 'Known', projectionSchema({ name: String, place: String }, 'known'))
  })
  afterAll(() => surroundings.close())

  it('keeps the newest and lets older and repeated events pass', async () => {
    await project(known, { subject: 'a', sequence: 2 }, { name: 'two' })
    await project(known, { subject: 'a', sequence: 1 }, { name: 'one' })
    await project(known, { subject: 'a', sequence: 2 }, { name: 'two again' })
    expect(await findOne(known, { _id: 'a' })).toMatchObject({ sequence: 2, name: 'two' })
  })
  it('changes only what the event is about', async () => {
    await project(known, { subject: 'b', sequence: 1 }, { name: 'B', place: 'Baak' })
    await project(known, { subject: 'b', sequence: 2 }, { place: 'Beek' })
    expect(await findOne(known, { _id: 'b' })).toMatchObject({ name: 'B', place: 'Beek' })
  })
  it('comes out the same whatever happens at the same moment', async () => {
    await Promise.all(
      [3, 1, 5, 2, 4].map((sequence) => project(known, { subject: 'c', sequence }, { name: `${sequence}` })),
    )
    expect(await findOne(known, { _id: 'c' })).toMatchObject({ sequence: 5, name: '5' })
  })
})
