// Kills, locks, damaged files, full disks and closing: what was acknowledged stays, and refusals say what to do.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Schema } from 'mongoose'
import { connectEmbedded } from './connect-embedded.ts'
import { temporaryStores } from './testing/temporary-store.ts'

const WRITER = join(import.meta.dirname, 'testing', 'write-until-killed.ts')

const stores = temporaryStores()
afterAll(() => stores.remove())

type Writer = {
  readonly process: ChildProcess
  readonly lines: string[]
  readonly heard: (count: number) => Promise<void>
}

const startWriter = (file: string): Writer => {
  const child = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop()!
    lines.push(...parts)
  })
  const heard = async (count: number) => {
    while (lines.length < count) await once(child.stdout, 'data')
  }
  return { process: child, lines, heard }
}

const kill = async ({ process: child }: Writer) => {
  child.kill('SIGKILL')
  await once(child, 'close')
}

const entrySchema = new Schema({
  n: { type: Number, unique: true },
  tags: { type: [String], index: true },
  text: String,
})

describe('a store whose process is killed', () => {
  it('has every acknowledged write, and none by half', async () => {
    const file = join(stores.folder, 'killed.sqlite')
    const acknowledged: string[] = []
    for (const least of [3, 30, 120, 301]) {
      const writer = startWriter(file)
      await writer.heard(least)
      await kill(writer)
      acknowledged.push(...writer.lines)
    }
    const connection = await stores.open('killed')
    const Entry = connection.model('Entry', entrySchema)
    await Entry.init()
    const entries = await Entry.find().lean()
    const byNumber = new Map(entries.map((one) => [one.n, one]))
    const saved = acknowledged.filter((line) => line.startsWith('saved')).map((line) => Number(line.split(' ')[1]))
    const pushed = acknowledged.filter((line) => line.startsWith('pushed')).map((line) => Number(line.split(' ')[1]))
    expect(saved.length).toBeGreaterThan(300)
    expect(saved.filter((n) => !byNumber.has(n))).toEqual([])
    expect(pushed.filter((n) => !byNumber.get(n)?.tags.includes('pushed'))).toEqual([])
    // No document by half: its text, its tags and the keys of its indexes belong together.
    for (const { tags, text } of entries) expect([tags.includes('pushed'), text]).toEqual([text?.length === 2000, text])
    const pushedByIndex = await Entry.countDocuments({ tags: 'pushed' })
    expect(pushedByIndex).toBe(entries.filter(({ tags }) => tags.includes('pushed')).length)
    expect(await Entry.countDocuments({ n: { $gte: 0 } })).toBe(entries.length)
  })
})

describe('a store in use by another process', () => {
  it('refuses with the file and what to do, until the other one is gone, however it went', async () => {
    const file = join(stores.folder, 'shared.sqlite')
    const writer = startWriter(file)
    await writer.heard(1)
    await expect(connectEmbedded({ file })).rejects.toMatchObject({
      name: 'StoreError',
      code: 'store/locked',
      message: expect.stringMatching(/shared\.sqlite is in use by another process: stop that process/),
    })
    await kill(writer)
    const connection = await connectEmbedded({ file })
    expect(connection.readyState).toBe(1)
    await connection.close()
  })

  it('is refused to a second connection of the same process too', async () => {
    const file = join(stores.folder, 'twice.sqlite')
    const first = await connectEmbedded({ file })
    await expect(connectEmbedded({ file })).rejects.toMatchObject({ code: 'store/locked' })
    await first.close()
    await (await connectEmbedded({ file })).close()
  })
})

