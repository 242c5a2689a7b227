import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { Fault } from '../fault.ts'
import { type RenderFault, renderPlainFault, sendFault } from './send-fault.ts'
import { type SendPage, showIn } from './web.ts'

/** The grid, which shares the root with the web pages. */
export interface RootSharer {
  /** Speaks on a WebSocket that was opened at `/`. */
  speak(socket: WebSocket, request: FastifyRequest): void
  /** Whether a path is of its kind, so that its 404 is its own. */
  owns(path: string): boolean
  renderFault: RenderFault
}

/** Whether a browser asks for a page to show, not a program or a page's script for an answer. */
function isVisit({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const wanted = headers['sec-fetch-mode']
  if (wanted !== undefined) return wanted === 'navigate'
  return /^text\/html\b/.test(headers.accept ?? '')
}

/**
 * What belongs to no surface, or to two: `/` itself is a page to browsers and the grid's socket to partners; the
 * last 404 is the grid's on its paths; and so are the errors of the routes beside the surfaces.
 */
export function addRoot(app: FastifyInstance, grid: RootSharer, sendPage: SendPage): void {
  app.setErrorHandler((error, _request, reply) => sendFault(error, reply, renderPlainFault))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!
    // Somebody who followed a link or typed an address gets a page that leads on, not JSON.
    if (isVisit(request) && !grid.owns(path)) return sendPage(request, reply.code(404))
    const fault = new Fault('not_found', `there is nothing at ${request.method} ${path}`)
    return sendFault(fault, reply, grid.owns(path) ? grid.renderFault : renderPlainFault)
  })
  app.route({
    method: 'GET',
    url: '/',
    handler: showIn(sendPage),
    wsHandler: (socket, request) => grid.speak(socket, request),
  })
}
