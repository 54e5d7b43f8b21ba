// Generates operations on a collection whose outcome is the same on every store: no ties, no order left to chance.
import type { Chance } from './chance.ts'
import type { BulkOperation } from './memory-collection.ts'
import type { Doc, Value } from './model-values.ts'
import { type Operation, operation } from './operation.ts'
import { randomDocument, randomFilter, randomProjection, randomSort, type Scope, scalar } from './random-documents.ts'
import { serviceOperation } from './service-operations.ts'

const MOST_IDS = 80

const anId = (chance: Chance): number => chance.below(MOST_IDS)

/** Changes that succeed on any document, for updates of many. */
const calmUpdate = (chance: Chance, scope: Scope): Doc =>
  chance.oneOf<() => Doc>([
    () => ({ $set: { m: scalar(chance, scope) } }),
    () => ({ $set: { s: chance.oneOf(['red', 'blue']), n: chance.below(6) } }),
    () => ({ $unset: { [chance.oneOf(['n', 's', 'm', 'd'])]: '' } }),
    () => ({ $min: { n: chance.below(6) } }),
    () => ({ $max: { d: new Date(chance.below(2) * 1e12) }, $set: { t: chance.below(3) } }),
  ])()

/** Changes of one document, some of which are refused. */
const boldUpdate = (chance: Chance, scope: Scope): Doc => {
  const small = () => chance.below(6)
  const item = () => ({ k: chance.oneOf(['red', 'blue']), v: small() })
  const common: (() => Doc)[] = [
    () => calmUpdate(chance, scope),
    () => ({ $inc: { n: chance.oneOf([1, -2, 0.5]) } }),
    () => ({ $inc: { 'o.x': 1, key: 0 }, $set: { 'o.z': small() } }),
    () => ({ $mul: { n: 2 } }),
    () => ({ $inc: { s: 1 } }),
    () => ({ $push: { a: small() } }),
    () => ({ $push: { a: { $each: chance.some(scope === 'common' ? 1 : 0, 3, small) } } }),
    () => ({ $push: { l: item() }, $set: { n: 1 } }),
    () => ({ $addToSet: { a: small() } }),
    () => ({ $addToSet: { a: { $each: chance.some(1, 3, small) } } }),
    () => ({ $pop: { a: chance.oneOf([1, -1]) } }),
    () => ({ $pull: { a: small() } }),
    () => ({ $pullAll: { a: [small(), small()] } }),
    () => ({ $set: { 'o.x': small(), 'p.q.r': small() } }),
    () => ({ $unset: { 'o.y': '' } }),
    () => ({ $rename: { s: 'z' } }),
    () => ({ $set: { n: 1 }, $inc: { n: 1 } }),
  ]
  const wide: (() => Doc)[] = [
    () => ({ $set: { 'a.1': small() } }),
    () => ({ $set: { key: chance.below(60) } }),
    () => ({ $set: { 'l.0.v': small() } }),
    () => ({ $set: { 'n.x': 1 } }),
    () => ({ $unset: { 'a.0': '', 'l.0.k': '' } }),
    () => ({
      $push: { a: { $each: chance.some(0, 3, small), $position: chance.below(3), $slice: chance.oneOf([-3, 2, 4]) } },
    }),
    () => ({ $push: { a: { $each: [small()], $sort: chance.oneOf([1, -1]) } } }),
    () => ({ $push: { l: { $each: [item()], $sort: { v: 1, k: -1 }, $slice: -4 } } }),
    () => ({ $push: { m: 1 } }),
    () => ({ $pull: { a: { $gte: small() } } }),
    () => ({ $pull: { l: { k: chance.oneOf(['red', 'blue']), v: { $lt: small() } } } }),
    () => ({ $pull: { l: { v: { $in: [small(), small()] } } } }),
    () => ({ $addToSet: { l: item() } }),
    () => ({ $rename: { 'o.x': 'moved.to', s: 'o.s' } }),
    () => ({ $min: { m: scalar(chance, scope) } }),
    () => ({ $max: { m: scalar(chance, scope) } }),
    () => ({ $set: { _id: 5000 } }),
    () => ({ $set: { o: { a: 1 } }, $unset: { 'o.x': '' } }),
    () => ({ $setOnInsert: { s: 'never' }, $set: { 'o.x': small() } }),
  ]
  return chance.oneOf(scope === 'wide' ? [...common, ...wide] : common)()
}

const upsertUpdate = (chance: Chance): Doc =>
  chance.oneOf<Doc>([
    { $set: { n: chance.below(6) }, $setOnInsert: { s: 'born', key: 2000 + chance.below(100_000) } },
    { $inc: { n: 1 }, $setOnInsert: { 'o.x': 3, key: 2000 + chance.below(100_000) } },
    { $push: { a: 1 }, $setOnInsert: { key: 2000 + chance.below(100_000) } },
  ])

