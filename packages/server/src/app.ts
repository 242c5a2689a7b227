import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { openBlobStore } from './blobs/open-blob-store.ts'
import type { Config } from './config.ts'
import { openDatabase } from './db/open-database.ts'
import type { Deps } from './deps.ts'
import { Attempts } from './domain/accounts/attempts.ts'
import { makeAdmin } from './domain/accounts/first-start.ts'
import { KeyCheck } from './domain/accounts/key-check.ts'
import { isSetupOpen, newSetupToken } from './domain/accounts/setup.ts'
import { TensorDiffs } from './domain/artifacts/diff/tensor-diff.ts'
import { Inspector } from './domain/artifacts/inspector.ts'
import { Tables } from './domain/artifacts/tables/tables.ts'
import { Commerce } from './domain/commerce/commerce.ts'
import { openStripe } from './domain/commerce/providers/open-stripe.ts'
import { Webhooks } from './domain/events/webhooks.ts'
import { reachesLoopback } from './domain/graphs/reach.ts'
import { Studio } from './domain/graphs/studio.ts'
import { Machines } from './domain/machines/machines.ts'
import { addOwnHost } from './domain/machines/own-host.ts'
import { openGrid } from './domain/partners/open-grid.ts'
import { Serving } from './domain/runtimes/serving.ts'
import { addBlobs } from './http/blobs.ts'
import { addDocs } from './http/docs.ts'
import { addHealth } from './http/health.ts'
import { guardHost } from './http/host-guard.ts'
import { handleInRounds } from './http/in-rounds.ts'
import { lazily } from './http/lazy-logger.ts'
import { addMetrics, Metrics } from './http/metrics.ts'
import { addOauthMetadata } from './http/oauth-metadata.ts'
import { addPages } from './http/pages.ts'
import { RateLimits } from './http/rate-limits.ts'
import { journaled } from './http/request-journal.ts'
import { addRequestLog } from './http/request-log.ts'
import { addRoot } from './http/root.ts'
import { renderPlainFault, sendFault } from './http/send-fault.ts'
import { buildSerializer } from './http/serializer.ts'
import { addSurface } from './http/surface.ts'
import { compileValidator } from './http/validator.ts'
import { addWeb } from './http/web.ts'
import { newRequestId } from './ids.ts'
import { startJobs } from './jobs/start-jobs.ts'
import { openSigner } from './signer.ts'
import { speakGrid } from './surfaces/grid/socket.ts'
import { isGridPath } from './surfaces/grid/spellings.ts'
import { grid } from './surfaces/grid/surface.ts'
import { machines as machinesSurface } from './surfaces/machines/surface.ts'
import { marketplace } from './surfaces/marketplace/surface.ts'
import { oauth } from './surfaces/oauth/surface.ts'
import { registry } from './surfaces/registry/surface.ts'
import { addPluginFiles } from './surfaces/studio/plugin-files.ts'
import { addExecutionSocket } from './surfaces/studio/socket.ts'
import { studio } from './surfaces/studio/surface.ts'

/** Of one WebSocket frame; larger models come over HTTP. */
const MOST_FRAME_BYTES = 128 * 1024 * 1024

/** Every public API, each with its document at `/openapi/<name>.json`. */
export const SURFACES = [marketplace, oauth, registry, machinesSurface, studio, grid]

export interface Server {
  app: FastifyInstance
  deps: Deps
  /** Where the first start wrote the administrator's key, when this was the first start. */
  adminKeyFile: string | undefined
  /** What the setup link carries, while the administrator has no password. */
  setupToken: string | undefined
}

/**
 * Puts the whole server together; it does not listen yet. `app.close()` ends it: requests in flight are
 * finished, then what was opened here is closed.
 */
