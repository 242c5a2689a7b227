import { type Pushed, sendPush } from '../artifacts/push-artifact.ts'
import { type PreparedPush, preparePush } from '../push/prepare-push.ts'
import type { ArtifactKind } from '../reference.ts'
import { defineCommand } from './command.ts'
import { tellPhases } from './progress.ts'
import { bytes, table } from './table.ts'

export const pushOptions = (kind: ArtifactKind) =>
  ({
    name: { type: 'string', value: 'org/name', summary: `in place of the name in ${kind}.yaml` },
    version: { type: 'string', value: 'X.Y.Z', summary: `in place of the version in ${kind}.yaml` },
    publish: { type: 'boolean', summary: 'show it to everybody who is signed in, once it is there' },
    'skip-upload': { type: 'boolean', summary: 'check and hash everything, and send nothing' },
  }) as const

/** `model push`, `dataset push` */
export const pushCommand = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<folder>',
    summary: `Push a folder as a new version of a ${kind}`,
    details:
      `The folder's ${kind}.yaml says what it is; without one, the folder's name and 0.1.0 are taken. Only files that\n` +
      'the server lacks are sent. A push that was cut goes on where it was when it is run again.',
    options: pushOptions(kind),
    async run({ positionals: [folder = ''], values }, context) {
      const { signal } = context
      const { name, version, publish, 'skip-upload': isDry } = values
      const tell = tellPhases(context.progress)
      const prepared = await preparePush({
        kind,
        folder,
        name,
        version,
        signal,
        onProgress: ({ done, total }) => tell('Hashing', done, total),
      })
      if (isDry) return describeDry(prepared)
      return sendPush(context.server, prepared, {
        org: prepared.org ?? (await context.org()),
        isPublic: publish,
        signal,
        onProgress: ({ done, total }) => tell('Sending', done, total),
      })
    },
    show: (result) => ('sent' in result ? showPushed(result) : showDry(result)),
  })

function showPushed({ name, version, artifacts_hash: hash, was_there, is_public }: Pushed): string {
  const reference = `${name}@${version} (${hash})`
  const line = was_there ? `${reference} is already there` : `Pushed ${reference}`
  return is_public ? `${line}; it is public` : line
}

function describeDry({ org, name, version, artifactsHash, files, size, manifest }: PreparedPush) {
  return {
    name: org === undefined ? name : `${org}/${name}`,
    version,
    artifacts_hash: artifactsHash,
    size,
    manifest,
    files: files.map(({ path, oid, size }) => ({ path, oid, size })),
  }
}

function showDry({ name, version, artifacts_hash: hash, files }: ReturnType<typeof describeDry>): string {
  const rows = files.map(({ path, oid, size }) => [path, bytes(size), oid])
  return `${table(rows)}\nWould push ${name}@${version} (${hash})`
}
