import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { meQuery, orgsQuery, useActingOrg } from '../../app/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Panel, Tabs } from '../../ui/tabs.tsx'
import { ClockTab } from './ClockTab.tsx'
import { InvoicesTab } from './invoices/InvoicesTab.tsx'
import { ListingsTab } from './ListingsTab.tsx'
import { PayoutsTab } from './PayoutsTab.tsx'
import { PurchasesTab } from './PurchasesTab.tsx'
import { SubscriptionsTab } from './SubscriptionsTab.tsx'
import { texts } from './texts.ts'

// It brings the charts.
const BalanceTab = lazy(async () => ({ default: (await import('./BalanceTab.tsx')).BalanceTab }))

/** What one sells, what one bought, and the money: one's own, or that of the organisation one acts for. */
export function SalesPage() {
  const { tab: wanted = '' } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const { data: orgs } = useQuery(orgsQuery)
  const org = useActingOrg()
  if (!me || !orgs) return null
  const isTest = me.key.mode === 'test'
  const tabs = Object.entries(texts.tabs).filter(([name]) => name !== 'clock' || isTest)
  const tab = tabs.some(([name]) => name === wanted) ? wanted : 'listings'
  return (
    <Page
      title={
        <>
          {texts.title}
          {org && <span className="font-normal text-ink-soft">{org.name}</span>}
          {isTest && <Badge tone="warn">{texts.testData}</Badge>}
        </>
      }
    >
      <Tabs
        label={texts.title}
        tabs={tabs}
        selected={tab}
        onSelect={(next) =>
          void navigate({
            to: '/sales',
            search: (next === 'listings' ? {} : { tab: next }) as never,
            replace: true,
          })
        }
      />
      <Panel tab={tab}>
        <Suspense fallback={<Skeleton lines={6} />}>
          {tab === 'listings' && <ListingsTab owner={org?.slug ?? me.slug} />}
          {tab === 'sold' && <PurchasesTab key="sold" side="seller" owner={org?.slug} isTest={isTest} />}
          {tab === 'bought' && <PurchasesTab key="bought" side="buyer" owner={org?.slug} isTest={isTest} />}
          {tab === 'subscriptions' && <SubscriptionsTab owner={org?.slug} />}
          {tab === 'invoices' && <InvoicesTab owner={org?.slug} />}
          {tab === 'balance' && <BalanceTab owner={org?.slug} />}
          {tab === 'payouts' && <PayoutsTab owner={org?.slug} isTest={isTest} />}
          {tab === 'clock' && <ClockTab owner={org?.slug} ownerId={org?.id ?? me.id} />}
        </Suspense>
      </Panel>
    </Page>
  )
}
