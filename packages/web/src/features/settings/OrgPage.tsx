import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { meQuery, type Org, useActing } from '../../app/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ago } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { RowsTable } from '../../ui/rows-table.tsx'
import { membersQuery, orgQuery } from './queries.ts'
import { texts } from './texts.ts'

const { orgs: words } = texts
type Role = Org['role']
const ROLES = Object.keys(words.roles) as Role[]

const RoleOptions = ({ mayOwn }: { mayOwn: boolean }) =>
  ROLES.filter((role) => mayOwn || role !== 'owner').map((role) => (
    <option key={role} value={role}>
      {words.roles[role]}
    </option>
  ))

/** One organisation: who is in it, and what they may do. */
export function OrgPage() {
  const { slug = '' } = useParams({ strict: false }) as { slug?: string }
  const client = useQueryClient()
  const navigate = useNavigate()
  const { actFor } = useActing()
  const { data: me } = useQuery(meQuery)
  const org = useQuery(orgQuery(slug))
  const members = useQuery(membersQuery(slug))
  const [open, setOpen] = useState<'add' | 'delete' | { remove: string }>()
  const close = () => setOpen(undefined)
  const changed = async () => {
    close()
    await client.invalidateQueries({ queryKey: ['orgs'] })
  }
  const set = useMutation({
    mutationFn: ({ user, role }: { user: string; role: Role }) =>
      answerOf(
        api.marketplace.PUT('/v1/orgs/{slug}/members/{user}', {
          params: { path: { slug, user } },
          body: { role },
        }),
      ),
    onSuccess: changed,
  })
  const remove = useMutation({
    mutationFn: (user: string) =>
      api.marketplace.DELETE('/v1/orgs/{slug}/members/{user}', { params: { path: { slug, user } } }),
    async onSuccess(_answer, user) {
      if (user !== me?.slug) return changed()
      actFor(undefined)
      await navigate({ to: '/settings', search: { tab: 'orgs' } as never })
      await changed()
    },
  })
  const end = useMutation({
    mutationFn: () => api.marketplace.DELETE('/v1/orgs/{slug}', { params: { path: { slug } } }),
    async onSuccess() {
      actFor(undefined)
      await navigate({ to: '/settings', search: { tab: 'orgs' } as never })
      await changed()
    },
  })
  const role = org.data?.role
  const isAdmin = role === 'admin' || role === 'owner'
  return (
    <Page
      above={
        <Link to="/settings" search={{ tab: 'orgs' } as never} className="hover:text-ink">
          {texts.tabs.orgs}
        </Link>
      }
      title={
        <>
          {org.data?.name ?? slug}
          {role && <Badge tone="accent">{role}</Badge>}
        </>
      }
      hint={slug}
      actions={
        org.data && (
          <>
            {role === 'owner' && (
              <Button look="danger" onClick={() => setOpen('delete')}>
                {words.removeOrg}
              </Button>
            )}
            {isAdmin && (
              <Button look="primary" onClick={() => setOpen('add')}>
                <UserPlus aria-hidden size={15} />
                {words.addMember}
              </Button>
            )}
          </>
        )
      }
    >
      {!isAdmin && role && <p className="mb-3 text-ink-soft">{words.notAdmin}</p>}
      {set.error && open !== 'add' && (
        <p role="alert" className="mb-3 rounded-md bg-bad-soft p-3 text-bad">
          {set.error.message}
        </p>
      )}
      <Loaded query={members}>
        {(rows) => (
          <RowsTable
            rows={rows}
            keyOf={({ user }) => user.id}
            columns={[
              {
                name: words.members,
                className: 'min-w-40',
                cell: ({ user }) => (
                  <>
                    <span className="block font-medium">{user.name}</span>
                    <span className="block text-xs text-ink-soft">{user.slug}</span>
                  </>
                ),
              },
              {
                name: words.role,
                className: 'min-w-56',
                cell: ({ user, role: theirs }) =>
                  isAdmin && (role === 'owner' || theirs !== 'owner') ? (
                    <select
                      aria-label={words.roleOf(user.slug)}
                      value={theirs}
                      disabled={set.isPending}
                      onChange={({ target }) => set.mutate({ user: user.slug, role: target.value as Role })}
                      className="field"
                    >
                      <RoleOptions mayOwn={role === 'owner'} />
                    </select>
                  ) : (
                    words.roles[theirs]
                  ),
              },
              { name: words.since, look: 'quiet', cell: ({ created_at: since }) => ago(since) },
            ]}
            action={({ user }) => {
              if (!isAdmin && user.slug !== me?.slug) return null
              const label = user.slug === me?.slug ? words.leave : words.removeMember
              return (
                <Button
                  look="quiet"
                  aria-label={`${label} ${user.slug}`}
                  onClick={() => setOpen({ remove: user.slug })}
                >
                  {label}
                </Button>
              )
            }}
          />
        )}
      </Loaded>
      <FormDialog
        title={words.addMember}
        isOpen={open === 'add'}
        onClose={close}
        action={words.addMember}
        isPending={set.isPending}
        error={set.error}
        onSubmit={(form) =>
          set.mutate({ user: String(form.get('user')), role: String(form.get('role')) as Role })
        }
      >
        <Field label={words.user} hint={words.userHint}>
          <input name="user" required autoCapitalize="none" className="field" />
        </Field>
        <Field label={words.role}>
          <select name="role" defaultValue="contributor" className="field">
            <RoleOptions mayOwn={role === 'owner'} />
          </select>
        </Field>
      </FormDialog>
      <FormDialog
        title={typeof open === 'object' ? words.removeMemberSure(open.remove) : ''}
        isOpen={typeof open === 'object'}
        onClose={close}
        action={words.removeMember}
        isDanger
        isPending={remove.isPending}
        error={remove.error}
        onSubmit={() => typeof open === 'object' && remove.mutate(open.remove)}
      >
        <p className="text-ink-soft">{words.removeMemberHint}</p>
      </FormDialog>
      <FormDialog
        title={words.removeOrg}
        isOpen={open === 'delete'}
        onClose={close}
        action={words.removeOrg}
        isDanger
        isPending={end.isPending}
        error={end.error}
        onSubmit={() => end.mutate()}
      >
        <p className="text-ink-soft">{words.removeOrgHint}</p>
      </FormDialog>
    </Page>
  )
}
