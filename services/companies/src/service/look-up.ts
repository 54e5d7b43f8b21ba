// Answers questions about companies, invitations and offers.
import { findMany, findOne, findPage, oneOf, trusted } from '@stagebureau/infra'
import { type Call, readPostcode, squash } from '@stagebureau/shared'
import type { z } from 'zod'
import { type companiesApi, InvitationState } from '../api.ts'
import { companyKey } from '../domain/company.ts'
import { invitationOfCase } from '../domain/invitation.ts'
import { isWithin } from '../domain/near.ts'
import { readEstablishmentNumber, readKvkNumber } from '../domain/numbers.ts'
import { type CompaniesStore, standing } from '../store.ts'
import { callIdOf } from './ask.ts'
import { visibleCompanies, visibleInvitations } from './rights.ts'
import { callView, companyViewFor, invitationView } from './views.ts'

type Input<Name extends keyof typeof companiesApi> = z.output<(typeof companiesApi)[Name]['input']>

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A number or a postcode is looked for as such, anything else in names and places. */
const searchFilter = (search: string): Record<string, unknown> => {
  const kvk = readKvkNumber(search)
  const postcode = readPostcode(search)
  if ('value' in kvk && /\d{6,}/.test(squash(search))) return { 'facts.kvkNumber': kvk.value }
  if ('value' in postcode) return { 'facts.postcode': postcode.value }
  const text = trusted({ $regex: escaped(search.trim()), $options: 'i' })
  return { $or: [{ 'facts.name': text }, { 'facts.place': text }, { otherNames: text }] }
}

