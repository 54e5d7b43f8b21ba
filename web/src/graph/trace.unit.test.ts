// A trace made in the browser is one as the standard has it, another for every request.
import { newTrace } from './trace.ts'

describe('a new trace', () => {
  it('has the form of version 00 of W3C Trace Context, with a number that is not nothing', () => {
    expect(newTrace()).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/)
  })

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 100 }, newTrace)).size).toBe(100)
  })
})
