// The three services as processes of their own, asked over HTTP.
import { companiesApi } from '@stagebureau/companies'
import {
  apiClient,
  createAddresses,
  createSigner,
  type Lifecycle,
  needed,
  type RemoteService,
} from '@stagebureau/infra'
import { matchingApi } from '@stagebureau/matching'
import { placementsApi } from '@stagebureau/placements'
import type { OpenParts } from './parts.ts'

const patienceMilliseconds = 10_000

/** What a part elsewhere can tell of itself; it is started and stopped by whoever runs it. */
const lifecycleOf = ({ addresses, token }: Pick<RemoteService, 'addresses' | 'token'>): Lifecycle => ({
  start: async () => {},
  stop: async () => {},
  ready: addresses.ready,
  measure: async () => {},
  quiet: async () => {
    const headers = { authorization: `Bearer ${token()}` }
    const signal = AbortSignal.timeout(patienceMilliseconds)
    // What is on its way is among the documents, so that any instance knows.
    const all = await addresses.inOrder()
    const { url } = all.find(({ breaker }) => breaker.closed()) ?? all[0]!
    try {
      const response = await fetch(`${url}/quiet`, { headers, signal })
      return response.ok && ((await response.json()) as { quiet: boolean }).quiet
    } catch (error) {
      // Too busy to answer is not quiet; not there at all is a fault.
      if (signal.aborted) return false
      throw error
    }
  },
})

/** Throws a ConfigError when it is not set where they are, or with which key they are asked. */
export const remoteParts: OpenParts = async ({ config, metrics }) => {
  const { companiesUrls, placementsUrls, matchingUrls, servicePrivateKey } = needed(config, [
    'companiesUrls',
    'placementsUrls',
    'matchingUrls',
    'servicePrivateKey',
  ])
  const service = (name: string, urls: readonly string[]) => ({
    name,
    addresses: createAddresses(urls),
    token: createSigner(servicePrivateKey, name),
    observe: (operation: string, outcome: string, seconds: number) =>
      metrics.requests.observe({ service: name, operation, outcome }, seconds),
  })
  const companies = service('companies', companiesUrls)
  const placements = service('placements', placementsUrls)
  const matching = service('matching', matchingUrls)
  return {
    companies: { ...lifecycleOf(companies), api: apiClient(companiesApi, companies), followUp: async () => {} },
    placements: {
      ...lifecycleOf(placements),
      api: apiClient(placementsApi, placements),
      noticeAbsences: async () => {},
    },
    matching: { ...lifecycleOf(matching), api: apiClient(matchingApi, matching) },
  }
}
