import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import {
  Boxes,
  FileCode2,
  Globe,
  Moon,
  Network,
  Server,
  Settings,
  ShoppingBag,
  Sun,
  Workflow,
} from 'lucide-react'
import { meQuery } from './session.ts'
import { texts } from './texts.ts'
import { useTheme } from './theme.ts'

const PLACES = [
  { to: '/explore', label: texts.nav.explore, Icon: Globe },
  { to: '/studio', label: texts.nav.studio, Icon: Workflow },
  { to: '/deployments', label: texts.nav.deployments, Icon: Boxes },
  { to: '/fleet', label: texts.nav.fleet, Icon: Server },
  { to: '/partners', label: texts.nav.partners, Icon: Network },
  { to: '/sales', label: texts.nav.sales, Icon: ShoppingBag },
  { to: '/settings', label: texts.nav.settings, Icon: Settings },
] as const

const ITEM =
  'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ink-soft hover:bg-canvas hover:text-ink data-[status=active]:bg-accent-soft data-[status=active]:text-accent'

/** What surrounds every page: where one can go, who one is, and the page itself. */
export function Shell() {
  const { theme, toggle } = useTheme()
  const { data: me } = useQuery(meQuery)
  return (
    <div className="grid h-dvh grid-cols-[13rem_1fr] max-lg:grid-cols-[3.5rem_1fr]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2"
      >
        {texts.skipToContent}
      </a>
      <nav aria-label={texts.appName} className="flex flex-col gap-1 border-r border-line bg-surface p-2">
        <Link to="/" className="mb-2 flex h-9 items-center gap-2 px-2 font-semibold">
          <span
            aria-hidden
            className="grid size-5 place-items-center rounded bg-accent text-[10px] text-accent-ink"
          >
            N
          </span>
          <span className="max-lg:sr-only">{texts.appName}</span>
        </Link>
        {PLACES.map(({ to, label, Icon }) => (
          <Link key={to} to={to} className={ITEM} title={label}>
            <Icon aria-hidden size={16} />
            <span className="max-lg:sr-only">{label}</span>
          </Link>
        ))}
        <div className="mt-auto flex flex-col gap-1">
          <a href="/docs" className={ITEM} title={texts.nav.docs}>
            <FileCode2 aria-hidden size={16} />
            <span className="max-lg:sr-only">{texts.nav.docs}</span>
          </a>
          <button type="button" onClick={toggle} className={ITEM} title={theme}>
            {theme === 'dark' ? <Sun aria-hidden size={16} /> : <Moon aria-hidden size={16} />}
            <span className="max-lg:sr-only">{theme === 'dark' ? texts.lightMode : texts.darkMode}</span>
          </button>
          {me ? (
            <Link to="/settings" className={ITEM} title={me.slug}>
              <span
                aria-hidden
                className="grid size-4 place-items-center rounded-full bg-line-strong text-[9px]"
              >
                {me.slug[0]?.toUpperCase()}
              </span>
              <span className="truncate max-lg:sr-only">{me.slug}</span>
            </Link>
          ) : (
            <a href="/sign-in" className={ITEM}>
              {texts.signIn}
            </a>
          )}
        </div>
      </nav>
      <main id="content" tabIndex={-1} className="min-w-0 overflow-auto">
        <Outlet />
      </main>
    </div>
  )
}
