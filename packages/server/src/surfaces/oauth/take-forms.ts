import { oauthFault } from '../../domain/accounts/oauth-error.ts'
import type { App } from '../../http/surface.ts'

/** Reads form-encoded bodies, as every OAuth client sends them: a parameter twice is an error (RFC 6749, 3.1). */
export function takeForms(app: App): void {
  const type = 'application/x-www-form-urlencoded'
  if (app.hasContentTypeParser(type)) return
  app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => {
    const fields: Record<string, string> = {}
    for (const [name, value] of new URLSearchParams(String(body))) {
      if (Object.hasOwn(fields, name)) {
        done(oauthFault('invalid_request', `the parameter ${name.slice(0, 60)} is there twice`))
        return
      }
      // What is empty counts as left out.
      if (value !== '') Object.defineProperty(fields, name, { value, enumerable: true })
    }
    done(null, fields)
  })
}
