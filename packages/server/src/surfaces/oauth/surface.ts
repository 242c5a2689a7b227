import { Type } from 'typebox'
import type { RenderFault } from '../../http/send-fault.ts'
import type { Surface } from '../../http/surface.ts'

/** RFC 6749, 5.2. */
export const OauthError = Type.Object(
  {
    error: Type.String({ description: 'What went wrong, for programs.' }),
    error_description: Type.String({ description: 'What went wrong, for people.' }),
  },
  { $id: 'OauthError' },
)

const renderFault: RenderFault = ({ code, message, status, detail }) => {
  const known = typeof detail.oauth === 'string' ? detail.oauth : undefined
  const error = known ?? (status >= 500 ? 'server_error' : status === 429 ? 'slow_down' : 'invalid_request')
  return {
    status: code === 'validation_failed' || code === 'unsupported_media_type' ? 400 : status,
    body: { error, error_description: message },
    headers: {
      'cache-control': 'no-store',
      ...(known === 'invalid_client' ? { 'www-authenticate': 'Basic realm="nodeyard"' } : {}),
    },
  }
}

/** `/oauth`: how programs of others come to act for somebody, with what that person allowed them. */
export const oauth: Surface = {
  name: 'oauth',
  title: 'OAuth 2.0',
  description:
    'The authorization code grant with PKCE (RFC 6749, 7636), refresh tokens that are good once, revocation ' +
    '(RFC 7009) and introspection (RFC 7662). Apps are registered at `/v1/oauth/apps`; an access token is sent ' +
    'like any key, to every surface.',
  prefix: '/oauth',
  routes: new URL('./routes/', import.meta.url),
  auth: ['session'],
  errorBody: OauthError,
  renderFault,
}
