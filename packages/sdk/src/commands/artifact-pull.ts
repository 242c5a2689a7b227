import { pullArtifact } from '../artifacts/pull-artifact.ts'
import { defineCommand } from '../cli/command.ts'
import { tellPhases } from '../cli/progress.ts'
import { bytes, count } from '../cli/table.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model pull`, `dataset pull` */
export const artifactPull = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref>',
    summary: `Download a version of a ${kind} and check every byte`,
    details:
      'What is there already is left alone, and a download that was cut goes on where it was.\n' +
      'The reference may be org/name@1.0.0, org/name:alias, org/name (the latest) or ' +
      `${kind}://org/name@1.0.0.`,
    options: {
      to: { type: 'string', value: 'folder', summary: 'where to put it (default: <name>-<version>)' },
      file: { type: 'string', value: 'path', multiple: true, summary: 'this file only, here by default' },
    },
    async run({ positionals: [ref = ''], values: { to, file } }, { server, org, progress, signal }) {
      const target = await resolveReference(ref, kind, org)
      const tell = tellPhases(progress)
      return pullArtifact(server, {
        kind,
        target,
        to: to ?? (file ? '.' : undefined),
        paths: file,
        signal,
        onProgress: ({ done, total }) => tell(`Pulling ${target.name}`, done, total),
      })
    },
    show({ name, version, folder, files }) {
      const size = bytes(files.reduce((sum, file) => sum + file.size, 0))
      const there = files.filter(({ was_there }) => was_there).length
      const had = there > 0 ? `; ${there === files.length ? 'all' : there} of it was there already` : ''
      return `Pulled ${name}@${version} into ${folder} (${count(files.length, 'file')}, ${size}${had})`
    },
  })
