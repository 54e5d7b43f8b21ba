// What commands of this machine may ask of the running bureau.
import { type Commands, parkedCommands } from '@stagebureau/infra'
import type { Bureau } from '../bureau.ts'

export type ApiKeyInput = { readonly email: string; readonly days: number }

export const controlCommands = ({ bus, door }: Pick<Bureau, 'bus' | 'door'>): Commands => ({
  ...Object.fromEntries(
    Object.entries(parkedCommands(bus.parked)).map(([name, run]) => [`parked.${name}`, run as never]),
  ),
  'api-key': ({ email, days }: ApiKeyInput) => door.makeApiKey(email, days),
})
