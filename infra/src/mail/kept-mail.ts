// The post of the embedded bureau: letters are kept in its own files and shown at /_mail instead of being sent.
import type { Letter, Mail } from '@stagebureau/shared'
import { type Connection, Schema } from 'mongoose'
import { isDuplicate } from '../store/aggregate.ts'
import { readyIndexes } from '../store/indexes.ts'
import { compose } from './compose.ts'

export type KeptLetter = Letter & { readonly _id: string; readonly sentAt: string; readonly raw: Buffer }

const schema = new Schema<KeptLetter>(
  {
    _id: String,
    messageId: String,
    to: String,
    subject: String,
    text: String,
    html: String,
    date: String,
    sentAt: { type: String, index: true },
    raw: Buffer,
  },
  { strict: 'throw', versionKey: false, collection: 'mail', autoIndex: false, autoCreate: false },
)

export type KeptMail = Mail & {
  /** Newest first. */
  readonly list: (most: number) => Promise<readonly KeptLetter[]>
  readonly count: () => Promise<number>
  /** Every letter in the order of its message id, one at a time. */
  readonly each: () => AsyncIterable<KeptLetter>
}

export const createKeptMail = async (connection: Connection, from: string): Promise<KeptMail> => {
  const model = connection.model('Mail', schema)
  await readyIndexes(connection)
  return {
    send: async (letter) => {
      const raw = await compose(letter, from)
      try {
        await model.insertMany([{ ...letter, _id: letter.messageId, sentAt: letter.date, raw }])
      } catch (error) {
        // Sent before a crash and now again: the same letter, kept once.
        if (!isDuplicate(error)) throw error
      }
    },
    list: (most) => model.find().sort({ sentAt: -1, _id: 1 }).limit(most).lean() as unknown as Promise<KeptLetter[]>,
    count: () => model.estimatedDocumentCount(),
    each: async function* () {
      // Plain reads give binary fields as the driver has them.
      for await (const letter of model.find().sort({ _id: 1 }).lean().cursor())
        yield { ...letter, raw: Buffer.from((letter.raw as unknown as { buffer: Uint8Array }).buffer) } as KeptLetter
    },
  }
}
