// The settings of a bureau on the servers that the environment names, whose letters are kept for looking at.
import type { Settings } from '@stagebureau/infra'

export const onServers = (kept: Settings): Settings => ({
  RUNTIME: 'cluster',
  SMTP_URL: 'kept',
  PUBLIC_URL: 'http://localhost',
  ...kept,
})