export const createLookUp = (store: CompaniesStore) => {
  /** The ids of active companies within so many minutes of a postcode, by the travel of the newest season. */
  const within = async (near: string, minutes: number): Promise<string[]> => {
    const [season] = await findMany(store.seasons, {}, { sort: { from: -1 }, limit: 1 })
    if (season?.travel === undefined) return []
    const sheets = await findMany(store.areaSheets, {})
    const centres = new Map(sheets.flatMap(({ areas }) => areas.map(({ area, location }) => [area, location] as const)))
    const fields = ['facts.postcode', 'facts.location']
    const all = await findMany(store.companies, { situation: oneOf(['active', 'closed']) }, { fields })
    const fits = isWithin(near, minutes, season.travel, centres)
    return all.filter(({ facts }) => fits(facts!)).map(({ _id }) => _id)
  }

  return {
    companies: async (input: Input<'companies'>, { viewer }: Call) => {
      const { search, world, profile, status, near, withinMinutes, first, after } = input
      const filter = {
        situation: status ?? 'active',
        ...(search === undefined || search.trim() === '' ? {} : searchFilter(search)),
        ...(world === undefined ? {} : { 'facts.worlds': world }),
        ...(profile === undefined ? {} : { 'facts.profiles': profile }),
        ...(near === undefined ? {} : { _id: oneOf(await within(near, withinMinutes ?? 30)) }),
      }
      const found = await findPage(store.companies, { $and: [filter, visibleCompanies(viewer)] }, 'facts.name', {
        first,
        after,
      })
      return {
        ...found,
        items: found.items.map(({ node, cursor }) => ({ node: companyViewFor(viewer)(node), cursor })),
      }
    },

    companiesByIds: async ({ ids }: Input<'companiesByIds'>, { viewer }: Call) => {
      const visible = { $and: [{ _id: oneOf(ids) }, visibleCompanies(viewer)] }
      return (await findMany(store.companies, visible)).map(companyViewFor(viewer))
    },

    companyByNumbers: async ({ kvkNumber, establishmentNumber }: Input<'companyByNumbers'>, { viewer }: Call) => {
      const [kvk, establishment] = [readKvkNumber(kvkNumber), readEstablishmentNumber(establishmentNumber)]
      if ('problem' in kvk || 'problem' in establishment) return []
      const key = companyKey({ kvkNumber: kvk.value, establishmentNumber: establishment.value })
      return (await findMany(store.companies, { $and: [{ key }, visibleCompanies(viewer)] })).map(
        companyViewFor(viewer),
      )
    },

    companyByEmail: async ({ email }: Input<'companyByEmail'>, { viewer }: Call) => {
      const theirs = { 'facts.email': email, situation: 'active' }
      const [found] = await findMany(store.companies, theirs, { sort: { key: 1 }, limit: 1 })
      if (found !== undefined) return [companyViewFor(viewer)(found)]
      const merged = { 'facts.email': email, situation: 'merged' }
      const kept = (await findMany(store.companies, merged, { sort: { key: 1 }, limit: 1 })).map(
        (one) => one.mergedInto,
      )
      return (await findMany(store.companies, { _id: oneOf(kept) })).map(companyViewFor(viewer))
    },

    casesByIds: async ({ ids }: Input<'casesByIds'>, { viewer }: Call) => {
      const posted = [...new Set(ids.map(invitationOfCase))]
      const asked = await findMany(store.invitations, { _id: oneOf(posted) }, { fields: ['into'] })
      const invitationIds = asked.map(({ _id, into }) => into ?? _id)
      const found = await findMany(store.invitations, {
        $and: [{ _id: oneOf(invitationIds) }, visibleInvitations(viewer)],
      })
      return found.flatMap((one) => invitationView(one).cases).filter(({ id }) => ids.includes(id))
    },

    casesOfSeason: async ({ seasonId }: Input<'casesOfSeason'>, { viewer }: Call) => {
      const asked = { $and: [{ seasonId, 'cases.0': trusted({ $exists: true }) }, visibleInvitations(viewer)] }
      const found = await findMany(store.invitations, asked, { sort: { _id: 1 } })
      return found.flatMap((one) => invitationView(one).cases)
    },

    lastOffers: async ({ invitationIds }: Input<'lastOffers'>, { viewer }: Call) => {
      const visible = visibleInvitations(viewer)
      const asked = await findMany(store.invitations, { $and: [{ _id: oneOf(invitationIds) }, visible] })
      const companyIds = asked.map(({ companyId }) => companyId)
      const all = await findMany(store.invitations, { $and: [{ companyId: oneOf(companyIds) }, visible] })
      const begins = new Map((await findMany(store.seasons, {})).map(({ _id, from }) => [_id, from]))
      const begin = ({ seasonId }: { seasonId: string }) => begins.get(seasonId) ?? ''
      return asked.flatMap((one) => {
        const [last] = all
          .filter((other) => other.companyId === one.companyId && begin(other) < begin(one))
          .filter(({ openings, cases }) => openings.length + cases.length > 0)
          .toSorted((a, b) => (begin(a) < begin(b) ? 1 : -1))
        if (last === undefined) return []
        return [{ ...invitationView(last), of: one._id, invitationId: last._id }]
      })
    },

    callOfSeason: async ({ seasonId }: Input<'callOfSeason'>, _: Call) => {
      const found = await findOne(store.calls, { _id: callIdOf(seasonId) })
      return found === null ? [] : [callView(found)]
    },

    invitationsOfCompanies: async ({ companyIds, seasonId }: Input<'invitationsOfCompanies'>, { viewer }: Call) =>
      (
        await findMany(store.invitations, {
          $and: [{ companyId: oneOf(companyIds), seasonId }, visibleInvitations(viewer)],
        })
      ).map(invitationView),

    invitationsByIds: async ({ ids }: Input<'invitationsByIds'>, { viewer }: Call) =>
      (await findMany(store.invitations, { $and: [{ _id: oneOf(ids) }, visibleInvitations(viewer)] })).map(
        invitationView,
      ),

    invitationsOfSeason: async ({ seasonId }: Input<'invitationsOfSeason'>, _: Call) =>
      (await findMany(store.invitations, { seasonId, ...standing })).map(invitationView),

    askingOfSeason: async ({ seasonId }: Input<'askingOfSeason'>, _: Call) => {
      const counted = InvitationState.options.map(async (state) => ({
        state,
        companies: await store.invitations.countDocuments({ seasonId, situation: state, ...standing } as never),
      }))
      return Promise.all(counted)
    },

    invitationsOfState: async ({ seasonId, state, first, after }: Input<'invitationsOfState'>, _: Call) => {
      const filter = { seasonId, ...standing, ...(state === undefined ? {} : { situation: state }) }
      const found = await findPage(store.invitations, filter, 'companyId', { first, after })
      return { ...found, items: found.items.map(({ node, cursor }) => ({ node: invitationView(node), cursor })) }
    },

    contactRequests: async ({ invitationIds }: Input<'contactRequests'>, _: Call) => {
      const found = await findMany(
        store.contactRequests,
        { invitationId: oneOf(invitationIds) },
        { sort: { at: 1, _id: 1 } },
      )
      return found.map(({ invitationId, schoolId, at }) => ({ invitationId, schoolId, at }))
    },
  }
}
