import { Link } from '@tanstack/react-router'
import { CircleCheck, Download } from 'lucide-react'
import { day } from '../../../ui/format.ts'
import { Facts } from '../../../ui/page.tsx'
import { PRIMARY_LINK } from '../ListingsTab.tsx'
import { inWords } from '../money.ts'
import type { Listing, Purchase } from '../queries.ts'
import { texts } from '../texts.ts'
import { Seats } from './Seats.tsx'

const { buy: words } = texts

/** What was bought, to be taken along. */
export function Owned({ purchase, listing }: { purchase: Purchase; listing: Listing }) {
  const { asset } = listing
  const [owner, name] = asset.slug.split('/')
  return (
    <div className="space-y-4">
      <div role="status" className="flex items-start gap-2.5 rounded-md bg-good-soft p-3 text-good">
        <CircleCheck aria-hidden size={18} className="mt-0.5 shrink-0" />
        <div>
          <p className="font-semibold">{words.thanks}</p>
          <p>{words.ownedHint}</p>
        </div>
      </div>
      <a
        href={`/v1/${asset.kind}s/${asset.slug}/download`}
        className={`${PRIMARY_LINK} h-10 w-full justify-center`}
      >
        <Download aria-hidden size={16} />
        {words.download}
      </a>
      <Facts
        rows={[
          [words.paid, inWords(purchase.amount)],
          [texts.date, day(purchase.created_at)],
          [
            words.receipt,
            <code key="id" className="font-mono text-xs break-all">
              {purchase.id}
            </code>,
          ],
          [
            words.grant,
            <code key="grant" className="font-mono text-xs break-all">
              {purchase.license_grant_id ?? '–'}
            </code>,
          ],
        ]}
      />
      {purchase.license_grant_id && <Seats grantId={purchase.license_grant_id} />}
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <Link
          to={asset.kind === 'model' ? '/explore/$owner/$name' : '/explore/datasets/$owner/$name'}
          params={{ owner, name } as never}
          className="font-medium text-accent hover:underline"
        >
          {words.openModel}
        </Link>
        {purchase.license_grant_id && (
          <a
            href={`/v1/grants/${purchase.license_grant_id}`}
            download="licence.json"
            className="font-medium text-accent hover:underline"
          >
            {words.licenceDocument}
          </a>
        )}
        <Link
          to="/sales"
          search={{ tab: 'bought' } as never}
          className="font-medium text-accent hover:underline"
        >
          {words.allPurchases}
        </Link>
      </p>
    </div>
  )
}
