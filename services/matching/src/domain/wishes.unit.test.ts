import { caseChoice, companyChoice, notWished, wishRank } from './wishes.ts'

const student = {
  wishes: ['Mens & Medisch', 'Market & Money'] as const,
  companyIds: ['a', 'b', 'c', 'd'],
  caseIds: ['x', 'y'],
}
const company = (companyId: string, ...worlds: 'Mens & Medisch'[]) => ({ companyId, worlds })
const posed = (caseId: string) => ({ caseId, companyId: 'a', title: caseId, maxTeams: 1 })

describe('a wish', () => {
  it('counts by the place of the company on the list', () =>
    expect(['a', 'b', 'c'].map((id) => wishRank(student, company(id)))).toEqual([0, 1, 2]))
  it('counts as the last one when the company stands further down', () =>
    expect(wishRank(student, company('d'))).toBe(notWished - 1))
  it('counts by the world when that is better', () => expect(wishRank(student, company('c', 'Mens & Medisch'))).toBe(0))
  it('is none for a company that is not on the list and in no wished world', () =>
    expect(wishRank(student, company('z'))).toBe(notWished))
  it('is the world alone where nobody asked about companies', () => {
    expect(wishRank({ wishes: student.wishes }, company('a', 'Mens & Medisch'))).toBe(0)
    expect(companyChoice({}, company('a'))).toBeUndefined()
  })
  it('for a case puts what was not chosen after all that was, and all alike where nothing was', () => {
    expect(['x', 'y', 'z'].map((id) => caseChoice(student, posed(id)))).toEqual([0, 1, 2])
    expect(caseChoice({}, posed('x'))).toBe(caseChoice({ caseIds: [] }, posed('y')))
  })
})