const insertion = (chance: Chance, scope: Scope): Operation => {
  if (!chance.oneIn(4)) {
    const document = randomDocument(chance, scope, anId(chance))
    return operation('insertOne', [document], (on) => on.insertOne(document).then(() => 'inserted'))
  }
  const documents = chance.some(1, 4, () => randomDocument(chance, scope, anId(chance)))
  const ordered = chance.oneIn(2)
  return operation(
    'insertMany',
    [documents, { ordered }],
    async (on) => (await on.insertMany(documents, { ordered })).insertedCount,
  )
}

const update = (chance: Chance, scope: Scope): Operation => {
  const filter: Doc = { _id: anId(chance), ...(chance.oneIn(3) && { n: { $gte: chance.below(4) } }) }
  switch (chance.below(6)) {
    case 0: {
      const [many, change] = [randomFilter(chance, scope), calmUpdate(chance, scope)]
      return operation('updateMany', [many, change], (on) => on.updateMany(many, change))
    }
    case 1: {
      const byId = { _id: anId(chance) }
      const change = upsertUpdate(chance)
      return operation('upsert', [byId, change], (on) => on.updateOne(byId, change, { upsert: true }))
    }
    case 2: {
      const { _id, ...document } = randomDocument(chance, scope, 0)
      const byId = { _id: anId(chance) }
      const options = { upsert: chance.oneIn(3) }
      // FerretDB 1.24 words a breach by an update or a replacement as an internal error.
      if (scope === 'common') document.key = 2000 + chance.below(100_000)
      return operation('replaceOne', [byId, document, options], (on) => on.replaceOne(byId, document, options))
    }
    default: {
      const change = boldUpdate(chance, scope)
      return operation('updateOne', [filter, change], (on) => on.updateOne(filter, change))
    }
  }
}

const findAndChange = (chance: Chance, scope: Scope): Operation => {
  const filter = randomFilter(chance, scope, 1)
  const sort = randomSort(chance, scope)
  if (chance.oneIn(4))
    return operation('findOneAndDelete', [filter, { sort }], (on) => on.findOneAndDelete(filter, { sort }))
  const change = boldUpdate(chance, scope)
  const options = { sort, returnDocument: chance.oneOf(['before', 'after'] as const) }
  return operation('findOneAndUpdate', [filter, change, options], (on) => on.findOneAndUpdate(filter, change, options))
}

const deletion = (chance: Chance, scope: Scope): Operation => {
  if (chance.oneIn(3)) {
    const filter = { ...randomFilter(chance, scope, 1), key: { $lt: chance.below(12) } }
    return operation('deleteMany', [filter], async (on) => (await on.deleteMany(filter)).deletedCount)
  }
  const filter = { _id: anId(chance) }
  return operation('deleteOne', [filter], async (on) => (await on.deleteOne(filter)).deletedCount)
}

const COUNTS = ['insertedCount', 'matchedCount', 'modifiedCount', 'deletedCount', 'upsertedCount']

const bulk = (chance: Chance, scope: Scope): Operation => {
  // Unordered operations may run in any order, so no two of them touch one document, nor may an insert be refused.
  const ordered = chance.oneIn(2)
  const start = anId(chance)
  const operations = chance
    .some(1, 6, () => anId(chance))
    .map((id, i): BulkOperation => {
      const filter = { _id: ordered ? id : start + i }
      switch (chance.below(ordered ? 4 : 3)) {
        case 0:
          return { deleteOne: { filter } }
        case 1:
          return { updateOne: { filter, update: calmUpdate(chance, scope) } }
        case 2:
          return { updateOne: { filter, update: upsertUpdate(chance), upsert: true } }
        default:
          return { insertOne: { document: randomDocument(chance, scope, id) } }
      }
    })
  return operation('bulkWrite', [operations, { ordered }], async (on) => {
    const result = (await on.bulkWrite(operations, { ordered })) as Record<string, Value>
    return Object.fromEntries(COUNTS.map((count) => [count, result[count]]))
  })
}

const question = (chance: Chance, scope: Scope): Operation => {
  const filter = randomFilter(chance, scope)
  switch (chance.below(5)) {
    case 0:
      return operation('countDocuments', [filter], (on) => on.countDocuments(filter))
    case 1: {
      const path = chance.oneOf(['n', 's', 'a', 'key'])
      return operation('distinct', [path, filter], async (on) => new Set(await on.distinct(path, filter)))
    }
    default: {
      const options = {
        sort: randomSort(chance, scope),
        skip: chance.oneIn(3) ? chance.below(5) : 0,
        limit: chance.oneIn(2) ? 1 + chance.below(10) : 0,
        projection: randomProjection(chance),
      }
      return operation('find', [filter, options], (on) => on.find(filter, options).toArray())
    }
  }
}

/** The next operation of a story. */
export const randomOperation = (chance: Chance, scope: Scope): Operation => {
  const kinds = [insertion, insertion, update, update, update, findAndChange, deletion, bulk, question, question]
  return chance.oneOf([...kinds, serviceOperation, serviceOperation, serviceOperation])(chance, scope)
}
