import { defineCommand } from '../cli/command.ts'
import { showMoney } from '../commerce/price.ts'
import { buy } from '../commerce/purchases.ts'

export default defineCommand({
  usage: '<listing>',
  summary: 'Buy what a listing offers',
  details:
    'In test mode --with takes a test card such as pm_card_visa; what is free needs none. A subscription begins\n' +
    'with its trial, if it has one; who has had that pays the first period at once, unless --trial is said.',
  options: {
    with: { type: 'string', value: 'method', summary: 'a payment method of yours, or balance' },
    owner: { type: 'string', value: 'org', summary: 'buy for an organisation of yours' },
    trial: { type: 'boolean', summary: 'only with the trial, which costs nothing now' },
    'accept-license': { type: 'boolean', summary: "you have read the seller's own terms" },
  },
  run: ({ positionals: [listing = ''], values }, { server }) =>
    buy(server, {
      listing_id: listing,
      ...(values.with ? { payment_method: values.with } : {}),
      ...(values.owner ? { owner: values.owner } : {}),
      ...(values.trial ? { trial: true } : {}),
      ...(values['accept-license'] ? { accept_license: true } : {}),
    }),
  show: ({ id, status, amount, trial_end: trialEnd, license_grant_id: grant, next_action: next }) =>
    status === 'succeeded'
      ? `${trialEnd === null ? `Bought for ${showMoney(amount)}` : `On trial until ${trialEnd}`}: purchase ${id}, grant ${grant}`
      : `Purchase ${id} is not paid yet: ${next ? (next.url ?? 'confirm it with your bank') : status}`,
  isFailure: ({ status }) => status !== 'succeeded',
})
