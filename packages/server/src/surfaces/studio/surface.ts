import type { Surface } from '../../http/surface.ts'
import { localCaller } from './local-caller.ts'
import { renderStudioFault } from './render-fault.ts'
import { StudioError } from './schemas.ts'

/** `/api` and `/ws/execution`: graphs that run, train and explain themselves. */
export const studio: Surface = {
  name: 'studio',
  title: 'Studio',
  description: 'Visual graphs of deep learning: draw, run, train, look inside, export and publish.',
  prefix: '/api',
  routes: new URL('./routes/', import.meta.url),
  auth: ['bearer', 'apiKey', 'session'],
  callerWithout: localCaller,
  prepare: ({ studio }) => studio.open(),
  errorBody: StudioError,
  renderFault: renderStudioFault,
}
