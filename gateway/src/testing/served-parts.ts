// The three services as on a cluster, each with adapters and a port of its own, but in this process: they share the test's clock,
// and their figures are found with the gateway's.
import { companiesRoutes, createCompanies } from '@stagebureau/companies'
import {
  type AdapterOptions,
  createAdmit,
  listen,
  makeServiceKeys,
  openAdapters,
  type RunningService,
  serviceApp,
} from '@stagebureau/infra'
import { createMatching, matchingRoutes } from '@stagebureau/matching'
import { createPlacements, placementsRoutes } from '@stagebureau/placements'
import type { OpenParts } from '../parts/parts.ts'
import { remoteParts } from '../parts/remote-parts.ts'

export const servedParts =
  (options: AdapterOptions): OpenParts =>
  async (surroundings) => {
    const { config, clock, log, metrics, publicUrl } = surroundings
    const keys = makeServiceKeys()

    const serve = async <Service extends Omit<RunningService, 'routes'>>(
      name: string,
      create: (given: Parameters<typeof createCompanies>[0]) => Service,
      routes: (service: Service) => RunningService['routes'],
    ) => {
      const adapters = await openAdapters(config, log, options)
      const { bus, mail, secret } = adapters
      const connection = await adapters.connect(name)
      const made = create({ connection, bus, mail, clock, log, metrics, secret, publicUrl })
      await made.start()
      const service = { ...made, routes: routes(made) }
      const admit = createAdmit([keys.publicKey], name)
      const server = await listen(serviceApp({ name, service, admit, metrics, log }), config.host, 0)
      const stop = async () => {
        await server.close()
        await made.stop()
        await adapters.close()
      }
      return { made, url: server.url, own: { measure: made.measure, stop } }
    }

    const [companies, placements, matching] = await Promise.all([
      serve(
        'companies',
        createCompanies,
        ({ api }) =>
          (admit, it) =>
            companiesRoutes(api, admit, it),
      ),
      serve(
        'placements',
        createPlacements,
        ({ api }) =>
          (admit, it) =>
            placementsRoutes(api, admit, it),
      ),
      serve(
        'matching',
        createMatching,
        ({ api }) =>
          (admit, it) =>
            matchingRoutes(api, admit, it),
      ),
    ])
    const parts = await remoteParts({
      ...surroundings,
      config: {
        ...config,
        companiesUrls: [companies.url],
        placementsUrls: [placements.url],
        matchingUrls: [matching.url],
        servicePrivateKey: keys.privateKey,
      },
    })
    return {
      companies: { ...parts.companies, ...companies.own, followUp: companies.made.followUp },
      placements: { ...parts.placements, ...placements.own, noticeAbsences: placements.made.noticeAbsences },
      matching: { ...parts.matching, ...matching.own },
    }
  }
