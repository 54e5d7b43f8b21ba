// Compares the ledger with what the bureau knows in the end: documents, what other services made of it, and letters.
import { type Asked, ask } from './bureau-process.ts'
import { declines, emailOf, kvkOf, placesOf } from './drive.ts'
import type { Entry } from './ledger.ts'
import type { Rig } from './rig.ts'

export type Verdict = {
  readonly acknowledged: number
  /** Acknowledged and not there. */
  readonly lost: readonly string[]
  /** There, but something that follows from it is not. */
  readonly halfApplied: readonly string[]
  readonly doubleEffects: readonly string[]
}

type Seen = {
  readonly kvkNumber: string
  readonly invitation: { readonly state: string } | null
  readonly offers: readonly { readonly places: number }[]
}

const page = `query ($after: String) {
  companies(first: 100, after: $after, search: "Chaos") {
    edges { node { kvkNumber invitation { state } offers { places } } }
    pageInfo { hasNextPage endCursor }
  }
}`

const companiesOf = async (asked: Asked): Promise<ReadonlyMap<string, readonly Seen[]>> => {
  const seen: Seen[] = []
  for (let after: string | undefined; ; ) {
    const { companies } = await ask(asked, page, { after })
    seen.push(...companies.edges.map(({ node }: { node: Seen }) => node))
    if (!companies.pageInfo.hasNextPage) return Map.groupBy(seen, ({ kvkNumber }) => kvkNumber)
    after = companies.pageInfo.endCursor
  }
}

const lettersOf = async (url: string): Promise<ReadonlyMap<string, number>> => {
  const letters = (await (await fetch(`${url}/_mail.json`)).json()) as readonly { readonly to: string }[]
  const counts = new Map<string, number>()
  for (const { to } of letters) counts.set(to, (counts.get(to) ?? 0) + 1)
  return counts
}

/** An offer shows in every programme that it suits, with the same places; a decline in none. */
const offersAre = ({ offers }: Seen, wanted: number | undefined): boolean =>
  wanted === undefined ? offers.length === 0 : offers.length > 0 && offers.every(({ places }) => places === wanted)

export const check = async (rig: Pick<Rig, 'url' | 'key'>, entries: readonly Entry[]): Promise<Verdict> => {
  const url = rig.url()
  if (url === undefined) throw new Error('the bureau is not there to be looked at')
  const companies = await companiesOf({ url, key: rig.key })
  const letters = await lettersOf(url)
  const lost: string[] = []
  const halfApplied: string[] = []
  const doubleEffects: string[] = []
  for (const { step, company } of entries) {
    const [seen] = companies.get(kvkOf(company)) ?? []
    const name = `${step} ${company}`
    if (seen === undefined) lost.push(name)
    else if (step === 'asked') {
      if (seen.invitation === null) lost.push(name)
      else if (!letters.has(emailOf(company))) halfApplied.push(`${name}: no letter`)
    } else if (step === 'offered' || step === 'declined') {
      if (seen.invitation?.state !== (declines(company) ? 'DECLINED' : 'ANSWERED')) lost.push(name)
      else if (!offersAre(seen, declines(company) ? undefined : placesOf(company)))
        halfApplied.push(`${name}: offers ${JSON.stringify(seen.offers)}`)
    }
  }
  for (const [kvk, several] of companies)
    if (several.length > 1) doubleEffects.push(`${several.length} companies ${kvk}`)
  for (const [to, count] of letters)
    if (to.endsWith('@chaos.example') && count > 1) doubleEffects.push(`${count} letters to ${to}`)
  return { acknowledged: entries.length, lost, halfApplied, doubleEffects }
}
