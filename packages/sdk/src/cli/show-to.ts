import { setVisibility } from '../artifacts/set-visibility.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'
import { defineCommand } from './command.ts'

/** The two commands that say who may see a model or dataset. */
export const showTo = (kind: ArtifactKind, isPublic: boolean) =>
  defineCommand({
    usage: '<ref>...',
    summary: isPublic
      ? `Show ${kind}s, all versions of them, to everybody who is signed in`
      : `Show ${kind}s to their owners alone again`,
    options: {},
    async run({ positionals: refs }, { server, org }) {
      const targets = await Promise.all(refs.map((ref) => resolveReference(ref, kind, org)))
      const results: { name: string; is_public: boolean }[] = []
      for (const target of targets) {
        const { is_public } = await setVisibility(server, kind, target, isPublic)
        results.push({ name: `${target.org}/${target.name}`, is_public })
      }
      return results
    },
    show: (results) =>
      results.map(({ name, is_public }) => `${name} is ${is_public ? 'public' : 'private'}`).join('\n'),
  })
