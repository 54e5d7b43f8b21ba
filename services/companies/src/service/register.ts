// Registers single companies by hand, and settles what imports could not decide.
import { randomUUID } from 'node:crypto'
import { type Aggregate, findMany, findOne, isDuplicate } from '@stagebureau/infra'
import { type Call, DomainError, readPostcode, said } from '@stagebureau/shared'
import type { z } from 'zod'
import type { companiesApi } from '../api.ts'
import type { Company, CompanyCommand, CompanyFacts } from '../domain/company.ts'
import { companyKey } from '../domain/company.ts'
import { readEstablishmentNumber, readKvkNumber } from '../domain/numbers.ts'
import type { CompaniesStore } from '../store.ts'
import { companyView } from './views.ts'

type Registration = z.output<(typeof companiesApi)['registerCompany']['input']>

/** The facts of a form; every wrong number is named. */
const factsOf = ({ kvkNumber, establishmentNumber, postcode, ...rest }: Registration): CompanyFacts => {
  const read = {
    kvkNumber: readKvkNumber(kvkNumber),
    establishmentNumber: readEstablishmentNumber(establishmentNumber),
    postcode: readPostcode(postcode),
  }
  const fields = Object.entries(read).flatMap(([path, result]) =>
    'problem' in result ? [{ path, text: result.problem }] : [],
  )
  const value = (result: (typeof read)[keyof typeof read]) => ('value' in result ? result.value : '')
  if (fields.length > 0) throw new DomainError('invalid', 'company/wrong-numbers', {}, fields)
  return {
    kvkNumber: value(read.kvkNumber),
    establishmentNumber: value(read.establishmentNumber),
    name: rest.name,
    address: rest.address,
    postcode: value(read.postcode),
    place: rest.place,
    location: rest.location,
    worlds: rest.worlds,
    profiles: rest.profiles,
    recognitions: rest.recognitions,
    contact: rest.contact,
    email: rest.email,
    phone: rest.phone,
  }
}

export const createRegistry = (store: CompaniesStore, companies: Aggregate<Company, CompanyCommand>) => ({
  registerCompany: async (input: Registration, call: Call) => {
    const facts = factsOf(input)
    const companyId = randomUUID()
    try {
      await companies.execute(companyId, { do: 'register', companyId, facts }, call)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      const there = await findOne(store.companies, { key: companyKey(facts) })
      throw new DomainError('conflict', 'company/registered-already', { name: there?.facts?.name ?? '' }, [
        { path: 'kvkNumber', text: said('company/registered-already', { name: there?.facts?.name ?? '' }) },
      ])
    }
    return companyView((await findOne(store.companies, { _id: companyId }))!)
  },

  openDuplicates: async () => {
    const open = await findMany(store.candidates, { state: 'open' }, { sort: { at: 1, _id: 1 } })
    return open.map(({ _id, companyId, sketch, at }) => {
      const { name = '', address = '', postcode = '', place = '', email, phone } = sketch
      return { id: _id, companyId, name, address, postcode, place, email, phone, at }
    })
  },

  /** The same company is then also known by the other name; another one is registered, or waits for its numbers. */
  settleDuplicate: async ({ id, same }: { id: string; same: boolean }, call: Call) => {
    const candidate = await findOne(store.candidates, { _id: id, state: 'open' })
    if (candidate === null) throw new DomainError('missing', 'duplicate/unknown')
    const { companyId, sketch, facts } = candidate
    const other = randomUUID()
    // The name first: a process that dies in between leaves the question open, and it can be answered again.
    if (same && sketch.name !== undefined && sketch.name !== '')
      await companies.execute(companyId, { do: 'alsoCalled', companyId, name: sketch.name }, call)
    if (!same && facts !== undefined)
      await companies.execute(other, { do: 'register', companyId: other, facts }, call).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error
      })
    await store.candidates.updateOne({ _id: id } as never, { $set: { state: same ? 'same' : 'other' } } as never)
    const registered = await findOne(store.companies, { _id: other })
    return companyView(registered ?? (await findOne(store.companies, { _id: companyId }))!)
  },
})
