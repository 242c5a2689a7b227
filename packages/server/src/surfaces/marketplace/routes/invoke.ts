import type { ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { Type } from 'typebox'
import {
  admitInvocation,
  countInvocation,
  type InvocationMetrics,
  invoke,
} from '../../../domain/runtimes/invoke.ts'
import type { LiveDeployment } from '../../../domain/runtimes/live-deployments.ts'
import { Fault } from '../../../fault.ts'
import { dropUnreadBody } from '../../../http/incoming-body.ts'
import { MOST_BINARY_BYTES, MOST_JSON_BYTES, readInvocationBody } from '../../../http/invocation-body.ts'
import type { Routes } from '../../../http/surface.ts'
import { compileValidator } from '../../../http/validator.ts'
import { FORM_TYPES, formOf, wantedForm } from '../invocation-forms.ts'
import { INVOKE_DESCRIPTION, InvocationBody, InvocationResult } from '../invocation-schemas.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What an invocation is for, from the moment it is let in. */
    invoked: { live: LiveDeployment; response: ServerResponse } | undefined
  }
}

const CLIENT_GONE = new Fault('invalid_request', 'the client went away before it was answered')

const Binary = Type.Unsafe<unknown>({ type: 'string', format: 'binary' })

/**
 * `POST /v1/deployments/{id}/invoke`: tensors in, tensors out. The hottest route there is: it reads its body
 * itself, and a caller and a deployment that are known already cost no promise.
 */
const invokeRoute: Routes = (app, { config, serving }) => {
  const letIn = (request: FastifyRequest, reply: FastifyReply, live: LiveDeployment) => {
    request.invoked = { live, response: reply.raw }
    const allowance = countInvocation(serving, live.deployment)
    if (!allowance) return
    const { isAllowed, limit, remaining, resetsAt } = allowance
    reply.header('x-ratelimit-limit', limit)
    reply.header('x-ratelimit-remaining', remaining)
    reply.header('x-ratelimit-reset', Math.ceil(resetsAt / 1000))
    if (isAllowed) return
    const retryAfter = Math.max(1, Math.ceil((resetsAt - Date.now()) / 1000))
    const message = `more than ${limit} invocations in a minute: wait ${retryAfter} s`
    throw new Fault('rate_limited', message, { retryAfter })
  }

  const onRequest = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const { id } = request.params as { id: string }
    const live = admitInvocation(serving, request.caller, id)
    if (live instanceof Promise) {
      live.then((found) => letIn(request, reply, found)).then(() => done(), done)
    } else {
      letIn(request, reply, live)
      done()
    }
  }

  app.register(async (plain) => {
    const scope = plain.withTypeProvider<TypeBoxTypeProvider>()
    scope.decorateRequest('invoked', undefined)
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (request, _payload, done) => {
      const form = formOf(request.headers['content-type'])
      if (!form) {
        const types = Object.values(FORM_TYPES).join(', ')
        return done(new Fault('unsupported_media_type', `inputs come as one of: ${types}`))
      }
      const limits =
        form === 'json'
          ? { most: MOST_JSON_BYTES, hint: `send tensors this large as ${FORM_TYPES.safetensors}` }
          : { most: MOST_BINARY_BYTES, hint: 'send fewer rows at a time' }
      readInvocationBody(request.raw, request.invoked!.response, limits, done)
    })
    scope.addHook('onResponse', (request, _reply, done) => {
      dropUnreadBody(request.raw)
      done()
    })

    scope.post(
      '/deployments/:id/invoke',
      {
        config: { scope: 'deploy:invoke', limit: 'none', idempotent: false },
        onRequest,
        // The inputs are checked against the model's own schema; this one is for the document.
        validatorCompiler: (route) => (route.httpPart === 'body' ? () => true : compileValidator(route)),
        schema: {
          operationId: 'invokeDeployment',
          summary: 'Run the model',
          description: INVOKE_DESCRIPTION,
          params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }),
          body: {
            content: {
              [FORM_TYPES.json]: { schema: InvocationBody },
              [FORM_TYPES.safetensors]: { schema: Binary },
              [FORM_TYPES.npy]: { schema: Binary },
            },
          },
          response: {
            200: {
              description: 'Outputs, in the form of the inputs',
              content: {
                [FORM_TYPES.json]: { schema: InvocationResult },
                [FORM_TYPES.safetensors]: { schema: Binary },
                [FORM_TYPES.npy]: { schema: Binary },
              },
            },
          },
        },
      },
      async (request, reply) => {
        const body = request.body as Uint8Array<ArrayBuffer> | undefined
        if (!body) throw new Fault('invalid_json', 'there is no body')
        const nobodyWaits = new AbortController()
        reply.raw.once('close', () => {
          if (!reply.raw.writableFinished) nobodyWaits.abort(CLIENT_GONE)
        })
        // Requests and invocations are one to one: the same letters find both in the logs.
        const id = request.id.replace('req_', 'inv_')
        const { live } = request.invoked!
        const { deployment } = live
        const publicUrl = config.publicUrl ?? `${request.protocol}://${request.host}`
        const logsUrl = JSON.stringify(`${publicUrl}/v1/deployments/${deployment.id}/logs`)
        const answer = await invoke(serving, live, {
          id,
          body,
          form: formOf(request.headers['content-type'])!,
          wanted: wantedForm(request.headers.accept),
          signal: nobodyWaits.signal,
          frame: (metrics) => ({
            before: `{"id":"${id}","status":"succeeded","output":`,
            after: `,"metrics":${metricsText(metrics)},"logs_url":${logsUrl}}`,
          }),
        })
        reply.header('x-invocation-id', id)
        if (answer.form === 'safetensors' || answer.form === 'npy') {
          reply.header('server-timing', serverTiming(answer.metrics)).type(FORM_TYPES[answer.form])
        } else {
          reply.type('application/json; charset=utf-8')
        }
        const { body: written } = answer
        return typeof written === 'string'
          ? written
          : Buffer.from(written.buffer, written.byteOffset, written.byteLength)
      },
    )
  })
}
export default invokeRoute

const metricsText = ({ queueMs, coldStartMs, predictMs, batchRows }: InvocationMetrics) =>
  `{"queue_ms":${round(queueMs)},"cold_start_ms":${round(coldStartMs)},"predict_ms":${round(predictMs)},"batch_rows":${batchRows}}`

const serverTiming = ({ queueMs, coldStartMs, predictMs }: InvocationMetrics) =>
  `queue;dur=${round(queueMs)}, load;dur=${round(coldStartMs)}, predict;dur=${round(predictMs)}`

const round = (ms: number) => Math.round(ms * 1000) / 1000
