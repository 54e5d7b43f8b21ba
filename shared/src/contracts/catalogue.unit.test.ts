import { z } from 'zod'
import { contract, type Envelope, receive, UnreadableEvent } from '../kernel/contract.ts'
import { catalogue } from './catalogue.ts'

const envelope = (type: string, version: number, data: unknown): Envelope => ({
  id: 'x:1',
  source: 'test',
  type,
  version,
  subject: 'x',
  sequence: 1,
  time: '2026-09-01T08:00:00.000Z',
  data,
})

describe('the catalogue of events', () => {
  it('names every event once', () => {
    const types = catalogue.map(({ type }) => type)
    expect(new Set(types).size).toBe(types.length)
  })

  describe.each(catalogue)('$type', (declared) => {
    it('has an example of every version that can be read', () => {
      expect(Object.keys(declared.examples).map(Number)).toContain(declared.version)
      for (const [version, data] of Object.entries(declared.examples))
        expect(receive(declared, envelope(declared.type, Number(version), data)).data).toBeTruthy()
    })
    it('holds nothing by which a stranger would know a person', () => {
      const text = JSON.stringify(z.toJSONSchema(declared.data, { unrepresentable: 'any' }))
      expect(text).not.toMatch(/firstName|lastName|displayName|email|birthDate|phone|"postcode"/i)
    })
  })
})

describe('receive', () => {
  const Counted = contract({
    type: 'Counted',
    owner: 'matching',
    sentence: 'Something was counted.',
    version: 3,
    data: { count: z.int(), unit: z.string() },
    upcasts: {
      1: (old) => ({ ...old, count: old.number }),
      2: (old) => ({ ...old, unit: 'pieces' }),
    },
    examples: { 1: { number: 1 }, 2: { count: 1 }, 3: { count: 1, unit: 'pieces' } },
  })

  it('brings older versions up to date, one step at a time', () => {
    expect(receive(Counted, envelope('Counted', 1, { number: 7 })).data).toEqual({ count: 7, unit: 'pieces' })
    expect(receive(Counted, envelope('Counted', 2, { count: 7 })).data).toEqual({ count: 7, unit: 'pieces' })
  })
  it('drops fields that it does not know yet', () => {
    expect(receive(Counted, envelope('Counted', 3, { count: 7, unit: 'x', later: true })).data).toEqual({
      count: 7,
      unit: 'x',
    })
  })
  it.each([
    ['of another shape', 3, { count: 'seven' }],
    ['from the future', 4, { count: 7, unit: 'x' }],
  ])('says that an event %s cannot be read', (_, version, data) => {
    expect(() => receive(Counted, envelope('Counted', version, data))).toThrow(UnreadableEvent)
  })
})
