// The methods of a collection that declare, list and drop indexes.
import { types } from 'node:util'
import { unsupported } from '../store-error.ts'
import type { Access } from './collection.ts'
import { openCursor } from './cursor.ts'
import { buildIndex, dropIndex, dropSideTables } from './indexes.ts'
import { isolated } from './isolated.ts'
import { type Direction, ID, type Index, type Layout } from './layout.ts'
import { checkOptions, type Options } from './options.ts'
import { isPosition, splitPath } from './path.ts'
import { serverError } from './server-error.ts'
import { quote } from './sql.ts'

const REFUSED: Readonly<Record<string, string>> = {
  partialFilterExpression: 'use sparse, or a field that only the documents in question have',
  expireAfterSeconds: 'delete what is old by a scheduled deleteMany',
  wildcardProjection: 'declare an index per field',
  weights: 'keep a field of lower-case words and index that',
  hidden: 'drop the index',
  storageEngine: 'leave the option out',
  clustered: 'declare an ordinary index',
}

const KINDS: Readonly<Record<string, string>> = {
  text: 'keep a field of lower-case words and index that',
  hashed: 'use 1',
  '2d': 'index a coarse cell of the map',
  '2dsphere': 'index a coarse cell of the map',
  wildcard: 'declare an index per field',
}

const directionOf = (path: string, kind: unknown): Direction => {
  if (path.includes('$**')) throw unsupported('A wildcard index', KINDS.wildcard!)
  if (kind === 1 || kind === -1) return kind
  if (typeof kind === 'string' && kind in KINDS) throw unsupported(`An index of the kind ${kind}`, KINDS[kind]!)
  throw serverError(67, `Values in v:2 index key pattern must be 1 or -1, found ${JSON.stringify(kind)} at ${path}`)
}

const keyOfSpec = (spec: unknown): Index['key'] => {
  const object =
    typeof spec === 'string'
      ? { [spec]: 1 }
      : types.isMap(spec)
        ? Object.fromEntries(spec as Map<string, unknown>)
        : spec
  const entries = Array.isArray(object) ? object : Object.entries(object as object)
  if (entries.length === 0) throw serverError(67, 'Index keys cannot be an empty object')
  return entries.map(([path, kind]) => {
    const direction = directionOf(path, kind)
    if (splitPath(path).some((piece) => piece === '' || isPosition(piece) || /["\\'\0$]/.test(piece))) {
      throw unsupported(`An index on the path ${path}`, 'index a path of plain field names')
    }
    return [path, direction] as const
  })
}

/** Options that belong to the command rather than to the index. */
const OF_COMMAND = new Set([
  'background',
  'session',
  'maxTimeMS',
  'commitQuorum',
  'writeConcern',
  'comment',
  'w',
  'signal',
])

const declare = (spec: unknown, options: Options): Index => {
  checkOptions(options)
  const kept: Record<string, unknown> = {}
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined || OF_COMMAND.has(option)) continue
    if (option in REFUSED) throw unsupported(`The index option ${option}`, REFUSED[option]!)
    kept[option] = value
  }
  const key = keyOfSpec(spec)
  const name = typeof kept.name === 'string' ? kept.name : key.flat().join('_')
  return { name, key, unique: kept.unique === true, sparse: kept.sparse === true, options: kept, multikey: false }
}

const describe = (index: Index) => ({ v: 2, key: Object.fromEntries(index.key), name: index.name, ...index.options })

const isSameKey = (a: Index, b: Index): boolean => JSON.stringify(a.key) === JSON.stringify(b.key)

/** Whether the index is there already; throws when another one stands in its way. */
const isDeclared = (layout: Layout, wanted: Index): boolean => {
  const named = layout.indexes.find(({ name }) => name === wanted.name)
  const alike = layout.indexes.find((index) => isSameKey(index, wanted))
  if (named !== undefined && !isSameKey(named, wanted)) {
    throw serverError(
      86,
      `An existing index has the same name as the requested index: ${wanted.name}, but other keys. Drop it first.`,
    )
  }
  const same = named ?? alike
  if (same === undefined) return false
  if (same.unique !== wanted.unique || same.sparse !== wanted.sparse) {
    throw serverError(
      named ? 86 : 85,
      `An equivalent index already exists with different options: ${JSON.stringify(describe(same))}`,
    )
  }
  if (named === undefined) throw serverError(85, `Index already exists with a different name: ${same.name}`)
  return true
}

const isOnIdAlone = ({ key }: Index): boolean => key.length === 1 && key[0]![0] === ID

const ID_INDEX = { v: 2, key: { [ID]: 1 }, name: '_id_' }

const namesOf = (spec: unknown, layout: Layout): readonly string[] => {
  if (spec === '*') return layout.indexes.map(({ name }) => name)
  const name = typeof spec === 'string' ? spec : keyOfSpec(spec).flat().join('_')
  if (name === '_id_') throw serverError(72, 'cannot drop _id index')
  if (!layout.indexes.some((index) => index.name === name)) throw serverError(27, `index not found with name [${name}]`)
  return [name]
}

/** The methods, for one collection. */
export const indexMethods = ({ file, commit, checkOpen }: Access, collection: string) => {
  const { tables } = file
  const { catalogue } = tables
  const list = () => {
    const layout = catalogue.find(collection)
    return layout === undefined ? [] : [ID_INDEX, ...layout.indexes.map(describe)]
  }
  const write = <T>(work: () => T): Promise<T> => commit.write(() => isolated(tables, work))
  const guard = <T>(work: () => T): T => {
    checkOpen()
    return file.use(work)
  }
  const create = async (spec: unknown, options: Options = {}): Promise<string> => {
    const index = declare(spec, options)
    if (isOnIdAlone(index)) return '_id_'
    return write(() => {
      const layout = catalogue.open(collection)
      if (!isDeclared(layout, index)) catalogue.save(buildIndex(tables, layout, index))
      return index.name
    })
  }
  const drop = async (spec: unknown): Promise<{ readonly ok: 1 }> =>
    write(() => {
      const layout = catalogue.open(collection)
      catalogue.save(namesOf(spec, layout).reduce((left, name) => dropIndex(tables, left, name), layout))
      return { ok: 1 as const }
    })
  return {
    createIndex: create,
    createIndexes: async (specs: readonly (Options & { readonly key: unknown })[]) => {
      const names: string[] = []
      for (const { key, ...options } of specs) names.push(await create(key, options))
      return names
    },
    dropIndex: drop,
    dropIndexes: async () => {
      await drop('*')
      return true
    },
    listIndexes: () =>
      openCursor(
        () => ({ all: list, batches: () => [list()][Symbol.iterator](), explain: () => ({ steps: [] }) }),
        guard,
      ),
    indexes: async () => guard(list),
    indexExists: async (names: string | readonly string[]) => {
      const there = new Set(guard(list).map(({ name }) => name))
      return [names].flat().every((name) => there.has(name))
    },
    indexInformation: async () => Object.fromEntries(guard(list).map(({ name, key }) => [name, Object.entries(key)])),
    drop: async (): Promise<boolean> =>
      write(() => {
        const layout = catalogue.find(collection)
        if (layout === undefined) return true
        dropSideTables(tables, layout)
        tables.sql.execute(`DROP TABLE ${quote(collection)}`)
        catalogue.remove(collection)
        return true
      }),
  }
}
