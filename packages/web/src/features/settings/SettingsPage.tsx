import { useNavigate, useSearch } from '@tanstack/react-router'
import { Page } from '../../ui/page.tsx'
import { Panel, Tabs } from '../../ui/tabs.tsx'
import { AppsTab } from './AppsTab.tsx'
import { HotkeysTab } from './HotkeysTab.tsx'
import { KeysTab } from './KeysTab.tsx'
import { LimitsTab } from './LimitsTab.tsx'
import { OrgsTab } from './OrgsTab.tsx'
import { ProfileTab } from './ProfileTab.tsx'
import { texts } from './texts.ts'
import { WebhooksTab } from './webhooks/WebhooksTab.tsx'

const TABS = Object.entries(texts.tabs)

export function SettingsPage() {
  const { tab: wanted = '' } = useSearch({ strict: false }) as { tab?: string }
  const tab = Object.hasOwn(texts.tabs, wanted) ? wanted : 'keys'
  const navigate = useNavigate()
  return (
    <Page title={texts.title}>
      <Tabs
        label={texts.title}
        tabs={TABS}
        selected={tab}
        onSelect={(next) =>
          void navigate({
            to: '/settings',
            search: (next === 'keys' ? {} : { tab: next }) as never,
            replace: true,
          })
        }
      />
      <Panel tab={tab}>
        {tab === 'keys' && <KeysTab />}
        {tab === 'webhooks' && <WebhooksTab />}
        {tab === 'orgs' && <OrgsTab />}
        {tab === 'apps' && <AppsTab />}
        {tab === 'hotkeys' && <HotkeysTab />}
        {tab === 'limits' && <LimitsTab />}
        {tab === 'profile' && <ProfileTab />}
      </Panel>
    </Page>
  )
}
