// The settings of a process: the only reader of the environment, which reports every problem at once.
import { z } from 'zod'

/** One or several, with commas between; a slash at the end of each does not matter. */
const urls = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim().replace(/\/$/, '')))
  .pipe(z.array(z.url('addresses, with commas between')).nonempty())
  .optional()
const port = z.coerce.number().int().min(0).max(65535)
const settings = {
  RUNTIME: z.enum(['embedded', 'cluster']).default('embedded'),
  DATA: z.string().min(1).default('data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(4000),
  PUBLIC_URL: z.url().optional(),
  COORDINATOR: z.email().default('coordinator@bureau.example'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  MAIL_FROM: z.string().min(3).default('Stagebureau <bureau@stagebureau.example>'),
  SECRET: z.string().min(32, 'at least 32 characters').optional(),
  KAFKA_BROKERS: z.string().min(1).optional(),
  MONGODB_URI: z.string().startsWith('mongodb', 'starts with mongodb:// or mongodb+srv://').optional(),
  SMTP_URL: z
    .string()
    .regex(/^(smtps?:|kept$)/, 'starts with smtp:// or smtps://, or is kept')
    .optional(),
  NAMESPACE: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and dashes')
    .default('stagebureau'),
  NOW: z.iso.datetime({ offset: true }).optional(),
  COMPANIES_URL: urls,
  PLACEMENTS_URL: urls,
  MATCHING_URL: urls,
  SERVICE_PRIVATE_KEY: z.string().min(1).optional(),
  SERVICE_PUBLIC_KEYS: z.string().min(1).optional(),
  METRICS_TOKEN: z.string().min(32, 'at least 32 characters').optional(),
}
/** Without these a cluster cannot be itself; embedded it makes or does without them. */
const neededInCluster = ['SECRET', 'KAFKA_BROKERS', 'MONGODB_URI', 'SMTP_URL', 'PUBLIC_URL'] as const

export const settingNames = Object.keys(settings)

const loopback = ['127.0.0.1', '::1', 'localhost']

const schema = z.object(settings).superRefine((read, context) => {
  const complain = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  const sent = read.SMTP_URL !== undefined && read.SMTP_URL !== 'kept'
  // Kept letters are shown to whoever asks, with the links by which people sign in.
  if (!sent && !loopback.includes(read.HOST))
    complain(
      'HOST',
      `${read.HOST} needs SMTP_URL; letters that are kept are shown to this machine itself (${loopback.join(', ')}) and nobody else`,
    )
  if (read.RUNTIME === 'cluster') {
    for (const name of neededInCluster)
      if (read[name] === undefined) complain(name, 'is needed when RUNTIME is cluster')
  } else if (sent && read.PUBLIC_URL === undefined)
    complain('PUBLIC_URL', 'is needed when letters are sent: links begin with it')
})

export type Config = {
  readonly runtime: 'embedded' | 'cluster'
  readonly data: string
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  /** E-mail address of the first coordinator, who can invite the others. */
  readonly coordinator: string
  readonly logLevel: string
  readonly mailFrom: string
  readonly secret: string | undefined
  readonly kafkaBrokers: readonly string[]
  readonly mongodbUri: string | undefined
  /** Absent or `kept`: letters are kept among the documents and shown instead of sent. */
  readonly smtpUrl: string | undefined
  /** Databases, topics and groups begin with it, so that several bureaus can share servers. */
  readonly namespace: string
  /** The clock stands at this instant; for trying out and for repeatable runs. */
  readonly now: string | undefined
  /** Where each instance of a service listens. */
  readonly companiesUrls: readonly string[] | undefined
  readonly placementsUrls: readonly string[] | undefined
  readonly matchingUrls: readonly string[] | undefined
  /** PKCS 8 in base64: with it a part signs what it asks of another. */
  readonly servicePrivateKey: string | undefined
  /** SPKI in base64, several while a key is being replaced. */
  readonly servicePublicKeys: readonly string[] | undefined
  /** With it figures are shown to other machines too. */
  readonly metricsToken: string | undefined
}

const nameOf: { readonly [Name in keyof Config]?: string } = {
  kafkaBrokers: 'KAFKA_BROKERS',
  mongodbUri: 'MONGODB_URI',
  smtpUrl: 'SMTP_URL',
  secret: 'SECRET',
  publicUrl: 'PUBLIC_URL',
  companiesUrls: 'COMPANIES_URL',
  placementsUrls: 'PLACEMENTS_URL',
  matchingUrls: 'MATCHING_URL',
  servicePrivateKey: 'SERVICE_PRIVATE_KEY',
  servicePublicKeys: 'SERVICE_PUBLIC_KEYS',
}

/** The settings that this process cannot do without; throws a ConfigError that lists every one that is missing. */
export const needed = <Name extends keyof Config>(
  config: Config,
  names: readonly Name[],
): { readonly [Key in Name]: NonNullable<Config[Key]> } => {
  const missing = names.filter((name) => config[name] === undefined)
  if (missing.length > 0)
    throw new ConfigError(missing.map((name) => `${nameOf[name] ?? name}: is needed by this process`))
  return config as unknown as { readonly [Key in Name]: NonNullable<Config[Key]> }
}

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`These settings must be mended first:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

export type Settings = Readonly<Record<string, string | undefined>>

/** The environment of this process with other settings on top, for a process that it starts. */
export const environmentWith = (settings: Settings): Settings => ({ ...process.env, ...settings })

/** Throws a ConfigError that lists every wrong setting; an empty string counts as not set. */
export const readConfig = (environment: Settings = process.env): Config => {
  const set = Object.entries(environment).filter(([name, value]) => settingNames.includes(name) && value !== '')
  const parsed = schema.safeParse(Object.fromEntries(set))
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const read = parsed.data
  return {
    runtime: read.RUNTIME,
    data: read.DATA,
    host: read.HOST,
    port: read.PORT,
    publicUrl: read.PUBLIC_URL,
    coordinator: read.COORDINATOR,
    logLevel: read.LOG_LEVEL,
    mailFrom: read.MAIL_FROM,
    secret: read.SECRET,
    kafkaBrokers: read.KAFKA_BROKERS?.split(',') ?? [],
    mongodbUri: read.MONGODB_URI,
    smtpUrl: read.SMTP_URL,
    namespace: read.NAMESPACE,
    now: read.NOW,
    companiesUrls: read.COMPANIES_URL,
    placementsUrls: read.PLACEMENTS_URL,
    matchingUrls: read.MATCHING_URL,
    servicePrivateKey: read.SERVICE_PRIVATE_KEY,
    servicePublicKeys: read.SERVICE_PUBLIC_KEYS?.split(','),
    metricsToken: read.METRICS_TOKEN,
  }
}
