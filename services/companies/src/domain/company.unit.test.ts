import { story } from '@stagebureau/shared/testing'
import { type CompanyFacts, companyDecider } from './company.ts'

const { given } = story(companyDecider, '2026-06-08T08:00:00.000Z')
const companyId = 'c1'
const facts: CompanyFacts = {
  kvkNumber: '01234567',
  establishmentNumber: '000012345678',
  name: 'Bouwbedrijf Bos',
  address: 'Dorpsstraat 1',
  postcode: '7008 VX',
  place: 'Lindervoort',
  worlds: ['Mobiliteit & Ruimte'],
  profiles: ['BWI'],
  recognitions: [],
  contact: 'Imke Bos',
  email: 'info@bos.example',
}
const register = { do: 'register' as const, companyId, facts }

describe('a company', () => {
  it('is registered once, and tells nothing of whom to write to', () => {
    const [event] = given().when(register)
    expect(event).toMatchObject({
      type: 'CompanyRegistered',
      data: { companyId, area: '7008', name: 'Bouwbedrijf Bos' },
    })
    expect(JSON.stringify(event)).not.toMatch(/Imke|info@bos|7008 VX/)
    expect(given(register).when(register)).toEqual([])
  })
  it('changes when a fact does, and remembers its former name', () => {
    expect(given(register).when({ do: 'change', companyId, facts: { ...facts } })).toEqual([])
    const renamed = { do: 'change' as const, companyId, facts: { ...facts, name: 'Bos Bouw' } }
    expect(given(register).when(renamed)).toMatchObject([{ type: 'CompanyChanged', data: { name: 'Bos Bouw' } }])
    expect(given(register).becomes(renamed)).toMatchObject({ otherNames: ['Bouwbedrijf Bos'] })
  })
  it('remembers by which other names files call it, once each', () => {
    const called = { do: 'alsoCalled' as const, companyId, name: 'BOUWBEDRIJF BOS' }
    expect(given(register).becomes(called)).toMatchObject({
      facts: { name: 'Bouwbedrijf Bos' },
      otherNames: ['BOUWBEDRIJF BOS'],
    })
    expect(given(register, called).when(called)).toEqual([])
    expect(given(register).when({ ...called, name: facts.name })).toEqual([])
  })
  it('takes no changes once it is merged into another', () => {
    const merge = { do: 'mergeInto' as const, companyId, keep: 'c2' }
    expect(given(register).becomes(merge)).toMatchObject({ situation: 'merged', mergedInto: 'c2' })
    expect(() => given(register, merge).when({ do: 'change', companyId, facts })).toThrow(
      expect.objectContaining({ slug: 'company/not-active' }),
    )
  })
})
