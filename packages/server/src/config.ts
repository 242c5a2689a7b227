import { resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Network, parseNetwork } from './addresses.ts'

const on = Type.Union([Type.Literal('1'), Type.Literal('true'), Type.Literal('on')], {
  description: '1, true or on',
})

/** Every variable the server reads, and what is allowed in it. Only this file reads the environment. */
const Environment = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', minLength: 1, description: 'an address to listen on' }),
  PORT: Type.Integer({ default: 8000, minimum: 0, maximum: 65535, description: 'a port, 0 to 65535' }),
  PUBLIC_URL: Type.Optional(
    Type.String({ pattern: '^https?://[^/]+/?$', description: 'an http(s) address without a path' }),
  ),
  NODEYARD_DATA: Type.String({ default: './data', minLength: 1, description: 'a folder' }),
  DATABASE_URL: Type.Optional(
    Type.String({ pattern: '^postgres(ql)?://', description: 'a postgres:// address' }),
  ),
  BLOB_URL: Type.Optional(
    Type.String({ pattern: '^(s3://[^/]+|file:///)', description: 's3://bucket[/prefix] or file:///folder' }),
  ),
  S3_ENDPOINT: Type.Optional(Type.String({ pattern: '^https?://', description: 'an http(s) address' })),
  S3_REGION: Type.String({ default: 'us-east-1', minLength: 1, description: 'a region name' }),
  AWS_ACCESS_KEY_ID: Type.Optional(Type.String({ minLength: 1, description: 'a text' })),
  AWS_SECRET_ACCESS_KEY: Type.Optional(Type.String({ minLength: 1, description: 'a text' })),
  GRID_AUTH: Type.Optional(
    Type.Union([Type.Literal('open'), Type.Literal('key')], { description: 'open or key' }),
  ),
  GRID_ROLE: Type.Union([Type.Literal('node'), Type.Literal('network')], {
    default: 'node',
    description: 'node or network',
  }),
  GRID_ID: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
      description: 'a name of up to 64 letters, digits, ".", "_" and "-"',
    }),
  ),
  LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info', description: 'trace, debug, info, warn, error, fatal or silent' },
  ),
  NODEYARD_RATE_LIMITS: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'on',
    description: 'on or off',
  }),
  NODEYARD_ALLOWED_HOSTS: Type.Optional(
    Type.String({ minLength: 1, description: 'host names, separated by commas' }),
  ),
  NODEYARD_ALLOW_OPEN: Type.Optional(on),
  NODEYARD_ALLOW_LOOPBACK_TARGETS: Type.Optional(on),
  NODEYARD_PRIVATE_NETWORKS: Type.Optional(
    Type.String({ minLength: 1, description: 'private networks such as 10.0.0.0/8, separated by commas' }),
  ),
  NODEYARD_MIN_CLIENT: Type.Optional(
    Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$', description: 'a version, X.Y.Z' }),
  ),
  NODEYARD_ACCEL_PREFIX: Type.Optional(
    Type.String({ pattern: '^/[^\\s]*/$', description: "nginx's internal location for blobs, /…/" }),
  ),
  NODEYARD_FEE_PERCENT: Type.String({
    default: '25',
    pattern: '^(100|\\d{1,2})(\\.\\d{1,2})?$',
    description: 'what the platform keeps of a price, 0 to 100, with at most two decimals',
  }),
  STRIPE_SECRET_KEY: Type.Optional(
    Type.String({ pattern: '^[sr]k_\\w+$', description: "Stripe's secret key" }),
  ),
  STRIPE_WEBHOOK_SECRET: Type.Optional(
    Type.String({ pattern: '^whsec_\\S+$', description: "the secret of Stripe's webhook endpoint" }),
  ),
  STRIPE_API_BASE: Type.Optional(
    Type.String({ pattern: '^https?://[^/]+/?$', description: 'an http(s) address' }),
  ),
  NODEYARD_MODEL_MEMORY_MB: Type.Integer({
    default: 2048,
    minimum: 16,
    description: 'megabytes of memory for loaded models, at least 16',
  }),
  NODEYARD_MODEL_THREADS: Type.Integer({
    default: 1,
    minimum: 1,
    maximum: 256,
    description: 'threads of one model run, 1 to 256',
  }),
  NODEYARD_MACHINE_VERIFICATION: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'on',
    description: 'on or off',
  }),
  NODEYARD_HEARTBEAT_SECONDS: Type.Integer({
    default: 60,
    minimum: 1,
    maximum: 86_400,
    description: 'seconds between looks at whether a machine is there, 1 to 86400',
  }),
  OPENAI_API_KEY: Type.Optional(Type.String({ minLength: 1, description: "OpenAI's secret key" })),
  OPENAI_BASE_URL: Type.Optional(Type.String({ pattern: '^https?://', description: 'an http(s) address' })),
  ANTHROPIC_API_KEY: Type.Optional(Type.String({ minLength: 1, description: "Anthropic's secret key" })),
  ANTHROPIC_BASE_URL: Type.Optional(
    Type.String({ pattern: '^https?://', description: 'an http(s) address' }),
  ),
  HF_TOKEN: Type.Optional(Type.String({ minLength: 1, description: "a token of Hugging Face's hub" })),
  NODEYARD_MODEL_WORKERS: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 256, description: 'worker threads for models, 1 to 256' }),
  ),
})