export async function buildServer(config: Config, log: Logger): Promise<Server> {
  const database = journaled(await openDatabase({ dataFolder: config.dataFolder, url: config.databaseUrl }))
  const adminKeyFile = await makeAdmin(database, config.dataFolder)
  const blobs = await openBlobStore({ url: config.blobUrl, dataFolder: config.dataFolder, s3: config.s3 })
  const inspector = new Inspector()
  const machines = await Machines.open({ ...config, database, log })
  const signer = await openSigner(database)
  const serving = await Serving.open({
    ...config,
    database,
    blobs,
    inspector,
    ownDevice: await addOwnHost(database, machines.keys, machines.gpus),
    log: (level, message) => log[level](message),
  })
  const parts = {
    database,
    blobs,
    inspector,
    serving,
    machines,
    commerce: new Commerce({ ...config, database, blobs, log, stripe: await openStripe(config.stripe) }),
    tables: new Tables(),
    tensorDiffs: new TensorDiffs(),
    keyCheck: new KeyCheck(database, log),
    attempts: new Attempts(database, log),
    signer,
  }
  parts.serving.onUse = (deployment) => parts.commerce.meter.count(deployment)
  const deps: Deps = {
    ...parts,
    config,
    grid: openGrid(config, parts),
    studio: new Studio({
      ...parts,
      dataFolder: config.dataFolder,
      reach: { blobs, serving, allowLoopback: reachesLoopback(config), secrets: config.secrets },
      log,
    }),
    webhooks: new Webhooks({ database, signer, log, allowLoopback: config.allowsLoopbackTargets }),
    limits: new RateLimits(database, log),
    metrics: new Metrics(),
    log,
  }

  const app: FastifyInstance = Fastify({
    loggerInstance: lazily(log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    requestIdHeader: false,
    trustProxy: 'loopback',
    bodyLimit: 4 * 1024 * 1024,
    schemaController: {
      compilersFactory: { buildSerializer, buildValidator: () => compileValidator as never },
    },
    // Paths are bounded by the HTTP parser; the router's own bound of 100 is less than a long slug pair.
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
    // Partners join addresses that end with a slash to paths that begin with one.
    rewriteUrl: ({ url = '/' }) => (url.startsWith('//') ? url.replace(/^\/+/, '/') : url),
    // A path that cannot even be decoded never reaches a route, so the surface is found by the path's start.
    frameworkErrors: (error, request, reply) => {
      const path = request.url
      const owner = SURFACES.find(({ prefix }) => prefix !== '' && path.startsWith(`${prefix}/`))
      const surface = owner ?? (isGridPath(path) ? grid : undefined)
      reply.header('x-request-id', request.id)
      sendFault(error, reply, surface?.renderFault ?? renderPlainFault)
    },
  })
  handleInRounds(app)
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  // The last one added is the first to run: models write their figures before the database closes.
  app.addHook('onClose', () => database.close())
  app.addHook('onClose', () => deps.inspector.close())
  app.addHook('onClose', () => deps.tables.close())
  app.addHook('onClose', () => deps.tensorDiffs.close())
  app.addHook('onClose', () => deps.commerce.close())
  app.addHook('onClose', () => deps.serving.close())
  app.addHook('onClose', () => deps.studio.close())
  app.addHook('onClose', () => deps.grid.partnerClient.close())
  app.addHook('onClose', () => deps.webhooks.close())
  app.addHook('onClose', () => deps.machines.close())
  addRequestLog(app)
  // Before whoever may refuse a request: it closes the socket of an upgrade that is refused.
  await app.register(websocket, { options: { maxPayload: MOST_FRAME_BYTES } })
  guardHost(app, config)
  const sendPage = addWeb(app)
  app.after(() => {
    const speak = (socket: WebSocket, request: FastifyRequest) => speakGrid(deps, socket, request)
    addRoot(app, { speak, owns: isGridPath, renderFault: grid.renderFault }, sendPage)
  })
  addPages(app)
  addExecutionSocket(app, deps)
  addPluginFiles(app, deps)
  addOauthMetadata(app, deps)
  addHealth(app, deps)
  addBlobs(app, deps)
  addMetrics(app, deps)
  for (const surface of SURFACES) await addSurface(app, deps, surface)
  addDocs(app, SURFACES)
  await app.ready()
  await startJobs(deps)
  deps.machines.watch.start()
  deps.webhooks.start()
  const setupToken = (await isSetupOpen(database.read)) ? newSetupToken(signer) : undefined
  return { app, deps, adminKeyFile, setupToken }
}
