// Structured logs on standard error; an error line means that a person must act.
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Fields that may hold a person are cut out wherever they appear, so that a slip in a log call harms nobody. */
const personal = [
  'to',
  'email',
  'name',
  'displayName',
  'firstName',
  'lastName',
  'birthDate',
  'postcode',
  'phone',
  'token',
  'input',
  'data',
]

export const createLog = (
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: personal.flatMap((field) => [field, `*.${field}`]), remove: true },
    },
    destination,
  )
