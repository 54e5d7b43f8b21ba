// Generates operations in the shapes in which the bureau itself asks its store: projections, guarded saves, pages, searches, letters.
import type { Chance } from './chance.ts'
import type { DocumentCollection } from './memory-collection.ts'
import type { Doc, Value } from './model-values.ts'
import { type Operation, operation } from './operation.ts'

const mostIds = 80
const anId = (chance: Chance): number => chance.below(mostIds)
const someIds = (chance: Chance): number[] => chance.some(1, 6, () => anId(chance))
const word = (chance: Chance): string => chance.oneOf(['red', 'green', 'blue', 'green wood', 'Red'])
/** A new document needs a value of its own for the unique field. */
const freshKey = (chance: Chance): number => 2000 + chance.below(1_000_000)

type Shape = (chance: Chance) => Operation

/** Refused as a duplicate when the document is not older: that is how a projection knows an old event. */
const projecting: Shape = (chance) => {
  const sequence = chance.below(5)
  const older = { _id: anId(chance), t: { $lt: sequence } }
  const change = {
    $set: { s: word(chance), l: [{ k: 'red', v: 1 }], t: sequence },
    $setOnInsert: { key: freshKey(chance) },
  }
  return operation('project', [older, change], (on) => on.updateOne(older, change, { upsert: true }))
}

const savingGuarded: Shape = (chance) => {
  const version = chance.below(4)
  const filter = { _id: anId(chance), t: version }
  const document = {
    key: freshKey(chance),
    t: version + 1,
    s: word(chance),
    a: chance.some(0, 3, () => chance.below(6)),
  }
  return operation('save', [filter, document], (on) => on.replaceOne(filter, document))
}

const takingOut: Shape = (chance) => {
  const updates = [...new Set(someIds(chance))].map((_id) => ({
    updateOne: { filter: { _id, t: chance.below(4) }, update: { $set: { a: [], n: 0 } } },
  }))
  return operation('take out', [updates], async (on) => {
    const { matchedCount, modifiedCount } = (await on.bulkWrite(updates, { ordered: false })) as Record<string, Value>
    return { matchedCount, modifiedCount }
  })
}

const sendingLetters: Shape = (chance) => {
  const filter = { _id: { $in: someIds(chance) } }
  const change = chance.oneOf<Doc>([
    { $set: { s: 'red' }, $inc: { t: 1 } },
    { $set: { s: 'blue' }, $unset: { z: 1, m: 1 } },
  ])
  return operation('send', [filter, change], (on) => on.updateMany(filter, change))
}

const makingOnce: Shape = (chance) => {
  const filter = { _id: anId(chance) }
  const change = chance.oneOf<Doc>([
    { $setOnInsert: { key: freshKey(chance), s: word(chance), o: { x: 1, y: null } } },
    { $max: { t: chance.below(5) }, $setOnInsert: { key: freshKey(chance) } },
  ])
  return operation('make once', [filter, change], (on) => on.updateOne(filter, change, { upsert: true }))
}

const usingOnce: Shape = (chance) => {
  const filter = { _id: anId(chance), d: { $exists: false } }
  const change = { $set: { d: new Date(0) } }
  return operation('use once', [filter, change], (on) => on.updateOne(filter, change))
}

const paging: Shape = (chance) => {
  const [at, after] = [word(chance), anId(chance)]
  const further = { $or: [{ s: { $gt: at } }, { s: at, _id: { $gt: after } }] }
  const list = chance.oneOf(['a.0', 'l.0'])
  const mine = chance.oneOf<Doc>([{}, { [list]: { $exists: chance.oneIn(2) } }, { 'l.k': word(chance) }])
  const options = {
    sort: { s: 1, _id: 1 },
    limit: 1 + chance.below(10),
    projection: chance.oneOf<Doc>([{}, { _id: 1 }]),
  }
  const filter = { $and: [mine, further] }
  return operation('page', [filter, options], (on) => on.find(filter, options).toArray())
}

const searching: Shape = (chance) => {
  const text = { $regex: chance.oneOf(['RED', 'gr', 'n w', 'o\\.x']), $options: 'i' }
  const filter = {
    $and: [{ $or: [{ s: text }, { 'l.k': text }, { 'o.y': text }] }, { key: { $ne: chance.below(60) } }],
  }
  return operation('search', [filter], (on) => on.find(filter, { sort: { _id: 1 } }).toArray())
}

const summing: Shape = (chance) => {
  const pipeline = [
    { $match: chance.oneOf<Doc>([{}, { s: word(chance) }, { _id: { $in: someIds(chance) } }]) },
    { $group: { _id: null, sum: { $sum: '$t' } } },
  ]
  return operation('sum', [pipeline], (on: DocumentCollection) => on.aggregate(pipeline).toArray())
}

const forgetting: Shape = (chance) => {
  const filter = { _id: { $in: chance.some(1, 2, () => anId(chance)) } }
  return operation('forget', [filter], async (on) => (await on.deleteMany(filter)).deletedCount)
}

const shapes: readonly Shape[] = [
  projecting,
  projecting,
  savingGuarded,
  takingOut,
  sendingLetters,
  makingOnce,
  usingOnce,
  paging,
  searching,
  summing,
  forgetting,
]

export const serviceOperation: Shape = (chance) => chance.oneOf(shapes)(chance)
