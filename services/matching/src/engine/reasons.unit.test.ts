// Masks keep every reason and give it back by name.
import { maskOf, maskOfPair, rulesIn } from './reasons.ts'

describe('reasons', () => {
  const rules = ['too far', 'wrong level', 'not recognised'] as const

  it('come back in the order of the rules', () => {
    expect(rulesIn(rules, maskOf(rules, ['not recognised', 'too far']))).toEqual(['too far', 'not recognised'])
    expect(rulesIn(rules, maskOf(rules, []))).toEqual([])
  })

  it('are found for a rejected pair and are none for another', () => {
    const rejected = {
      offsets: Int32Array.of(0, 2, 3),
      openings: Int32Array.of(4, 7, 4),
      masks: Int32Array.of(1, 2, 6),
    }
    expect(maskOfPair(rejected, 0, 7)).toBe(2)
    expect(maskOfPair(rejected, 1, 4)).toBe(6)
    expect(maskOfPair(rejected, 1, 7)).toBe(0)
  })
})
