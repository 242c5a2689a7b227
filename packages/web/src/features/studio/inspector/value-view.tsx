import { useQuery } from '@tanstack/react-query'
import { Maximize2 } from 'lucide-react'
import { useState } from 'react'
import { Dialog } from '../../../ui/dialog.tsx'
import { figure } from '../../../ui/format.ts'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { type Address, valueQuery } from './inspector-queries.ts'
import { PlainValue } from './plain-value.tsx'
import { TensorView } from './tensor-view.tsx'
import { texts } from './texts.ts'

interface Props {
  address: Address
  /** What it is called where it is listed. */
  name: string
  /** Of a tensor, as far as it is known before it is fetched. */
  shape?: readonly number[] | null
  /** Beside the name. */
  children?: React.ReactNode
}

/** One thing that a run gave: what it is, and a look at it. */
export function ValueView({ address, name, shape, children }: Props) {
  const [isLarge, setLarge] = useState(false)
  return (
    <section aria-label={name} className="min-w-0 space-y-2">
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h3 className="truncate font-mono text-xs font-semibold" title={name}>
            {name}
          </h3>
          {shape && <p className="font-mono text-xs break-words text-ink-soft">[{shape.join(', ')}]</p>}
        </div>
        {children}
        {shape && (
          <button
            type="button"
            aria-label={`${texts.enlarge}: ${name}`}
            title={texts.enlarge}
            onClick={() => setLarge(true)}
            className="grid size-[24px] shrink-0 place-items-center rounded text-ink-soft hover:bg-canvas hover:text-ink"
          >
            <Maximize2 aria-hidden size={13} />
          </button>
        )}
      </header>
      {shape ? <TensorView address={address} shape={shape} /> : <Plain address={address} />}
      {shape && (
        <Dialog
          label={name}
          isOpen={isLarge}
          onClose={() => setLarge(false)}
          className="mt-[6vh]! w-[56rem]!"
        >
          <div className="max-h-[86vh] overflow-auto p-5">
            <h2 className="mb-3 font-mono font-semibold">
              {name} <span className="font-normal text-ink-soft">[{shape.join(', ')}]</span>
            </h2>
            <TensorView address={address} shape={shape} />
          </div>
        </Dialog>
      )}
    </section>
  )
}

function Plain({ address }: { address: Address }) {
  const value = useQuery(valueQuery(address))
  if (value.error) return <ErrorState error={value.error} />
  if (!value.data) return <Skeleton lines={2} />
  if (value.data.type === 'scalar' && typeof value.data.value === 'number') {
    return <p className="font-mono text-lg font-semibold">{figure(value.data.value)}</p>
  }
  return <PlainValue value={value.data} />
}
