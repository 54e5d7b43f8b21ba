// Tells which known company a row without numbers is probably about, so that a person can decide.
import { squash } from '@stagebureau/shared'
import type { CompanyFacts } from './company.ts'

export type Known = {
  readonly companyId: string
  readonly facts: CompanyFacts
  readonly otherNames: readonly string[]
  /** The keys of duplicates that live on in it. */
  readonly formerKeys?: readonly string[]
}
/** What a person said of a question of an earlier import. */
export type Settled = 'same' | 'other'
export type Sketch = Partial<
  Pick<CompanyFacts, 'name' | 'address' | 'postcode' | 'place' | 'email' | 'phone' | 'kvkNumber'>
>

/** Words that companies add and leave out at will. */
const legalForms =
  /\b(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|holding|groep|beheer|en zonen|& zn\.?|& zonen|vof|bv|nv)(?=\W|$)/gi

/** `Bouwbedrijf Bos B.V.` and `BOUWBEDRIJF BOS` become the same text. */
export const coreName = (name: string): string => squash(name.replace(/\(.*?\)/g, ' ').replace(legalForms, ' '))

const signs = (text: string): Map<string, number> => {
  const pairs = new Map<string, number>()
  for (let i = 0; i < text.length - 1; i++) pairs.set(text.slice(i, i + 2), (pairs.get(text.slice(i, i + 2)) ?? 0) + 1)
  return pairs
}
/** Dice's coefficient on pairs of letters (1945): 1 for the same text, 0 for nothing in common. */
export const likeness = (a: string, b: string): number => {
  if (a === b) return a === '' ? 0 : 1
  const [pairsA, pairsB] = [signs(a), signs(b)]
  let shared = 0
  for (const [pair, count] of pairsA) shared += Math.min(count, pairsB.get(pair) ?? 0)
  const total = Math.max(0, a.length - 1) + Math.max(0, b.length - 1)
  return total === 0 ? 0 : (2 * shared) / total
}

const digits = (phone: string | undefined) => phone?.replace(/\D/g, '') ?? ''

/** Two of: a name that is much alike, the same street or postcode, the same mail address or telephone. */
const isProbably = (sketch: Sketch, { facts, otherNames }: Known): boolean => {
  const street = () =>
    sketch.address !== undefined && sketch.place === facts.place && squash(sketch.address) === squash(facts.address)
  const where = (sketch.postcode !== undefined && sketch.postcode === facts.postcode) || street()
  const mail = sketch.email !== undefined && sketch.email.toLowerCase() === facts.email?.toLowerCase()
  const phone = () => digits(sketch.phone) !== '' && digits(sketch.phone) === digits(facts.phone)
  const contact = mail || phone()
  if (where && contact) return true
  // Names are compared last: that takes by far the longest, and a name alone is not enough.
  if (!where && !contact) return false
  const core = coreName(sketch.name ?? '')
  return [facts.name, ...otherNames].some((known) => likeness(core, coreName(known)) >= 0.85)
}

/** The most alike of the probable ones. */
export const probableDuplicate = (sketch: Sketch, known: Iterable<Known>): Known | undefined => {
  const candidates = [...known].filter((one) => isProbably(sketch, one))
  const core = coreName(sketch.name ?? '')
  const distance = ({ facts }: Known) => 1 - likeness(core, coreName(facts.name))
  return candidates.toSorted((a, b) => distance(a) - distance(b) || (a.facts.kvkNumber < b.facts.kvkNumber ? -1 : 1))[0]
}
