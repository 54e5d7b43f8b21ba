import { openTestSurroundings, type TestSurroundings } from '../testing/index.ts'
import { createImportJournal } from './import-journal.ts'
import { turnsOf } from './turns.ts'

describe('the import journal', () => {
  let surroundings: TestSurroundings
  beforeEach(async () => {
    surroundings = await openTestSurroundings()
  })
  afterEach(() => surroundings.close())
  const decisions = Array.from({ length: 1200 }, (_, i) => ({ i }))

  it('applies everything once and keeps nothing of it', async () => {
    const { connection } = await surroundings.of('importing')
    const journal = createImportJournal(connection)
    const applied: number[] = []
    await journal.run(
      'one',
      'students',
      decisions,
      async (some: readonly { i: number }[]) => void applied.push(...some.map(({ i }) => i)),
    )
    expect(applied).toEqual(decisions.map(({ i }) => i))
    expect(await connection.model('ImportChunk').countDocuments()).toBe(0)
  })

  it('finishes what a process that died had promised', async () => {
    const { connection } = await surroundings.of('importing')
    const journal = createImportJournal(connection)
    let chunks = 0
    const dies = journal.run('one', 'students', decisions, async () => {
      if (++chunks === 2) throw new Error('killed')
    })
    await expect(dies).rejects.toThrow('killed')
    const applied: number[] = []
    await journal.finish(
      'students',
      async (some: readonly { i: number }[]) => void applied.push(...some.map(({ i }) => i)),
    )
    expect(applied).toEqual(decisions.slice(500).map(({ i }) => i))
  })

  it('forgets what a process that died had not promised', async () => {
    const { connection } = await surroundings.of('importing')
    const journal = createImportJournal(connection)
    await connection
      .model('ImportChunk')
      .insertMany([{ _id: 'lost:0', importId: 'lost', at: 0, decisions: [{ i: 1 }] }])
    const finish = () =>
      journal.finish('students', async () => {
        throw new Error('must not be applied')
      })
    // Unless it is being written at this moment.
    await turnsOf(connection).lead('import lost', finish)
    expect(await connection.model('ImportChunk').countDocuments()).toBe(1)
    await finish()
    expect(await connection.model('ImportChunk').countDocuments()).toBe(0)
  })
})
