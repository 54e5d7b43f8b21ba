// The memory of where arrays have been: never forgets one, and never grows without end.
import { emptyShape, keepShape, mayHoldArray, note, restoreShape } from './shape.ts'

describe('the shape of a collection', () => {
  it('knows every path that an array lies on', () => {
    const shape = emptyShape()
    note(shape, { a: { b: [{ c: 1 }] }, d: [[1]], e: { f: 1 } })
    const paths = ['a.b', 'a.b.c', 'd', 'd.0']
    for (const path of paths) expect([path, mayHoldArray(shape, path.split('.'))]).toEqual([path, true])
    for (const path of ['a', 'e', 'e.f', 'x'])
      expect([path, mayHoldArray(shape, path.split('.'))]).toEqual([path, false])
  })

  it('is the same after it was kept', () => {
    const shape = emptyShape()
    note(shape, { 'dotted.name': { list: [] }, n: '\x7fm1.5' })
    const restored = restoreShape(JSON.parse(JSON.stringify(keepShape(shape))))
    expect(keepShape(restored)).toEqual(keepShape(shape))
    expect(restored.odd).toBe(true)
    expect(mayHoldArray(restored, ['dotted.name', 'list'])).toBe(true)
  })

  it('takes any field for an array where there are too many to remember', () => {
    const shape = emptyShape()
    for (let i = 0; i < 300; i += 1) note(shape, { byStudent: { [`s${i}`]: { list: [i] } } })
    expect(mayHoldArray(shape, ['byStudent', 's299', 'list'])).toBe(true)
    expect(mayHoldArray(shape, ['byStudent', 'unseen'])).toBe(true)
    expect(keepShape(shape).arrays.length).toBeLessThanOrEqual(256)
    shape.changed = false
    note(shape, { byStudent: { another: { list: [1] } } })
    expect(shape.changed).toBe(false)
  })
})
