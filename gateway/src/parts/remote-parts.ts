// The three services as processes of their own, asked over HTTP.
import { companiesApi } from '@stagebureau/companies'
import { apiClient, createBreaker, createSigner, type Lifecycle, needed, type RemoteService } from '@stagebureau/infra'
import { matchingApi } from '@stagebureau/matching'
import { placementsApi } from '@stagebureau/placements'
import type { OpenParts } from './parts.ts'

const patienceMilliseconds = 10_000

/** What a part elsewhere can tell of itself; it is started and stopped by whoever runs it. */
const lifecycleOf = ({
  url,
  token,
  breaker,
}: Required<Pick<RemoteService, 'url' | 'token' | 'breaker'>>): Lifecycle => ({
  start: async () => {},
  stop: async () => {},
  ready: breaker.closed,
  measure: async () => {},
  quiet: async () => {
    const headers = { authorization: `Bearer ${token()}` }
    const signal = AbortSignal.timeout(patienceMilliseconds)
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
  const { companiesUrl, placementsUrl, matchingUrl, servicePrivateKey } = needed(config, [
    'companiesUrl',
    'placementsUrl',
    'matchingUrl',
    'servicePrivateKey',
  ])
  const service = (name: string, url: string) => ({
    name,
    url: url.replace(/\/$/, ''),
    token: createSigner(servicePrivateKey, name),
    breaker: createBreaker(),
    observe: (operation: string, outcome: string, seconds: number) =>
      metrics.requests.observe({ service: name, operation, outcome }, seconds),
  })
  const companies = service('companies', companiesUrl)
  const placements = service('placements', placementsUrl)
  const matching = service('matching', matchingUrl)
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
