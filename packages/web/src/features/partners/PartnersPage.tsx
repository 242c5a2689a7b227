import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Facts, Page } from '../../ui/page.tsx'
import { AddPartner } from './AddPartner.tsx'
import { HostedHere } from './HostedHere.tsx'
import { PartnersTable } from './PartnersTable.tsx'
import { statusQuery } from './queries.ts'
import { SearchGrid } from './SearchGrid.tsx'
import { texts } from './texts.ts'

/** The grid as this server sees it: a network that asks many, or one grid node among them. */
export function PartnersPage() {
  const status = useQuery(statusQuery)
  const [isAdding, setAdding] = useState(false)
  const isNetwork = status.data?.role === 'network'
  return (
    <Page
      title={
        <>
          {texts.title}
          {status.data && <Badge tone="accent">{texts.roles[status.data.role] ?? status.data.role}</Badge>}
        </>
      }
      hint={status.data && texts.hint[isNetwork ? 'network' : 'node']}
      actions={
        isNetwork && (
          <Button look="primary" onClick={() => setAdding(true)}>
            <Plus aria-hidden size={15} />
            {texts.add}
          </Button>
        )
      }
    >
      <Loaded query={status}>
        {(grid) => (
          <div className="grid grid-cols-[minmax(0,1fr)_20rem] items-start gap-6 max-xl:grid-cols-1">
            <div className="min-w-0 space-y-8">
              <PartnersTable partners={isNetwork ? grid.joined : grid.connected} isNetwork={isNetwork} />
              {!isNetwork && <HostedHere />}
            </div>
            <div className="space-y-6">
              <SearchGrid isNetwork={isNetwork} />
              <div className="card p-4">
                <Facts
                  rows={[
                    [texts.id, <code key="id">{grid.id}</code>],
                    [texts.access, texts.auth[grid.auth] ?? grid.auth],
                    ...(grid.shares > 0 ? [[texts.shares, String(grid.shares)] as const] : []),
                    ...(grid.releases > 0 ? [[texts.releases, String(grid.releases)] as const] : []),
                  ]}
                />
              </div>
            </div>
          </div>
        )}
      </Loaded>
      {isAdding && <AddPartner onClose={() => setAdding(false)} />}
    </Page>
  )
}
