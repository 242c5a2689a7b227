import type { Surface } from '../../http/surface.ts'
import { requireClientVersion } from './client-version.ts'
import { ERROR_STATUSES, ErrorPayload } from './error-payload.ts'
import { renderFault } from './render-fault.ts'
import { COMPONENTS } from './schemas.ts'

/** `/api/v1`: an organisation's versioned models and datasets. */
export const registry: Surface = {
  name: 'registry',
  title: 'Registry',
  description: "An organisation's versioned models and datasets.",
  prefix: '/api/v1',
  routes: new URL('./routes/', import.meta.url),
  auth: ['bearer', 'apiKey', 'session'],
  errorBody: ErrorPayload,
  errorStatuses: ERROR_STATUSES,
  schemas: COMPONENTS,
  renderFault,
  onRequest: requireClientVersion,
}