describe('a file that is no sound store', () => {
  const note = new Schema({ text: String })

  const soundStore = async (name: string): Promise<string> => {
    const file = join(stores.folder, `${name}.sqlite`)
    const connection = await connectEmbedded({ file, synchronous: 'NORMAL' })
    await connection
      .model('Note', note)
      .insertMany(Array.from({ length: 400 }, (_, i) => ({ text: `${i} `.repeat(100) })))
    await connection.close()
    return file
  }
  const refusal = (file: string) =>
    connectEmbedded({ file }).then(
      () => 'opened',
      (error: Error) => error,
    )

  it('is refused when it is something else', async () => {
    const file = join(stores.folder, 'letter.sqlite')
    writeFileSync(file, 'Dear bureau, '.repeat(1000))
    expect(await refusal(file)).toMatchObject({ code: 'store/not-a-store', message: expect.stringContaining(file) })
    expect(readFileSync(file, 'utf8')).toMatch(/^Dear bureau/)
  })

  it('is refused and left alone when it is the database of another program', async () => {
    const file = join(stores.folder, 'other.sqlite')
    const other = new DatabaseSync(file)
    other.exec('CREATE TABLE bookmarks (url TEXT)')
    other.close()
    const before = readFileSync(file)
    expect(await refusal(file)).toMatchObject({ code: 'store/not-a-store' })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('is refused when it is damaged', async () => {
    const file = await soundStore('damaged')
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 8192, bytes.length - 4096)
    writeFileSync(file, bytes)
    expect(await refusal(file)).toMatchObject({
      code: 'store/corrupt',
      message: expect.stringMatching(/put back a backup/),
    })
  })

  it('is refused when it is cut off', async () => {
    const file = await soundStore('cut')
    truncateSync(file, statSync(file).size - 3 * 4096)
    expect(await refusal(file)).toMatchObject({ code: 'store/corrupt' })
  })

  it('is refused when a newer version wrote it', async () => {
    const file = await soundStore('newer')
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(await refusal(file)).toMatchObject({
      code: 'store/newer-format',
      message: expect.stringMatching(/update this program/),
    })
  })

  it('is refused when it cannot be reached', async () => {
    const folder = join(stores.folder, 'folder.sqlite')
    mkdirSync(folder)
    expect(await refusal(folder)).toMatchObject({ code: 'store/unreachable' })
    writeFileSync(join(stores.folder, 'plain'), '')
    expect(await refusal(join(stores.folder, 'plain', 'below.sqlite'))).toMatchObject({ code: 'store/unreachable' })
  })
})

describe('a store that is closed', () => {
  it('has written what was waiting, holds one file, and refuses later use', async () => {
    const file = join(stores.folder, 'closing.sqlite')
    const connection = await connectEmbedded({ file })
    const Note = connection.model('Note', new Schema({ text: String }))
    await Note.init()
    const waiting = Promise.all([Note.create({ text: 'a' }), Note.create({ text: 'b' })])
    const collection = connection.db!.collection('notes')
    const last = collection.insertOne({ text: 'c' })
    await connection.close()
    await last
    await waiting.catch(() => undefined)
    expect(readdirSync(stores.folder).filter((name) => name.startsWith('closing'))).toEqual(['closing.sqlite'])
    await expect(collection.insertOne({ text: 'd' })).rejects.toMatchObject({ code: 'store/closed' })
    await expect(collection.find().toArray()).rejects.toMatchObject({ code: 'store/closed' })
    const again = await connectEmbedded({ file })
    expect(await again.collection('notes').countDocuments({ text: 'c' })).toBe(1)
    await again.close()
  })
})

describe('personal data that were deleted', () => {
  it('are in none of the files any more once the store is closed', async () => {
    const connection = await stores.open('personal')
    const Student = connection.model(
      'Student',
      new Schema({ name: { type: String, index: true }, nicknames: { type: [String], index: true } }),
    )
    await Student.init()
    await Student.create(
      Array.from({ length: 50 }, (_, i) => ({ name: `Canary Gelderland ${i}`, nicknames: ['Canary Nick'] })),
    )
    await Student.updateMany({}, { $set: { name: 'gone' }, $unset: { nicknames: 1 } })
    await Student.deleteMany({})
    await connection.close()
    const files = readdirSync(stores.folder).filter((name) => name.startsWith('personal'))
    expect(files).toEqual(['personal.sqlite'])
    for (const name of files) expect(readFileSync(join(stores.folder, name)).includes('Canary')).toBe(false)
  })
})

describe('a copy of the file of a killed store', () => {
  it('can be opened elsewhere, log included', async () => {
    const file = join(stores.folder, 'copied.sqlite')
    const writer = startWriter(file)
    await writer.heard(20)
    await kill(writer)
    for (const end of ['', '-wal'])
      if (existsSync(file + end)) copyFileSync(file + end, join(stores.folder, `moved.sqlite${end}`))
    const connection = await stores.open('moved')
    const saved = writer.lines.filter((line) => line.startsWith('saved')).length
    expect(await connection.collection('entries').countDocuments({})).toBeGreaterThanOrEqual(saved)
  })
})
