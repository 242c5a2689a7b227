import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { dropUnreadBody } from './incoming-body.ts'
import type { App } from './surface.ts'
import { compileValidator } from './validator.ts'

/**
 * A scope whose handlers read their bodies themselves: clients of the grid send one and the same thing as JSON,
 * as either kind of form, and under no content type at all. The bodies' schemas are for the document.
 */
export function withRawBodies(app: App, addRoutes: (scope: App) => void): void {
  app.register(async (plain) => {
    const scope = plain.withTypeProvider<TypeBoxTypeProvider>() as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.setValidatorCompiler((route) => (route.httpPart === 'body' ? () => true : compileValidator(route)))
    scope.addHook('onResponse', (request, _reply, done) => {
      dropUnreadBody(request.raw)
      done()
    })
    addRoutes(scope)
  })
}
