/** Scopes a key can be restricted to, with what they allow. */
export const SCOPES = {
  'models:read': 'See and download models',
  'models:upload': 'Create models and publish versions',
  'datasets:read': 'See and download datasets',
  'datasets:upload': 'Create datasets and publish versions',
  'listings:read': 'See listings, drafts too',
  'listings:write': 'Create, change and publish listings',
  'purchases:write': 'Buy, and ask for refunds',
  'payouts:read': 'See balance, payouts and statements',
  'deploy:write': 'Create, change and remove deployments',
  'deploy:invoke': 'Send requests to deployments',
  'webhooks:write': 'See events and have them sent elsewhere',
  'graphs:run': 'See, change and run graphs',
  'machines:read': 'See machines',
  'machines:write': 'Add, change and remove machines',
} as const

/** What an endpoint can be told of, by what it is about. */
export const EVENTS = {
  Models: ['model.published', 'revision.published', 'revision.yanked', 'dataset.published', 'scan.blocked'],
  Sales: [
    'listing.published',
    'listing.unpublished',
    'listing.purchased',
    'purchase.refunded',
    'subscription.renewed',
    'subscription.canceled',
  ],
  Money: ['payout.paid', 'payout.failed', 'dispute.opened', 'dispute.closed'],
  Serving: [
    'deployment.ready',
    'deployment.failed',
    'deployment.scaled_to_zero',
    'invocation.completed',
    'machine.verified',
    'machine.failed',
    'machine.silent',
    'machine.deleted',
  ],
  Webhooks: ['webhook_endpoint.disabled'],
} as const

export const EVENT_TYPES = Object.values(EVENTS).flat()