/** The names of all of them. */
export const SETTINGS: readonly string[] = Object.keys(Environment.properties)

function readNetworks(text = ''): Network[] {
  return text.split(',').flatMap((part) => {
    if (part.trim() === '') return []
    try {
      return [parseNetwork(part.trim())]
    } catch {
      const example = '10.0.0.0/8, 192.168.1.0/24 or fd00:1::/32'
      throw new ConfigError(
        `NODEYARD_PRIVATE_NETWORKS has "${part.trim()}", but must be private networks such as ${example}`,
      )
    }
  })
}

export interface Config {
  host: string
  port: number
  /** Where clients reach this server, without a trailing slash; undefined means wherever it listens. */
  publicUrl: string | undefined
  /** Absolute path. */
  dataFolder: string
  databaseUrl: string | undefined
  blobUrl: string | undefined
  s3: {
    endpoint: string | undefined
    region: string
    accessKeyId: string | undefined
    secretAccessKey: string | undefined
  }
  logLevel: string
  hasRateLimits: boolean
  /** Host names answered beside loopback and `publicUrl`. */
  allowedHosts: string[]
  /** Whether this machine itself may be called: by test-mode webhooks, and to verify hosts. */
  allowsLoopbackTargets: boolean
  /** Private networks whose machines and partners may be called. */
  privateNetworks: readonly Network[]
  minClient: string | undefined
  accelPrefix: string | undefined
  /** Whether machines have to prove what they are, and how often they are looked at. */
  machines: { verifies: boolean; heartbeatSeconds: number }
  /** Hundredths of a percent of a price that the platform keeps. */
  feeBasisPoints: number
  stripe: { secretKey: string | undefined; apiBase: string | undefined; webhookSecret: string | undefined }
  /** What graph nodes of the administrator may use, by the variable's name. */
  secrets: Record<string, string | undefined>
  models: { memoryBytes: number; threads: number; workers: number | undefined }
  grid: {
    /** `open` asks nobody for a key. */
    auth: 'open' | 'key'
    role: 'node' | 'network'
    /** What partners call this server; undefined for a name made from the installation's secret. */
    id: string | undefined
  }
}

/** A variable that stops the start. Its message names the variable and what is allowed. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ConfigError'
  }
}

/**
 * Reads and checks the environment. Called once, in start.ts; everything else is handed its values.
 *
 * @throws ConfigError when a value is malformed, a `NODEYARD_*` name is unknown, or the server would be
 * reachable from other machines without knowing its public address.
 */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const known = Environment.properties
  for (const name of Object.keys(environment)) {
    // The CLI's variables may be set in the same shell.
    if (
      name.startsWith('NODEYARD_') &&
      !(name in known) &&
      !['NODEYARD_URL', 'NODEYARD_API_KEY'].includes(name)
    ) {
      const names = Object.keys(known).filter((other) => other.startsWith('NODEYARD_'))
      throw new ConfigError(`${name} is not a setting of Nodeyard. The ones it knows: ${names.join(', ')}`)
    }
  }
  const value = Value.Convert(Environment, Value.Default(Environment, pickKnown(environment, known)))
  const [error] = Value.Errors(Environment, value)
  if (error) {
    const name = error.instancePath.split('/')[1] ?? ''
    const allowed = (known as Record<string, { description?: string }>)[name]?.description
    throw new ConfigError(`${name} is "${environment[name]}", but must be ${allowed}`)
  }
  return toConfig(value as Static<typeof Environment>)
}

