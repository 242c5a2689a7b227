import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { SCOPE_WORDS } from '../domain/accounts/scope-words.ts'

/** This server's name among authorization servers: where its clients reach it. */
export const issuerOf = (config: Config, request: FastifyRequest): string =>
  config.publicUrl ?? `${request.protocol}://${request.host}`

/** `/.well-known/oauth-authorization-server` (RFC 8414): where an OAuth client finds everything else. */
export function addOauthMetadata(app: FastifyInstance, { config }: { config: Config }): void {
  app.get('/.well-known/oauth-authorization-server', (request, reply) => {
    const issuer = issuerOf(config, request)
    const methods = ['client_secret_basic', 'client_secret_post']
    return reply.send({
      issuer,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      introspection_endpoint: `${issuer}/oauth/introspect`,
      scopes_supported: Object.keys(SCOPE_WORDS),
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: [...methods, 'none'],
      revocation_endpoint_auth_methods_supported: [...methods, 'none'],
      introspection_endpoint_auth_methods_supported: methods,
      authorization_response_iss_parameter_supported: true,
    })
  })
}
