import { renderPlainFault } from '../../http/send-fault.ts'
import type { Surface } from '../../http/surface.ts'
import { ErrorBody } from './schemas.ts'

/** `/v1`: models, datasets, deployments, keys; what is sold, bought and served. */
export const marketplace: Surface = {
  name: 'marketplace',
  title: 'Marketplace',
  description: 'Models, datasets, deployments, listings, purchases, keys and webhooks.',
  prefix: '/v1',
  routes: new URL('./routes/', import.meta.url),
  auth: ['bearer', 'session'],
  errorBody: ErrorBody,
  isIdempotent: true,
  renderFault: renderPlainFault,
}
