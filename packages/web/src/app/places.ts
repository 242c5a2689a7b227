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
