// The services as the gateway knows them: what may be asked of them, and how they are.
import type { Adapters, Config, Lifecycle, Surroundings } from '@stagebureau/infra'
import type { Clients } from '../clients.ts'

type Part<Name extends keyof Clients> = Lifecycle & { readonly api: Clients[Name] }
/** Work that a service does every now and then by itself, done at once; nothing when the service runs elsewhere. */
type Job = () => Promise<unknown>

export type Parts = {
  readonly companies: Part<'companies'> & { readonly followUp: Job }
  readonly placements: Part<'placements'> & { readonly noticeAbsences: Job }
  readonly matching: Part<'matching'>
}

export type PartsSurroundings = Omit<Surroundings, 'connection'> & {
  readonly adapters: Adapters
  readonly config: Config
}

export type OpenParts = (surroundings: PartsSurroundings) => Promise<Parts>
