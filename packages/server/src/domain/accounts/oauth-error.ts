import { Fault } from '../../fault.ts'

/** The codes of RFC 6749 (4.1.2.1 and 5.2), by which clients tell failures apart. */
export type OauthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied'

/** A failure of the OAuth protocol: 401 where a client does not prove who it is, else 400. */
export const oauthFault = (oauth: OauthErrorCode, message: string): Fault =>
  new Fault(oauth === 'invalid_client' ? 'unauthorized' : 'invalid_request', message, { oauth })
