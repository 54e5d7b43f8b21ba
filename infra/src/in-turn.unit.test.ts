// Taking turns: work on the same thing never overlaps, other work does, and a failure stops nobody.
import { createInTurn } from './in-turn.ts'

/** Work that ends when it is told to, and notes when it begins and ends. */
const story = () => {
  const notes: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => async () => {
    notes.push(`${name} begins`)
    await new Promise<void>((resolve) => void ends.set(name, resolve))
    notes.push(`${name} ends`)
  }
  const end = async (name: string) => {
    ends.get(name)!()
    await new Promise(setImmediate)
  }
  return { notes, work, end }
}

describe('taking turns', () => {
  it('lets work that names the same thing wait, also with several names, and other work not', async () => {
    const { notes, work, end } = story()
    const inTurn = createInTurn()
    const all = [
      inTurn(['a'], work('1')),
      inTurn(['a', 'b'], work('2')),
      inTurn(['b'], work('3')),
      inTurn(['c'], work('4')),
    ]
    await new Promise(setImmediate)
    expect(notes).toEqual(['1 begins', '4 begins'])
    await end('1')
    expect(notes.slice(2)).toEqual(['1 ends', '2 begins'])
    await end('2')
    expect(notes.slice(4)).toEqual(['2 ends', '3 begins'])
    await end('3')
    await end('4')
    await Promise.all(all)
  })

  it('goes on after a failure, which only its own caller hears of', async () => {
    const inTurn = createInTurn()
    const failing = inTurn(['a'], () => Promise.reject(new Error('full')))
    const next = inTurn(['a'], async () => 'done')
    await expect(failing).rejects.toThrow('full')
    expect(await next).toBe('done')
  })
})