/** An empty variable counts as absent, as it does for most programs. */
function pickKnown(environment: Record<string, string | undefined>, known: object) {
  return Object.fromEntries(
    Object.keys(known).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  )
}

function toConfig(value: Static<typeof Environment>): Config {
  const isLoopback = ['127.0.0.1', 'localhost', '::1'].includes(value.HOST)
  if (!isLoopback && value.PUBLIC_URL === undefined && value.NODEYARD_ALLOW_OPEN === undefined) {
    throw new ConfigError(
      `HOST is "${value.HOST}", which other machines can reach: set PUBLIC_URL to the address they use, ` +
        'or NODEYARD_ALLOW_OPEN=1 if you know what you are doing',
    )
  }
  const gridAuth = value.GRID_AUTH ?? (isLoopback ? 'open' : 'key')
  if (!isLoopback && gridAuth === 'open' && value.NODEYARD_ALLOW_OPEN === undefined) {
    throw new ConfigError(
      `GRID_AUTH is "open" and HOST is "${value.HOST}", which other machines can reach: set GRID_AUTH=key, ` +
        'or NODEYARD_ALLOW_OPEN=1 if anybody there may host and run models here',
    )
  }
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL?.replace(/\/$/, ''),
    dataFolder: resolve(value.NODEYARD_DATA),
    databaseUrl: value.DATABASE_URL,
    blobUrl: value.BLOB_URL,
    s3: {
      endpoint: value.S3_ENDPOINT,
      region: value.S3_REGION,
      accessKeyId: value.AWS_ACCESS_KEY_ID,
      secretAccessKey: value.AWS_SECRET_ACCESS_KEY,
    },
    logLevel: value.LOG_LEVEL,
    hasRateLimits: value.NODEYARD_RATE_LIMITS === 'on',
    allowedHosts: (value.NODEYARD_ALLOWED_HOSTS ?? '')
      .split(',')
      .flatMap((host) => host.trim().toLowerCase() || []),
    allowsLoopbackTargets: value.NODEYARD_ALLOW_LOOPBACK_TARGETS !== undefined,
    privateNetworks: readNetworks(value.NODEYARD_PRIVATE_NETWORKS),
    minClient: value.NODEYARD_MIN_CLIENT,
    accelPrefix: value.NODEYARD_ACCEL_PREFIX,
    machines: {
      verifies: value.NODEYARD_MACHINE_VERIFICATION === 'on',
      heartbeatSeconds: value.NODEYARD_HEARTBEAT_SECONDS,
    },
    feeBasisPoints: Math.min(10_000, Math.round(Number(value.NODEYARD_FEE_PERCENT) * 100)),
    stripe: {
      secretKey: value.STRIPE_SECRET_KEY,
      apiBase: value.STRIPE_API_BASE,
      webhookSecret: value.STRIPE_WEBHOOK_SECRET,
    },
    secrets: {
      OPENAI_API_KEY: value.OPENAI_API_KEY,
      OPENAI_BASE_URL: value.OPENAI_BASE_URL,
      ANTHROPIC_API_KEY: value.ANTHROPIC_API_KEY,
      ANTHROPIC_BASE_URL: value.ANTHROPIC_BASE_URL,
      HF_TOKEN: value.HF_TOKEN,
    },
    models: {
      memoryBytes: value.NODEYARD_MODEL_MEMORY_MB * 1024 * 1024,
      threads: value.NODEYARD_MODEL_THREADS,
      workers: value.NODEYARD_MODEL_WORKERS,
    },
    grid: { auth: gridAuth, role: value.GRID_ROLE, id: value.GRID_ID },
  }
}
