import type { Scope } from './scopes.ts'

/** What an app can ask somebody for: everything but everything. */
export type GrantableScope = Exclude<Scope, '*'>

/** Each in the words of whoever is asked to allow it. */
export const SCOPE_WORDS: Record<GrantableScope, string> = {
  'models:read': 'See and download your models and those you have a licence for',
  'models:upload': 'Create models and publish revisions of them in your name',
  'datasets:read': 'See and download your datasets and those you have a licence for',
  'datasets:upload': 'Create datasets and publish revisions of them in your name',
  'listings:read': 'See your listings, drafts too',
  'listings:write': 'Create, change, publish and withdraw your listings',
  'purchases:write': 'Buy in your name, with your money, and ask for refunds',
  'payouts:read': 'See what you earn: balance, payouts and statements',
  'deploy:write': 'Create, change and remove your deployments',
  'deploy:invoke': 'Send requests to your deployments',
  'webhooks:write': 'See what happens in your account and have it sent elsewhere',
  'graphs:run': 'See, change and run your graphs',
  'machines:read': 'See your machines',
  'machines:write': 'Add, change and remove your machines',
}

export const isGrantable = (scope: string): scope is GrantableScope => Object.hasOwn(SCOPE_WORDS, scope)
