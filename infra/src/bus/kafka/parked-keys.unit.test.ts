// Asking the documents before every batch whether something is parked costs more than handling it; not asking when something is would break the order.
import type { KeyOfGroup } from '@stagebureau/shared'
import { createParkedKeys } from './parked-keys.ts'

const store = () => {
  const parked: KeyOfGroup[] = []
  const asked: string[][] = []
  return {
    parked,
    asked,
    keysOf: async () => [...parked],
    keysAmong: async (_group: string, _topic: string, keys: readonly string[]) => {
      asked.push([...keys])
      return new Set(keys.filter((key) => parked.some((one) => one.key === key)))
    },
  }
}
const key = (name: string): KeyOfGroup => ({ group: 'g', topic: 't', key: name })

describe('the keys of a group for which something may be parked', () => {
  it('asks about nothing while nothing is parked', async () => {
    const documents = store()
    const keys = createParkedKeys('g', documents)
    expect(await keys.among('t', ['a', 'b'])).toEqual(new Set())
    expect(documents.asked).toEqual([])
  })

  it('knows what an earlier member parked, and what it parks itself', async () => {
    const documents = store()
    documents.parked.push(key('a'))
    const keys = createParkedKeys('g', documents)
    expect(await keys.among('t', ['a', 'b'])).toEqual(new Set(['a']))
    keys.add('t', 'b')
    documents.parked.push(key('b'))
    expect(await keys.among('t', ['b', 'c'])).toEqual(new Set(['b']))
    expect(documents.asked).toEqual([['a'], ['b']])
  })

  it('lets go of a key that was replayed or discarded elsewhere', async () => {
    const documents = store()
    documents.parked.push(key('a'))
    const keys = createParkedKeys('g', documents)
    await keys.among('t', ['a'])
    documents.parked.length = 0
    expect(await keys.among('t', ['a'])).toEqual(new Set())
  })

  it('looks anew when partitions have changed hands', async () => {
    const documents = store()
    const keys = createParkedKeys('g', documents)
    await keys.among('t', ['a'])
    documents.parked.push(key('a'))
    keys.forget()
    expect(await keys.among('t', ['a'])).toEqual(new Set(['a']))
  })

  it('does not go on with what it was reading while partitions changed hands', async () => {
    const documents = store()
    const keys = createParkedKeys('g', documents)
    const reading = keys.among('t', ['a'])
    keys.forget()
    documents.parked.push(key('a'))
    await reading
    expect(await keys.among('t', ['a'])).toEqual(new Set(['a']))
  })

  it('reads again after a reading that failed', async () => {
    const documents = store()
    const away = { ...documents, keysOf: (): Promise<KeyOfGroup[]> => Promise.reject(new Error('away')) }
    const keys = createParkedKeys('g', away)
    await expect(keys.among('t', ['a'])).rejects.toThrow('away')
    away.keysOf = async () => [key('a')]
    documents.parked.push(key('a'))
    expect(await keys.among('t', ['a'])).toEqual(new Set(['a']))
  })
})
