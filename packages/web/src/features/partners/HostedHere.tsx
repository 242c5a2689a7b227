import { useQuery } from '@tanstack/react-query'
import { Badge } from '../../ui/badge.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { hereQuery } from './queries.ts'
import { texts } from './texts.ts'

/** The models that partners find on this grid node. */
export function HostedHere() {
  const here = useQuery(hereQuery)
  return (
    <Section title={texts.here} hint={texts.hereHint}>
      <Loaded query={here} lines={2}>
        {(models) =>
          models.length === 0 ? (
            <div className="max-w-xl space-y-3">
              <p className="text-ink-soft">{texts.nothingHere}</p>
              <Copyable text="npx nodeyard grid serve model.onnx --id digits --allow-download" />
            </div>
          ) : (
            <ul className="card divide-y divide-line">
              {models.map((model) => (
                <li key={model.id} className="flex flex-wrap items-center gap-2 px-4 py-2.5">
                  <span className="min-w-0 flex-1 truncate font-medium">{model.id}</span>
                  {model.allow_remote_inference && <Badge tone="good">{texts.remote}</Badge>}
                  {model.allow_download && <Badge>{texts.download}</Badge>}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}
