// Companies are registered, asked once and answer; each of them gets one letter, and what it offers shows in the programmes that it suits.
import type { Entry } from '../ledger.ts'
import { profile } from '../region.ts'
import type { Known, Send, Story } from '../story.ts'

const register = `mutation ($input: RegisterCompanyInput!) { registerCompany(input: $input) { id } }`
const askOne = `mutation ($id: ID!) { askCompany(companyId: $id) { id } }`
const answer = `mutation ($input: AnswerCallInput!) { answerCall(input: $input) { state } }`
const page = `query ($after: String) {
  companies(first: 100, after: $after, search: "Chaos") {
    edges { node { kvkNumber invitation { state } offers { places } } }
    pageInfo { hasNextPage endCursor }
  }
}`

type Seen = {
  readonly kvkNumber: string
  readonly invitation: { readonly state: string } | null
  readonly offers: readonly { readonly places: number }[]
}

const emailOf = (company: number): string => `c${company}@chaos.example`
const kvkOf = (company: number): string => String(20_000_000 + company)
/** Every fifth company declines. */
const declines = (company: number): boolean => company % 5 === 0
const placesOf = (company: number): number => 1 + (company % 4)

const companiesOf = async (send: Send): Promise<ReadonlyMap<string, readonly Seen[]>> => {
  const seen: Seen[] = []
  for (let after: string | undefined; ; ) {
    const { companies } = await send(page, { after })
    seen.push(...companies.edges.map(({ node }: { node: Seen }) => node))
    if (!companies.pageInfo.hasNextPage) return Map.groupBy(seen, ({ kvkNumber }) => kvkNumber)
    after = companies.pageInfo.endCursor
  }
}

/** An offer shows in every programme that it suits, with the same places; a decline in none. */
const offersAre = ({ offers }: Seen, wanted: number | undefined): boolean =>
  wanted === undefined ? offers.length === 0 : offers.length > 0 && offers.every(({ places }) => places === wanted)

const check = async ({ send, letters }: Known, entries: readonly Entry[]) => {
  const companies = await companiesOf(send)
  const invitations = letters.filter(
    ({ to, subject }) => to.endsWith('@chaos.example') && subject.includes('een vraag'),
  )
  const invited = Map.groupBy(invitations, ({ to }) => to)
  const lost: string[] = []
  const halfApplied: string[] = []
  const doubleEffects: string[] = []
  for (const { step, of } of entries) {
    const company = Number(of)
    const [seen] = companies.get(kvkOf(company)) ?? []
    const name = `${step} ${of}`
    if (seen === undefined) lost.push(name)
    else if (step === 'asked') {
      if (seen.invitation === null) lost.push(name)
      else if (!invited.has(emailOf(company))) halfApplied.push(`${name}: no letter`)
    } else if (step === 'answered') {
      if (seen.invitation?.state !== (declines(company) ? 'DECLINED' : 'ANSWERED')) lost.push(name)
      else if (!offersAre(seen, declines(company) ? undefined : placesOf(company)))
        halfApplied.push(`${name}: offers ${JSON.stringify(seen.offers)}`)
    }
  }
  for (const [kvk, several] of companies)
    if (several.length > 1) doubleEffects.push(`${several.length} companies ${kvk}`)
  for (const [to, several] of invited) if (several.length > 1) doubleEffects.push(`${several.length} letters to ${to}`)
  return { lost, halfApplied, doubleEffects }
}

export const companyStory = (): Story => {
  let next = 1
  return {
    name: 'companies',
    people: 10,
    errand: async (send, acknowledged) => {
      const company = next++
      const of = String(company)
      const input = {
        kvkNumber: kvkOf(company),
        establishmentNumber: `0000${kvkOf(company)}`,
        name: `Chaos ${company}`,
        postcode: '9801 AB',
        place: 'Lindervoort',
        email: emailOf(company),
      }
      const { registerCompany } = await send(register, { input })
      acknowledged('registered', of)
      const { askCompany } = await send(askOne, { id: registerCompany.id })
      acknowledged('asked', of)
      const openings = [{ kind: 'PLACEMENT', profile, places: placesOf(company) }]
      const decision = declines(company) ? { decision: 'DECLINE', reason: 'chaos' } : { decision: 'OFFER', openings }
      await send(answer, { input: { invitationId: askCompany.id, ...decision } })
      acknowledged('answered', of)
      return true
    },
    check,
  }
}
