import { defineCommand } from '../cli/command.ts'
import { addPaymentMethod } from '../commerce/payment-methods.ts'

export default defineCommand({
  usage: '<token>',
  summary: 'Keep a payment method; in test mode a card such as pm_card_visa',
  options: { owner: { type: 'string', value: 'org', summary: 'for an organisation of yours' } },
  run: ({ positionals: [token = ''], values: { owner } }, { server }) =>
    addPaymentMethod(server, { token, ...(owner ? { owner } : {}) }),
  show: ({ id, card }) => `${id} is ${card.brand} …${card.last4}`,
})
