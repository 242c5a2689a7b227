import type { Surface } from '../../http/surface.ts'
import { MachinesError } from './error-body.ts'
import { renderFault } from './render-fault.ts'

/** `/nodes`: the machines models run on, and how they prove what they are. */
export const machines: Surface = {
  name: 'machines',
  title: 'Machines',
  description:
    'The inventory of GPUs and other machines. Writes are signed with an sr25519 hotkey that was bound to an ' +
    'account at `/v1/hotkeys`, or carry an API key with the scope `machines:write`.',
  prefix: '/nodes',
  routes: new URL('./routes/', import.meta.url),
  auth: ['bearer', 'apiKey', 'session', 'hotkey'],
  errorBody: MachinesError,
  renderFault,
}
