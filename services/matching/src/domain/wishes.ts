// What a student wished for, as ranks that planning reckons with: worlds, companies and cases.
import type { CaseFacts, CompanyFacts, StudentFacts } from './facts.ts'

/** The rank of what was not wished for. */
export const notWished = 3

/** The best place of a company's worlds among the student's wishes, 0 for the first wish. */
const worldRank = (wishes: readonly string[], worlds: readonly string[]): number => {
  const ranks = worlds.map((world) => wishes.indexOf(world)).filter((rank) => rank !== -1)
  return Math.min(notWished, ...ranks)
}

/** The place of a company on the student's own list, 0 for the first; undefined when it is not there. */
export const companyChoice = (
  { companyIds = [] }: Pick<StudentFacts, 'companyIds'>,
  { companyId }: Pick<CompanyFacts, 'companyId'>,
): number | undefined => {
  const choice = companyIds.indexOf(companyId)
  return choice === -1 ? undefined : choice
}

/** The better of two: what the company's worlds count for, and its place on the student's list, there never less than the last wish. */
export const wishRank = (
  student: Pick<StudentFacts, 'wishes' | 'companyIds'>,
  company: Pick<CompanyFacts, 'companyId' | 'worlds'>,
): number => {
  const choice = companyChoice(student, company)
  const chosen = choice === undefined ? notWished : Math.min(choice, notWished - 1)
  return Math.min(chosen, worldRank(student.wishes, company.worlds))
}

/** The place of a case on the student's own list, 0 for the first; what is not there comes after all that is. */
export const caseChoice = ({ caseIds = [] }: Pick<StudentFacts, 'caseIds'>, { caseId }: CaseFacts): number => {
  const choice = caseIds.indexOf(caseId)
  return choice === -1 ? caseIds.length : choice
}
