// Keeps what an import has decided until all of it is applied, so that a process that dies halfway finishes it later.
import { type Connection, Schema } from 'mongoose'
import { modelOf, valuesOf } from './read.ts'
import { turnsOf } from './turns.ts'

const importSchema = new Schema(
  {
    _id: String,
    kind: { type: String, required: true },
    state: { type: String, required: true, index: true },
    chunks: Number,
  },
  { strict: 'throw', versionKey: false, collection: 'imports', autoIndex: false, autoCreate: false },
)
const chunkSchema = new Schema(
  { _id: String, importId: { type: String, required: true, index: true }, at: Number, decisions: [Schema.Types.Mixed] },
  {
    strict: 'throw',
    versionKey: false,
    minimize: false,
    collection: 'importChunks',
    autoIndex: false,
    autoCreate: false,
  },
)
const chunkSize = 500
type Chunk = {
  readonly _id: string
  readonly importId: string
  readonly at: number
  readonly decisions: readonly unknown[]
}

export type ImportJournal = {
  /** Writes the decisions down, applies them, and takes them out again. `apply` must be harmless when repeated. */
  readonly run: <Decision>(
    id: string,
    kind: string,
    decisions: readonly Decision[],
    apply: (decisions: readonly Decision[]) => Promise<void>,
  ) => Promise<void>
  /** Applies what a process that died left, per kind; called at the start and now and then. */
  readonly finish: <Decision>(kind: string, apply: (decisions: readonly Decision[]) => Promise<void>) => Promise<void>
}

export const createImportJournal = (connection: Connection): ImportJournal => {
  const imports = connection.model('Import', importSchema)
  const chunks = modelOf<Chunk>(connection, 'ImportChunk', chunkSchema)
  const { lead, hold } = turnsOf(connection)
  const turnOf = (importId: string) => `import ${importId}`

  const applyAll = async <Decision>(importId: string, apply: (decisions: readonly Decision[]) => Promise<void>) => {
    for (;;) {
      const [chunk] = await chunks.find({ importId }).sort({ at: 1 }).limit(1).lean()
      if (chunk === undefined) break
      await apply(chunk.decisions as readonly Decision[])
      await chunks.deleteOne({ _id: chunk._id })
    }
    await imports.updateOne({ _id: importId }, { $set: { state: 'applied' } })
  }

  const take = async <Decision>(
    { id, kind, decisions }: { readonly id: string; readonly kind: string; readonly decisions: readonly Decision[] },
    apply: (decisions: readonly Decision[]) => Promise<void>,
    still: () => boolean,
  ) => {
    const documents = Array.from({ length: Math.ceil(decisions.length / chunkSize) }, (_, at) => ({
      _id: `${id}:${at}`,
      importId: id,
      at,
      decisions: decisions.slice(at * chunkSize, (at + 1) * chunkSize),
    }))
    await chunks.insertMany(documents)
    // Others take what was written by a process that stood still for something that nobody will finish.
    if (!still()) throw new Error(`the import ${id} was held up for too long; import it again`)
    // From this write on the import will happen, whatever becomes of this process.
    await imports.create({ _id: id, kind, state: 'applying', chunks: documents.length })
    await applyAll(id, apply)
  }

  return {
    run: (id, kind, decisions, apply) => hold(turnOf(id), (still) => take({ id, kind, decisions }, apply, still)),
    finish: async (kind, apply) => {
      const unfinished = await imports.find({ kind, state: 'applying' }).lean()
      for (const { _id } of unfinished) await lead(turnOf(_id!), () => applyAll(_id!, apply))
      // Chunks without their import were written by a process that died before it could promise anything.
      for (const importId of await valuesOf(chunks, 'importId'))
        await lead(turnOf(importId), async () => {
          if ((await imports.exists({ _id: importId })) === null) await chunks.deleteMany({ importId })
        })
    },
  }
}
