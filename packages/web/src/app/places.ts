import { Boxes, Globe, Network, Server, Settings, ShoppingBag, Workflow } from 'lucide-react'
import { texts } from './texts.ts'

/** The app's rooms. One is shown when it has a route; `key` opens it after `g`. */
export const PLACES = [
  { to: '/explore', label: texts.nav.explore, Icon: Globe, key: 'e' },
  { to: '/studio', label: texts.nav.studio, Icon: Workflow, key: 's' },
  { to: '/deployments', label: texts.nav.deployments, Icon: Boxes, key: 'd' },
  { to: '/fleet', label: texts.nav.fleet, Icon: Server, key: 'f' },
  { to: '/partners', label: texts.nav.partners, Icon: Network, key: 'p' },
  { to: '/sales', label: texts.nav.sales, Icon: ShoppingBag, key: 'm' },
  { to: '/settings', label: texts.nav.settings, Icon: Settings, key: ',' },
] as const

/** Rooms within the rooms, for the command palette. */
export const CORNERS = [
  { to: '/settings', search: {}, label: texts.palette.more.keys },
  { to: '/settings', search: { new: true }, label: texts.palette.more.newKey },
  { to: '/settings', search: { tab: 'webhooks' }, label: texts.palette.more.webhooks },
  { to: '/settings', search: { tab: 'orgs' }, label: texts.palette.more.orgs },
  { to: '/settings', search: { tab: 'apps' }, label: texts.palette.more.apps },
  { to: '/settings', search: { tab: 'limits' }, label: texts.palette.more.limits },
  { to: '/settings', search: { tab: 'hotkeys' }, label: texts.palette.more.hotkeys },
  { to: '/settings', search: { tab: 'profile' }, label: texts.palette.more.profile },
  { to: '/sales', search: {}, label: texts.palette.more.listings },
  { to: '/sales/new', search: {}, label: texts.palette.more.newListing },
  { to: '/sales', search: { tab: 'sold' }, label: texts.palette.more.sold },
  { to: '/sales', search: { tab: 'bought' }, label: texts.palette.more.bought },
  { to: '/sales', search: { tab: 'balance' }, label: texts.palette.more.balance },
  { to: '/sales', search: { tab: 'payouts' }, label: texts.palette.more.payouts },
  { to: '/sales', search: { tab: 'clock' }, label: texts.palette.more.clock },
  { to: '/fleet', search: { add: true }, label: texts.palette.more.addMachine },
] as const
