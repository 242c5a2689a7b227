import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { OauthErrorCode } from '../../../domain/accounts/oauth-error.ts'
import {
  type Asker,
  type AuthorizeParameters,
  allowRequest,
  findAsker,
  readAuthorizationRequest,
} from '../../../domain/accounts/oauth-requests.ts'
import { checkSession, csrfTokenOf } from '../../../domain/accounts/sessions.ts'
import { Fault } from '../../../fault.ts'
import { findCredential } from '../../../http/authenticate.ts'
import { issuerOf } from '../../../http/oauth-metadata.ts'
import type { Routes } from '../../../http/surface.ts'
import { consentPage, pageHeaders, problemPage } from '../consent-page.ts'
import { takeForms } from '../take-forms.ts'

const Text = Type.Optional(Type.String({ maxLength: 2000 }))

const Parameters = {
  client_id: Text,
  redirect_uri: Text,
  response_type: Text,
  scope: Text,
  state: Text,
  code_challenge: Text,
  code_challenge_method: Text,
}

const NAMES = Object.keys(Parameters) as (keyof typeof Parameters)[]

const Html = { content: { 'text/html': { schema: Type.String() } } }

const authorize: Routes = (app, { database, config }) => {
  takeForms(app)

  /** The parameters of ours among those that came; what is empty counts as left out. */
  const pick = (from: AuthorizeParameters): AuthorizeParameters =>
    Object.fromEntries(NAMES.flatMap((name) => (from[name] ? [[name, from[name]]] : [])))

  /** Whoever asks, or undefined once the page has said what is wrong. */
  async function findAskerOrSay(reply: FastifyReply, parameters: AuthorizeParameters) {
    return findAsker(database.read, parameters).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error
      reply.code(400).headers(pageHeaders()).send(problemPage(error.message))
      return undefined
    })
  }

  function sendBack(
    request: FastifyRequest,
    reply: FastifyReply,
    { redirectUri }: Asker,
    answer: Record<string, string | undefined>,
  ) {
    const url = new URL(redirectUri)
    // RFC 9207: which server answers, so that an app that asks several cannot be confused.
    for (const [name, value] of Object.entries({ ...answer, iss: issuerOf(config, request) })) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    return reply
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .redirect(url.href, 303)
  }

  const refusal = (error: unknown) => {
    if (!(error instanceof Fault) || error.detail.oauth === undefined) throw error
    return { error: error.detail.oauth as OauthErrorCode, error_description: error.message }
  }

  app.get(
    '/authorize',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'showConsent',
        summary: 'Where an app sends somebody to be allowed to act for them: a page for a browser',
        querystring: Type.Object(Parameters),
        response: {
          200: { description: 'The page', ...Html },
          303: Type.Null(),
          400: { description: 'What is wrong', ...Html },
        },
      },
    },
    async (request, reply) => {
      const parameters = pick(request.query)
      const { state } = parameters
      const asker = await findAskerOrSay(reply, parameters)
      if (!asker) return reply
      try {
        const wanted = readAuthorizationRequest(asker.app, parameters)
        const cookie = findCredential(request, ['session'])?.secret
        const session =
          cookie && (await checkSession(database.read, cookie, undefined).catch(() => undefined))
        if (!cookie || !session) {
          const next = `/oauth/authorize?${new URLSearchParams(parameters as Record<string, string>)}`
          return reply.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303)
        }
        const html = consentPage(session.account, asker, wanted, parameters, csrfTokenOf(cookie))
        return reply.headers(pageHeaders(asker.redirectUri)).send(html as never)
      } catch (error) {
        return sendBack(request, reply, asker, { ...refusal(error), state })
      }
    },
  )

  app.post(
    '/authorize',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'answerConsent',
        summary: 'What the person at that page answers',
        consumes: ['application/x-www-form-urlencoded'],
        body: Type.Object({ ...Parameters, csrf_token: Text, answer: Text }),
        response: { 303: Type.Null(), 400: { description: 'What is wrong', ...Html } },
      },
    },
    async (request, reply) => {
      const { csrf_token: csrfToken, answer, ...rest } = request.body
      const parameters = pick(rest)
      const { state } = parameters
      const cookie = findCredential(request, ['session'])?.secret ?? ''
      const { account } = await checkSession(database.read, cookie, { csrfToken })
      const asker = await findAskerOrSay(reply, parameters)
      if (!asker) return reply
      try {
        const wanted = readAuthorizationRequest(asker.app, parameters)
        if (answer !== 'allow') {
          const said = { error: 'access_denied', error_description: 'it was not allowed' }
          return sendBack(request, reply, asker, { ...said, state })
        }
        const code = await allowRequest(database, account.id, asker, wanted)
        return sendBack(request, reply, asker, { code, state })
      } catch (error) {
        return sendBack(request, reply, asker, { ...refusal(error), state })
      }
    },
  )
}
export default authorize
