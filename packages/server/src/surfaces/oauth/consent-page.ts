import type { Account } from '../../domain/accounts/account.ts'
import type {
  Asker,
  AuthorizationRequest,
  AuthorizeParameters,
} from '../../domain/accounts/oauth-requests.ts'
import { SCOPE_WORDS } from '../../domain/accounts/scope-words.ts'

const toHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

/**
 * Headers of a page that asks for consent: nothing of others in it, no frame around it, and its form leads
 * here or on to where the app wants its answer.
 */
export function pageHeaders(redirectUri?: string): Record<string, string> {
  const leadsTo = redirectUri === undefined ? "'none'" : `'self' ${sourceOf(new URL(redirectUri))}`
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; form-action ${leadsTo}; frame-ancestors 'none'; base-uri 'none'`,
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    // The form must say that it comes from here, and no other page where from.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  }
}

const sourceOf = ({ protocol, origin }: URL) => (origin === 'null' ? protocol : origin)

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${toHtml(title)} – Nodeyard</title>
    <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/pages/pages.css">
  </head>
  <body>
    <div class="page">
      <p class="brand"><img src="/assets/mark.svg" alt="">Nodeyard</p>
      <main>
${body}
      </main>
    </div>
  </body>
</html>
`

export const problemPage = (message: string) =>
  page('This does not work', `<h1>This does not work</h1>\n<p class="error">${toHtml(message)}.</p>`)

/** Whether it is about real money. */
const modeMark = (mode: 'test' | 'live') => `<span class="mode ${mode}">${mode} mode</span>`

/** Asks somebody, in words, whether an app may act for them. */
export function consentPage(
  account: Account,
  { app, redirectUri }: Asker,
  { scopes }: AuthorizationRequest,
  parameters: AuthorizeParameters,
  csrfToken: string,
): string {
  const hidden = Object.entries({ ...parameters, csrf_token: csrfToken })
    .map(([name, value]) => `<input type="hidden" name="${toHtml(name)}" value="${toHtml(value)}">`)
    .join('\n')
  const wishes = scopes
    .map((scope) => `<li>${toHtml(SCOPE_WORDS[scope])} <code>${toHtml(scope)}</code></li>`)
    .join('\n')
  const { hostname, protocol } = new URL(redirectUri)
  return page(
    `${app.name} asks for access`,
    `<h1>${toHtml(app.name)} asks for access</h1>
<p>Signed in as <strong>${toHtml(account.slug)}</strong>. If you allow it, this app can, in ${modeMark(app.mode)}:</p>
<ul>
${wishes}
</ul>
<p>You are then sent to <strong>${toHtml(hostname || protocol)}</strong>. You can take this back at any time.</p>
<form method="post" action="/oauth/authorize">
${hidden}
<div class="buttons">
<button type="submit" name="answer" value="allow">Allow</button>
<button type="submit" name="answer" value="deny" class="quiet">Deny</button>
</div>
</form>`,
  )
}
