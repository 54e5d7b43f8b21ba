// A trace made in the browser is one that the bureau reads a number from, another for every request.
import { requestIdIn } from '@stagebureau/shared'
import { newTrace } from './trace.ts'

describe('a new trace', () => {
  it('is read by the bureau as a number of its own', () => {
    const traces = Array.from({ length: 100 }, newTrace)
    expect(new Set(traces.map(requestIdIn)).size).toBe(100)
    const [, number] = traces[0]!.split('-')
    expect(requestIdIn(traces[0])?.replaceAll('-', '')).toBe(number)
  })
})
