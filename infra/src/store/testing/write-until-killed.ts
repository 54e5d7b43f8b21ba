// Writes to a store until it is killed, and says on standard output what was acknowledged; run as a process of its own.
import { writeSync } from 'node:fs'
import { Schema } from 'mongoose'
import { connectEmbedded } from '../connect-embedded.ts'

const [file = ''] = process.argv.slice(2)
const connection = await connectEmbedded({ file })
const schema = new Schema({ n: { type: Number, unique: true }, tags: { type: [String], index: true }, text: String })
const Entry = connection.model('Entry', schema)
await Entry.init()

const say = (line: string) => writeSync(1, `${line}\n`)
const start = await Entry.countDocuments()
say('ready')
for (let n = start; ; n += 8) {
  const batch = Array.from({ length: 8 }, (_, i) => ({
    n: n + i,
    tags: ['all', `t${(n + i) % 5}`],
    text: 'x'.repeat(700),
  }))
  await Promise.all(batch.map((one) => Entry.create(one).then(() => say(`saved ${one.n}`))))
  await Entry.updateOne({ n }, { $push: { tags: 'pushed' }, $set: { text: 'y'.repeat(2000) } })
  say(`pushed ${n}`)
}
