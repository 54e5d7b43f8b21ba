// Keys sort in SQLite as values sort in BSON, and only keys that do so call themselves exact.
import { DatabaseSync } from 'node:sqlite'
import mongoose from 'mongoose'
import { compare } from './compare.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { isExact, keyOf } from './key.ts'
import type { Stored } from './stored.ts'

const { Binary, Decimal128, Long, MaxKey, ObjectId, Timestamp, UUID } = mongoose.mongo

const VALUES: readonly unknown[] = [
  null,
  Number.NEGATIVE_INFINITY,
  Long.fromString('-9223372036854775808'),
  -1.5,
  0,
  2,
  Decimal128.fromString('2.5'),
  1e20,
  Long.fromString('9007199254740993'),
  '',
  'A',
  'a',
  'ab',
  'é',
  '\uFFFD',
  '\u{1F600}',
  '\x7ftagged',
  { a: 1 },
  { a: 1, b: 2 },
  [1],
  [1, 2],
  new Binary(Buffer.from([1])),
  new Binary(Buffer.from([1, 2])),
  new UUID('00000000-0000-4000-8000-000000000000'),
  new ObjectId('650000000000000000000000'),
  new ObjectId('ffffffffffffffffffffffff'),
  false,
  true,
  new Date(-8.64e15),
  new Date(-1),
  new Date(0),
  new Date(1_700_000_000_000),
  new Date(8.64e15),
  new Timestamp({ t: 1, i: 1 }),
  /a/i,
  new MaxKey(),
]

describe('kept values', () => {
  it('come back as they went in', () => {
    for (const value of VALUES) {
      const back = decode(encode(value))
      expect(mongoose.mongo.BSON.EJSON.stringify({ back } as object)).toBe(
        mongoose.mongo.BSON.EJSON.stringify({ back: value } as object),
      )
    }
  })

  it('have keys that SQLite sorts as BSON sorts the values', () => {
    const database = new DatabaseSync(':memory:')
    database.exec('CREATE TABLE keys (place INTEGER, key ANY) STRICT')
    const insert = database.prepare('INSERT INTO keys VALUES (?,?)')
    const kept: Stored[] = VALUES.map(encode)
    const sorted = kept.filter((value) => isExact(value)).sort(compare)
    for (const [place, value] of sorted.entries()) insert.run(place, keyOf(value))
    const places = database
      .prepare('SELECT place FROM keys ORDER BY key, place')
      .all()
      .map(({ place }) => place)
    expect(places).toEqual(sorted.map((_, place) => place))
    expect(sorted.length).toBeGreaterThan(20)
  })

  it('are equal when their numbers are', () => {
    expect(compare(encode(5), encode(Decimal128.fromString('5.0')))).toBe(0)
    expect(compare(encode(0.1), encode(Decimal128.fromString('0.1')))).not.toBe(0)
    expect(compare(encode(Number.NaN), encode(Number.NEGATIVE_INFINITY))).toBeLessThan(0)
    expect(compare(encode({ a: 1, b: 2 }), encode({ b: 2, a: 1 }))).not.toBe(0)
  })
})
