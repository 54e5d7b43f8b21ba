import { inParallel } from './in-parallel.ts'

describe('inParallel', () => {
  it('does some at a time and keeps the order of the results', async () => {
    let busy = 0
    let most = 0
    const results = await inParallel([5, 1, 4, 2, 3], 2, async (n) => {
      busy++
      most = Math.max(most, busy)
      await new Promise((resolve) => setImmediate(resolve))
      busy--
      return n * 10
    })
    expect(results).toEqual([50, 10, 40, 20, 30])
    expect(most).toBe(2)
  })
  it('ends with the first error, after what was under way', async () => {
    const done: number[] = []
    const work = inParallel([1, 2, 3], 2, async (n) => {
      if (n === 1) throw new Error('no')
      done.push(n)
    })
    await expect(work).rejects.toThrow('no')
    expect(done).toEqual([2, 3])
  })
})
