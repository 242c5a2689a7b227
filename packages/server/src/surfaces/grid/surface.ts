import type { Surface } from '../../http/surface.ts'
import { renderGridFault } from './render-fault.ts'
import { GridError } from './schemas.ts'

/** The root: how partners host, find and run models on this server. */
export const grid: Surface = {
  name: 'grid',
  title: 'Grid',
  description: 'How partners host, query and run models on this server, and find each other.',
  prefix: '',
  routes: new URL('./routes/', import.meta.url),
  auth: ['bearer', 'apiKey', 'session'],
  errorBody: GridError,
  renderFault: renderGridFault,
}
