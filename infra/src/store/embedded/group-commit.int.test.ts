// Writes that share a commit: neighbours are not hurt, and a full disk leaves the store as it was.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGroupCommit } from './group-commit.ts'
import { insertRow } from './rows.ts'
import { openStoreFile } from './store-file.ts'
import type { StoredDocument } from './stored.ts'

const folder = mkdtempSync(join(tmpdir(), 'group-'))
afterAll(() => rmSync(folder, { recursive: true }))

const open = (name: string) => {
  const file = openStoreFile(join(folder, name), 'NORMAL')
  let commits = 0
  const commit = openGroupCommit(file, () => {
    commits += 1
  })
  const insert = (document: StoredDocument) =>
    commit.write(() => insertRow(file.tables, 'notes', document, JSON.stringify(document)))
  const ids = () => file.tables.sql.all<[string]>('SELECT id FROM notes ORDER BY id').map(([id]) => id)
  return { file, commit, insert, ids, commits: () => commits }
}

describe('writes of one turn of the event loop', () => {
  it('share one commit, and a failing one does not hurt its neighbours', async () => {
    const store = open('shared.sqlite')
    await store.insert({ _id: 'a' })
    const outcomes = await Promise.allSettled(['b', 'a', 'c'].map((_id) => store.insert({ _id })))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(store.ids()).toEqual(['a', 'b', 'c'])
    expect(store.commits()).toBe(2)
    store.file.close()
  })

  it('are refused one by one when they waited longer than they may', async () => {
    const store = open('late.sqlite')
    const late = store.commit.write(() => 1, 1)
    const patient = store.commit.write(() => 2, 60_000)
    const end = Date.now() + 5
    while (Date.now() < end);
    await expect(late).rejects.toMatchObject({ code: 50 })
    await expect(patient).resolves.toBe(2)
    store.file.close()
  })
})

describe('a disk that is full', () => {
  it('refuses what does not fit, keeps its neighbours, and goes on when there is room', async () => {
    const store = open('full.sqlite')
    await store.insert({ _id: 'a' })
    const { sql } = store.file.tables
    const [pages] = sql.get<[number]>('PRAGMA page_count')!
    sql.execute(`PRAGMA max_page_count=${pages + 2}`)
    const large = { _id: 'large', text: 'x'.repeat(200_000) }
    const outcomes = await Promise.allSettled([
      store.insert({ _id: 'b' }),
      store.insert(large),
      store.insert({ _id: 'c' }),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: { code: 'store/full', message: expect.stringMatching(/make room/) } })
    expect(store.ids()).toEqual(['a', 'b', 'c'])
    sql.execute('PRAGMA max_page_count=1000000')
    await store.insert(large)
    expect(store.ids()).toEqual(['a', 'b', 'c', 'large'])
    store.file.close()
  })
})

describe('the log beside the file', () => {
  it('is empty once the store has been tidied', async () => {
    const store = open('tidied.sqlite')
    await store.insert({ _id: 'a' })
    const log = `${store.file.path}-wal`
    expect(statSync(log).size).toBeGreaterThan(0)
    store.file.tidy()
    expect(statSync(log).size).toBe(0)
    store.file.close()
  })
})
