import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Building2, Check, LogOut, Moon, Plus, Settings, Sun, User } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type Me, orgsQuery, signOut, useActing, useActingOrg } from './session.ts'
import { texts } from './texts.ts'
import { useTheme } from './theme.ts'

const ITEM =
  'flex h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-left text-ink-soft hover:bg-canvas hover:text-ink'

/** Who one is, what one may change about that, and the way out. */
export function AccountMenu({ me, hasSettings }: { me: Me; hasSettings: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const { theme, toggle } = useTheme()
  const { actFor } = useActing()
  const { data: orgs = [] } = useQuery(orgsQuery)
  const acting = useActingOrg()
  const home = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const onPointer = (event: PointerEvent) => {
      if (!home.current?.contains(event.target as Element)) setOpen(false)
    }
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && setOpen(false)
    addEventListener('pointerdown', onPointer)
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('pointerdown', onPointer)
      removeEventListener('keydown', onKey)
    }
  }, [isOpen])
  const leave = async () => {
    await signOut()
    location.assign('/sign-in')
  }
  return (
    <div ref={home} className="relative">
      <button
        type="button"
        aria-expanded={isOpen}
        title={acting ? `${acting.slug} · ${me.slug}` : me.slug}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 hover:bg-canvas"
      >
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
        >
          {(acting?.slug ?? me.slug)[0]?.toUpperCase()}
        </span>
        <span className="sr-only">{texts.account}</span>
        <span className="min-w-0 truncate text-left font-medium max-lg:sr-only">
          {acting?.slug ?? me.slug}
          {acting && <span className="block truncate text-xs font-normal text-ink-soft">{me.slug}</span>}
        </span>
      </button>
      {isOpen && (
        <div className="absolute bottom-full left-0 z-40 mb-1 w-56 rounded-lg border border-line bg-raised p-1 shadow-lg">
          <div className="border-b border-line px-2.5 pt-1.5 pb-2">
            <div className="truncate font-medium">{me.name}</div>
            <div className="truncate text-xs text-ink-soft">{me.email}</div>
          </div>
          <fieldset className="border-b border-line py-1">
            <legend className="px-2.5 pt-2 text-xs text-ink-soft">{texts.acting.title}</legend>
            {[undefined, ...orgs].map((org) => (
              <button
                key={org?.slug ?? ''}
                type="button"
                aria-pressed={org?.slug === acting?.slug}
                onClick={() => {
                  actFor(org?.slug)
                  setOpen(false)
                }}
                className={ITEM}
              >
                {org ? <Building2 aria-hidden size={15} /> : <User aria-hidden size={15} />}
                <span className="min-w-0 flex-1 truncate">{org?.name ?? texts.acting.yourself}</span>
                {org?.slug === acting?.slug && <Check aria-hidden size={14} className="text-accent" />}
              </button>
            ))}
            {hasSettings && (
              <Link
                to="/settings"
                search={{ tab: 'orgs' } as never}
                onClick={() => setOpen(false)}
                className={ITEM}
              >
                <Plus aria-hidden size={15} />
                {texts.acting.newOrg}
              </Link>
            )}
          </fieldset>
          <div className="pt-1">
            {hasSettings && (
              <Link to="/settings" onClick={() => setOpen(false)} className={ITEM}>
                <Settings aria-hidden size={15} />
                {texts.nav.settings}
              </Link>
            )}
            <button type="button" onClick={toggle} className={ITEM}>
              {theme === 'dark' ? <Sun aria-hidden size={15} /> : <Moon aria-hidden size={15} />}
              {theme === 'dark' ? texts.lightMode : texts.darkMode}
            </button>
            <button type="button" onClick={() => void leave()} className={ITEM}>
              <LogOut aria-hidden size={15} />
              {texts.signOut}
            </button>
          </div>
        </div>
      )}
    </div>
  )
}
