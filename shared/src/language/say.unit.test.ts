import { en } from './en.ts'
import { nl } from './nl.ts'
import { say } from './say.ts'

const holes = (text: string) => [...text.matchAll(/\{(\w+)(?=[:}])/g)].map(([, name]) => name).toSorted()

describe('the catalogue', () => {
  it.each(Object.keys(en) as (keyof typeof en)[])('says %s in both languages with the same values', (text) => {
    expect(nl[text]).toBeTruthy()
    expect(new Set(holes(nl[text]))).toEqual(new Set(holes(en[text])))
  })
})

describe('say', () => {
  it('fills in the values', () => expect(say('nl', 'cell/spelling', { value: 'Baak' })).toBe('gelezen als "Baak"'))
  it('leaves a hole without a value to be seen', () => expect(say('en', 'cell/spelling')).toBe('read as "{value}"'))
  it('says one of something as one', () => {
    expect(say('nl', 'answer/so-many', { places: 1 })).toBe('1 plek')
    expect(say('nl', 'answer/so-many', { places: 2 })).toBe('2 plekken')
    expect(say('en', 'answer/so-many', { places: 0 })).toBe('0 places')
  })
})
