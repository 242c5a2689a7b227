import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Copyable } from '../../../ui/copyable.tsx'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { deploymentsQuery, revisionQuery } from './queries.ts'
import { curlSnippet, pythonSnippet, typescriptSnippet } from './snippets.ts'

const LANGUAGES = { curl: curlSnippet, TypeScript: typescriptSnippet, Python: pythonSnippet }

/** Calling it from code: each snippet runs as it is pasted. */
export function UseTab({ slug, revision }: { slug: string; revision: string }) {
  const [language, setLanguage] = useState<keyof typeof LANGUAGES>('curl')
  const about = useQuery(revisionQuery('models', slug, revision))
  const deployments = useQuery(deploymentsQuery(slug))
  if (about.error) return <ErrorState error={about.error} retry={() => void about.refetch()} />
  if (!about.data || deployments.isPending) return <Skeleton lines={5} />
  const one = deployments.data?.find(
    ({ status, revision: its }) => its === revision && status !== 'failed' && status !== 'stopped',
  )
  const inputs = one?.inputs ?? about.data.schema?.inputs
  return (
    <div className="max-w-3xl space-y-6">
      <section className="space-y-2.5">
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="text-base font-semibold">{texts.snippetDeploy}</h2>
          <div role="radiogroup" aria-label={texts.snippetDeploy} className="flex gap-1">
            {(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[]).map((name) => (
              // biome-ignore lint/a11y/useSemanticElements: buttons that look like tabs.
              <button
                key={name}
                type="button"
                role="radio"
                aria-checked={language === name}
                onClick={() => setLanguage(name)}
                className="h-7 rounded-md px-2.5 text-ink-soft hover:bg-canvas aria-checked:bg-accent-soft aria-checked:text-accent"
              >
                {name}
              </button>
            ))}
          </div>
        </div>
        {inputs ? (
          <Copyable
            text={LANGUAGES[language]({
              origin: location.origin,
              slug,
              revision,
              deploymentId: one?.id,
              inputs,
            })}
          />
        ) : (
          <p className="text-ink-soft">{texts.noSchema}</p>
        )}
        <p className="text-xs text-ink-soft">{texts.keyHint}</p>
      </section>
      <section className="space-y-2.5">
        <h2 className="text-base font-semibold">{texts.snippetPull}</h2>
        <Copyable text={`NODEYARD_URL=${location.origin} npx nodeyard model pull ${slug}@${revision}`} />
      </section>
    </div>
  )
}
