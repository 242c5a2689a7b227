import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Building2, Plus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { orgsQuery } from '../../app/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { texts } from './texts.ts'

const { orgs: words } = texts

export function OrgsTab() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const orgs = useQuery(orgsQuery)
  const [isOpen, setOpen] = useState(false)
  const add = useMutation({
    mutationFn: (form: FormData) => {
      const body = { slug: String(form.get('slug')), name: String(form.get('name')) }
      return answerOf(api.marketplace.POST('/v1/orgs', { body }))
    },
    onSuccess: async ({ slug }) => {
      await client.invalidateQueries({ queryKey: ['orgs'] })
      await navigate({ to: '/settings/orgs/$slug', params: { slug } as never })
    },
  })
  return (
    <Section
      title={texts.tabs.orgs}
      hint={words.hint}
      actions={
        <Button look="primary" onClick={() => setOpen(true)}>
          <Plus aria-hidden size={15} />
          {words.new}
        </Button>
      }
    >
      <Loaded query={orgs}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>
          ) : (
            <ul className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
              {rows.map((org) => (
                <li
                  key={org.id}
                  className="card relative flex items-center gap-3 p-4 hover:border-line-strong"
                >
                  <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
                    <Building2 aria-hidden size={18} />
                  </span>
                  <span className="min-w-0 flex-1">
                    <Link
                      to="/settings/orgs/$slug"
                      params={{ slug: org.slug } as never}
                      className="block truncate font-semibold after:absolute after:inset-0 hover:text-accent"
                    >
                      {org.name}
                    </Link>
                    <span className="block truncate text-ink-soft">{org.slug}</span>
                  </span>
                  <Badge tone="accent">{org.role}</Badge>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <FormDialog
        title={words.new}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        action={words.new}
        isPending={add.isPending}
        error={add.error}
        onSubmit={(form) => add.mutate(form)}
      >
        <Field label={words.name}>
          <input name="name" required maxLength={100} className="field" />
        </Field>
        <Field label={words.slug} hint={words.slugHint}>
          <input name="slug" required maxLength={39} autoCapitalize="none" className="field font-mono" />
        </Field>
      </FormDialog>
    </Section>
  )
}
