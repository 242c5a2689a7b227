/** Everything an account can be told of, and when. Types are public: add, never rename. */
export const EVENT_TYPES = {
  'model.published': 'A model got its first version.',
  'revision.published': 'A version of a model was published.',
  'revision.yanked': 'A version was yanked: it stays, and is recommended to nobody.',
  'dataset.published': 'A version of a dataset was published.',
  'listing.published': 'A listing can be bought.',
  'listing.unpublished': 'A listing can no longer be bought.',
  'listing.purchased': 'Somebody bought from one of your listings.',
  'purchase.refunded': 'A purchase was refunded, wholly or in part.',
  'refund.failed': 'A refund could not be delivered: its money is yours again.',
  'subscription.renewed': 'A subscription was paid for another period.',
  'subscription.canceled': 'A subscription has ended.',
  'payout.paid': 'A payout has reached its account.',
  'payout.failed': 'A payout could not be made.',
  'dispute.opened': 'A buyer disputes a payment.',
  'dispute.closed': 'A dispute was decided.',
  'deployment.ready': 'A deployment answers.',
  'deployment.failed': 'A deployment could not be started.',
  'deployment.scaled_to_zero': 'A deployment that nobody asked was put to sleep.',
  'invocation.completed': 'A deployment has answered a request that nobody waited for.',
  'machine.verified': 'A machine proved what it is.',
  'machine.failed': 'A machine could not prove what it is.',
  'machine.silent': 'A verified machine does not answer any more.',
  'machine.deleted': 'A device was removed from the inventory.',
  'scan.blocked': 'A version was refused for what was found in its files.',
  'webhook_endpoint.disabled': 'An endpoint failed for three days and is not called any more.',
} as const

export type EventType = keyof typeof EVENT_TYPES

export const isEventType = (text: string): text is EventType => Object.hasOwn(EVENT_TYPES, text)
