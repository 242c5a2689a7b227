import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { Command } from 'cmdk'
import {
  ArrowLeftRight,
  ArrowRight,
  Box,
  CornerDownLeft,
  Database,
  Moon,
  Search,
  SquareTerminal,
} from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { api } from './api.ts'
import { CORNERS, PLACES } from './places.ts'
import { meQuery, switchMode } from './session.ts'
import { texts } from './texts.ts'
import { useTheme } from './theme.ts'

const ITEM =
  'flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-ink-soft aria-selected:bg-accent-soft aria-selected:text-accent'
const HEADING =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-faint'

/** ⌘K: every page, model, dataset and action, by a few letters. */
export default function Palette({ onClose, onShortcuts }: { onClose(): void; onShortcuts(): void }) {
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const navigate = useNavigate()
  const { routesByPath } = useRouter()
  const toggle = useTheme(({ toggle }) => toggle)
  const { data } = useQuery({
    queryKey: ['palette', q],
    enabled: q.length > 0,
    queryFn: async ({ signal }) => {
      const query = { q, limit: 6 }
      const [models, datasets] = await Promise.all([
        api.marketplace.GET('/v1/models', { params: { query }, signal }),
        api.marketplace.GET('/v1/datasets', { params: { query }, signal }),
      ])
      return { models: models.data?.items ?? [], datasets: datasets.data?.items ?? [] }
    },
    placeholderData: (before) => before,
  })
  const go = (run: () => void) => () => {
    onClose()
    run()
  }
  const matches = (label: string) => label.toLowerCase().includes(text.trim().toLowerCase())
  const { data: me } = useQuery(meQuery)
  const isTest = me?.key.mode !== 'live'
  const switching = isTest ? texts.mode.toLive : texts.mode.toTest
  const corners =
    q === '' ? [] : CORNERS.filter(({ to, label }) => to in routesByPath && matches(label)).slice(0, 6)
  const places = PLACES.filter(({ to, label }) => to in routesByPath && matches(label))
  return (
    <Dialog label={texts.search} isOpen onClose={onClose}>
      <Command shouldFilter={false} label={texts.search} className="flex flex-col">
        <div className="flex items-center gap-2 border-b border-line px-3.5">
          <Search aria-hidden size={16} className="text-ink-faint" />
          <Command.Input
            autoFocus
            value={text}
            onValueChange={setText}
            placeholder={texts.search}
            className="h-12 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
          />
        </div>
        <Command.List label={texts.search} className="max-h-96 overflow-auto p-1.5">
          <Command.Empty className="p-6 text-center text-ink-soft">{texts.palette.nothing}</Command.Empty>
          {places.length + corners.length > 0 && (
            <Command.Group heading={texts.palette.pages} className={HEADING}>
              {places.map(({ to, label, Icon }) => (
                <Command.Item key={to} value={to} onSelect={go(() => void navigate({ to }))} className={ITEM}>
                  <Icon aria-hidden size={15} />
                  {label}
                </Command.Item>
              ))}
              {corners.map(({ to, search, label }) => (
                <Command.Item
                  key={label}
                  value={label}
                  onSelect={go(() => void navigate({ to, search: search as never }))}
                  className={ITEM}
                >
                  <ArrowRight aria-hidden size={15} />
                  {label}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {q !== '' &&
            (['models', 'datasets'] as const).map((kind) =>
              data && data[kind].length > 0 ? (
                <Command.Group key={kind} heading={texts.palette[kind]} className={HEADING}>
                  {data[kind].map(({ slug, summary }) => (
                    <Command.Item
                      key={slug}
                      value={`${kind}:${slug}`}
                      onSelect={go(
                        () =>
                          void navigate({
                            to: kind === 'models' ? `/explore/${slug}` : `/explore/datasets/${slug}`,
                          }),
                      )}
                      className={ITEM}
                    >
                      {kind === 'models' ? <Box aria-hidden size={15} /> : <Database aria-hidden size={15} />}
                      <span className="shrink-0 font-medium">{slug}</span>
                      <span className="truncate text-xs text-ink-soft">{summary}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null,
            )}
          {(matches(texts.palette.theme) ||
            matches(switching) ||
            matches(texts.palette.more.device) ||
            matches(texts.shortcuts.title)) && (
            <Command.Group heading={texts.palette.actions} className={HEADING}>
              {matches(texts.palette.theme) && (
                <Command.Item value="theme" onSelect={go(toggle)} className={ITEM}>
                  <Moon aria-hidden size={15} />
                  {texts.palette.theme}
                </Command.Item>
              )}
              {matches(switching) && me && (
                <Command.Item
                  value="mode"
                  onSelect={go(() => void switchMode(isTest ? 'live' : 'test'))}
                  className={ITEM}
                >
                  <ArrowLeftRight aria-hidden size={15} />
                  {switching}
                </Command.Item>
              )}
              {matches(texts.palette.more.device) && (
                <Command.Item
                  value="device"
                  onSelect={go(() => location.assign('/account/device'))}
                  className={ITEM}
                >
                  <SquareTerminal aria-hidden size={15} />
                  {texts.palette.more.device}
                </Command.Item>
              )}
              {matches(texts.shortcuts.title) && (
                <Command.Item value="shortcuts" onSelect={go(onShortcuts)} className={ITEM}>
                  <CornerDownLeft aria-hidden size={15} />
                  {texts.shortcuts.title}
                </Command.Item>
              )}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  )
}
