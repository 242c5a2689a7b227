import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, Navigate, Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { FileCode2, LifeBuoy, Search } from 'lucide-react'
import { lazy, Suspense, useCallback, useState } from 'react'
import { ErrorState } from '../ui/states.tsx'
import { AccountMenu } from './account-menu.tsx'
import { ConnectionBanner } from './connection.tsx'
import { PLACES } from './places.ts'
import { type Me, meQuery, switchMode } from './session.ts'
import { ShortcutsDialog, useShortcuts } from './shortcuts.tsx'
import { texts } from './texts.ts'
import { useTour } from './tour/store.ts'

const Tour = lazy(() => import('./tour/Tour.tsx'))
const Palette = lazy(() => import('./palette.tsx'))

const ITEM =
  'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ink-soft hover:bg-canvas hover:text-ink data-[status=active]:bg-accent-soft data-[status=active]:text-accent'

/** What surrounds every page: where one can go, who one is, and the page itself. Strangers sign in first. */
export function Shell() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const me = useQuery(meQuery)
  if (path === '/sign-in') return <Outlet />
  if (me.data) return <Frame me={me.data} />
  if (me.isPending) return null
  if (me.error) {
    return (
      <>
        <ConnectionBanner />
        <ErrorState error={me.error} retry={() => void me.refetch()} />
      </>
    )
  }
  return <Navigate to="/sign-in" search={{ next: location.pathname + location.search }} replace />
}

function Frame({ me }: { me: Me }) {
  const { routesByPath } = useRouter()
  const [open, setOpen] = useState<'palette' | 'shortcuts'>()
  const palette = useCallback(() => setOpen('palette'), [])
  const shortcuts = useCallback(() => setOpen('shortcuts'), [])
  const close = useCallback(() => setOpen(undefined), [])
  useShortcuts({ palette, shortcuts })
  const { isOpen: isTouring, show } = useTour()
  return (
    <div className="relative grid h-dvh grid-cols-[13rem_minmax(0,1fr)] max-lg:grid-cols-[3.5rem_minmax(0,1fr)] print:block">
      {me.key.mode === 'test' && (
        <div aria-hidden className="pointer-events-none absolute inset-x-0 top-0 z-30 h-[3px] bg-test-mark" />
      )}
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2"
      >
        {texts.skipToContent}
      </a>
      <nav
        aria-label={texts.appName}
        className="flex flex-col gap-0.5 border-r border-line bg-surface p-2 print:hidden"
      >
        <Link
          to="/"
          className="mb-1 flex h-9 items-center gap-2 px-2 font-semibold"
          aria-label={texts.appName}
        >
          <img src="/assets/mark.svg" alt="" className="size-5 shrink-0" />
          <span className="max-lg:hidden">{texts.appName}</span>
        </Link>
        <button
          type="button"
          onClick={palette}
          title={texts.search}
          className="mb-2 flex h-8 items-center gap-2.5 rounded-md border border-line bg-canvas px-2.5 text-ink-soft hover:border-line-strong"
        >
          <Search aria-hidden size={14} className="shrink-0" />
          <span className="truncate text-xs max-lg:sr-only">{texts.searchShort}</span>
          <kbd aria-hidden className="ml-auto font-mono text-[11px] max-lg:hidden">
            ⌘K
          </kbd>
        </button>
        {PLACES.filter(({ to }) => to in routesByPath).map(({ to, label, Icon }) => (
          <Link key={to} to={to} className={ITEM} title={label}>
            <Icon aria-hidden size={16} className="shrink-0" />
            <span className="max-lg:sr-only">{label}</span>
          </Link>
        ))}
        <div className="mt-auto flex flex-col gap-0.5">
          <ModeMark mode={me.key.mode} />
          <button type="button" onClick={show} className={ITEM} title={texts.nav.tour}>
            <LifeBuoy aria-hidden size={16} className="shrink-0" />
            <span className="max-lg:sr-only">{texts.nav.tour}</span>
          </button>
          <a href="/docs" className={ITEM} title={texts.nav.docs}>
            <FileCode2 aria-hidden size={16} className="shrink-0" />
            <span className="max-lg:sr-only">{texts.nav.docs}</span>
          </a>
          <AccountMenu me={me} hasSettings={'/settings' in routesByPath} />
        </div>
      </nav>
      <div className="flex min-h-0 min-w-0 flex-col">
        <ConnectionBanner />
        <main id="content" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-auto outline-none">
          <Outlet />
        </main>
      </div>
      {open === 'palette' && (
        <Suspense>
          <Palette onClose={close} onShortcuts={shortcuts} />
        </Suspense>
      )}
      <ShortcutsDialog isOpen={open === 'shortcuts'} onClose={close} />
      {isTouring && (
        <Suspense>
          <Tour me={me.slug} />
        </Suspense>
      )}
    </div>
  )
}

/** Whether money is real here, and the switch: nobody should have to wonder. */
function ModeMark({ mode }: { mode: 'test' | 'live' }) {
  const isTest = mode === 'test'
  const change = useMutation({ mutationFn: () => switchMode(isTest ? 'live' : 'test') })
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isTest}
      aria-label={texts.mode.test}
      title={`${isTest ? texts.mode.testHint : texts.mode.liveHint} ${isTest ? texts.mode.toLive : texts.mode.toTest}.`}
      disabled={change.isPending}
      onClick={() => change.mutate()}
      className={`mb-1 flex h-8 items-center justify-between gap-1.5 rounded-md px-2.5 text-xs font-semibold max-lg:justify-center max-lg:px-0 ${isTest ? 'bg-test-mark text-canvas' : 'bg-good-soft text-good'}`}
    >
      <span className="max-lg:hidden">{isTest ? texts.mode.test : texts.mode.live}</span>
      <span className="lg:hidden">{isTest ? texts.mode.testShort : texts.mode.liveShort}</span>
      <span
        aria-hidden
        className={`relative h-4 w-7 rounded-full border max-lg:hidden ${isTest ? 'border-canvas' : 'border-good'}`}
      >
        <span
          className={`absolute top-[2px] size-2.5 rounded-full bg-current ${isTest ? 'right-[2px]' : 'left-[2px]'}`}
        />
      </span>
    </button>
  )
}
