// Companies are registered, asked once, answer and change their minds; each of them gets one letter, and what it offered last shows in the programmes that it suits.
import type { Entry } from '../ledger.ts'
import { profile, type Scene } from '../scene.ts'
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
/** Every fifth company declines in the end. */
const declines = (company: number): boolean => company % 5 === 0
/** What it offers in its answer with this number, from 0: other than in the one before. */
const placesOf = (company: number, n: number): number => 1 + ((company + n) % 4)

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
const isOffering = ({ invitation, offers }: Seen, places: number): boolean =>
  invitation?.state === 'ANSWERED' && offers.length > 0 && offers.every((offer) => offer.places === places)
const isDeclining = ({ invitation, offers }: Seen): boolean => invitation?.state === 'DECLINED' && offers.length === 0

/** Of the answers that were acknowledged the last holds, or the one after it, which may have been carried out as well. */
const holdsLast = (company: number, seen: Seen, last: number, answers: number): boolean => {
  if (last === answers) return isDeclining(seen)
  const next =
    last + 1 < answers ? isOffering(seen, placesOf(company, last + 1)) : declines(company) && isDeclining(seen)
  return isOffering(seen, placesOf(company, last)) || next
}

const checkOf =
  (answers: number) =>
  async ({ send, letters }: Known, entries: readonly Entry[]) => {
    const companies = await companiesOf(send)
    const invitations = letters.filter(
      ({ to, subject }) => to.endsWith('@chaos.example') && subject.includes('een vraag'),
    )
    const invited = Map.groupBy(invitations, ({ to }) => to)
    const lost: string[] = []
    const halfApplied: string[] = []
    const doubleEffects: string[] = []
    for (const [of, its] of Map.groupBy(entries, ({ of }) => of)) {
      const company = Number(of)
      const [seen] = companies.get(kvkOf(company)) ?? []
      const steps = its.map(({ step }) => step)
      const last = its.at(-1)!
      if (seen === undefined) lost.push(`${of}: ${steps}`)
      else if (steps.includes('asked') && seen.invitation === null) lost.push(`asked ${of}`)
      else if (steps.includes('asked') && !invited.has(emailOf(company))) halfApplied.push(`asked ${of}: no letter`)
      if (seen === undefined || last.step !== 'answered') continue
      const name = `answered ${of}: ${JSON.stringify(last.facts)}, seen ${JSON.stringify(seen)}`
      if (!['ANSWERED', 'DECLINED'].includes(seen.invitation?.state ?? '')) lost.push(name)
      else if (!holdsLast(company, seen, Number(last.facts!.n), answers)) halfApplied.push(name)
    }
    for (const [kvk, several] of companies)
      if (several.length > 1) doubleEffects.push(`${several.length} companies ${kvk}`)
    for (const [to, several] of invited)
      if (several.length > 1) doubleEffects.push(`${several.length} letters to ${to}`)
    return { lost, halfApplied, doubleEffects }
  }

export const companyStory = ({ companies, answers }: Scene): Story => {
  let next = 1
  return {
    name: 'companies',
    people: companies,
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
      const say = async (n: number, decision: object) => {
        await send(answer, { input: { invitationId: askCompany.id, ...decision } })
        acknowledged('answered', of, { n: String(n) })
      }
      for (let n = 0; n < answers; n++) {
        const openings = [{ kind: 'PLACEMENT', profile, places: placesOf(company, n) }]
        await say(n, { decision: 'OFFER', openings })
      }
      if (declines(company)) await say(answers, { decision: 'DECLINE', reason: 'chaos' })
      return true
    },
    check: checkOf(answers),
  }
}
