// A company, that is one establishment: known by its KvK and establishment number, changed, merged, closed.

import type { CompaniesMerged, CompanyChanged, CompanyClosed, CompanyRegistered, EventOf } from '@stagebureau/shared'
import {
  type Decider,
  DomainError,
  equal,
  type Location,
  type Profile,
  type Recognition,
  type World,
} from '@stagebureau/shared'

/** What the bureau knows of a company; who to write to stays in this service. */
export type CompanyFacts = {
  readonly kvkNumber: string
  readonly establishmentNumber: string
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly place: string
  readonly location?: Location | undefined
  readonly worlds: readonly World[]
  readonly profiles: readonly Profile[]
  readonly recognitions: readonly Recognition[]
  readonly contact?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

type Situation = 'unknown' | 'active' | 'merged' | 'closed'
export type Company = {
  readonly situation: Situation
  /** KvK and establishment number as one text, unique over all companies. */
  readonly key?: string
  readonly facts?: CompanyFacts
  /** Other names under which files know this company. */
  readonly otherNames: readonly string[]
  /** The company in which a duplicate lives on. */
  readonly mergedInto?: string
}

export type CompanyCommand =
  | { readonly do: 'register'; readonly companyId: string; readonly facts: CompanyFacts }
  | { readonly do: 'change'; readonly companyId: string; readonly facts: CompanyFacts }
  | { readonly do: 'alsoCalled'; readonly companyId: string; readonly name: string }
  | { readonly do: 'mergeInto'; readonly companyId: string; readonly keep: string }
  | { readonly do: 'close'; readonly companyId: string; readonly on: string }

type Public =
  | EventOf<typeof CompanyRegistered>
  | EventOf<typeof CompanyChanged>
  | EventOf<typeof CompaniesMerged>
  | EventOf<typeof CompanyClosed>
/** The public event with what stays in this service. */
export type CompanyEvent = Public & { readonly facts?: CompanyFacts; readonly alsoCalled?: string }

export const companyKey = ({
  kvkNumber,
  establishmentNumber,
}: Pick<CompanyFacts, 'kvkNumber' | 'establishmentNumber'>) => `${kvkNumber}-${establishmentNumber}`

/** What others may know: no contact data. */
const publicFacts = (companyId: string, facts: CompanyFacts) => ({
  companyId,
  kvkNumber: facts.kvkNumber,
  establishmentNumber: facts.establishmentNumber,
  name: facts.name,
  place: facts.place,
  area: facts.postcode.slice(0, 4),
  ...(facts.location === undefined ? {} : { location: facts.location }),
  worlds: [...facts.worlds],
  profiles: [...facts.profiles],
  recognitions: facts.recognitions.map((recognition) => ({ ...recognition })),
})

export const companyDecider: Decider<Company, CompanyCommand, CompanyEvent> = {
  initial: { situation: 'unknown', otherNames: [] },

  decide: (command, company) => {
    const { companyId } = command
    if (command.do === 'register') {
      if (company.situation !== 'unknown') return []
      return [{ type: 'CompanyRegistered', data: publicFacts(companyId, command.facts), facts: command.facts }]
    }
    // The company in which a duplicate lives on may turn out to be a duplicate itself.
    if (command.do === 'mergeInto' && company.situation === 'merged') {
      if (company.mergedInto === command.keep) return []
      return [{ type: 'CompaniesMerged', data: { companyId: command.keep, duplicateId: companyId } }]
    }
    if (company.situation !== 'active') throw new DomainError('conflict', 'company/not-active', { companyId })
    switch (command.do) {
      case 'change':
        if (equal(command.facts, company.facts)) return []
        return [{ type: 'CompanyChanged', data: publicFacts(companyId, command.facts), facts: command.facts }]
      case 'alsoCalled': {
        const facts = company.facts!
        if (command.name === facts.name || company.otherNames.includes(command.name)) return []
        return [{ type: 'CompanyChanged', data: publicFacts(companyId, facts), facts, alsoCalled: command.name }]
      }
      case 'mergeInto':
        return [{ type: 'CompaniesMerged', data: { companyId: command.keep, duplicateId: companyId } }]
      case 'close':
        return [{ type: 'CompanyClosed', data: { companyId, on: command.on } }]
    }
  },

  evolve: (company, event) => {
    switch (event.type) {
      case 'CompanyRegistered':
      case 'CompanyChanged': {
        const facts = event.facts!
        const names = [...company.otherNames, company.facts?.name, event.alsoCalled].filter(
          (name) => name !== undefined,
        )
        const otherNames = [...new Set(names)].filter((name) => name !== facts.name)
        return { situation: 'active', key: companyKey(facts), facts, otherNames }
      }
      case 'CompaniesMerged':
        return { ...company, situation: 'merged', mergedInto: event.data.companyId }
      case 'CompanyClosed':
        return { ...company, situation: 'closed' }
    }
  },
}
