import type { Trx } from '../../db/database.ts'
import { type Declared, readDeclared } from './assets/declared.ts'
import { findHighest, type VersionRow } from './find-artifact.ts'
import type { Manifest } from './manifest.ts'
import { indexArtifact } from './search/index-artifact.ts'
import { searchText } from './search-text.ts'

/**
 * Finds out anew which version of an artifact is its latest, and copies what lists show, filter and sort by
 * from there to the artifact. To be called when a version appears, is yanked or goes.
 *
 * Yanked versions count only when there is nothing else.
 */
export async function updateLatest(trx: Trx, artifactId: string): Promise<void> {
  const latest =
    (await findHighest(trx, artifactId, 'published')) ?? (await findHighest(trx, artifactId, 'yanked'))
  const { name, title, declared } = await trx
    .selectFrom('artifact')
    .select(['name', 'title', 'declared'])
    .where('id', '=', artifactId)
    .executeTakeFirstOrThrow()
  const manifest = withDeclared(latest && JSON.parse(latest.manifest), readDeclared({ declared }))
  const { pretty_name: said = name } = manifest
  await trx
    .updateTable('artifact')
    .set({
      ...describeLatest(latest, manifest),
      // A version that says no name of its own has the artifact's.
      title: said === name ? title : said,
      search_text: searchText(name, manifest.summary ?? null),
    })
    .where('id', '=', artifactId)
    .execute()
  await trx.deleteFrom('artifact_label').where('artifact_id', '=', artifactId).execute()
  const labels = listLabels(manifest).map((label) => ({ artifact_id: artifactId, ...label }))
  if (labels.length > 0) await trx.insertInto('artifact_label').values(labels).execute()
  await indexArtifact(trx, artifactId)
}

/** What the latest version says, under what was said of the artifact since. */
function withDeclared(manifest: Manifest | undefined, declared: Declared): Manifest {
  const { summary, tags, task, license } = declared
  return {
    ...(license === undefined ? {} : { license }),
    ...manifest,
    ...(tags === undefined ? {} : { tags }),
    ...(summary == null ? {} : { summary }),
    ...(task == null ? {} : { task }),
  }
}

function describeLatest(latest: VersionRow | undefined, manifest: Manifest) {
  return {
    latest_version_id: latest?.id ?? null,
    latest_created_at: latest?.created_at ?? null,
    latest_updated_at: latest?.updated_at ?? null,
    file_size_bytes: latest?.file_size_bytes ?? 0,
    summary: manifest.summary ?? null,
    framework: manifest.framework ?? null,
    format: manifest.format ?? null,
    license: manifest.license ?? null,
    task: manifest.task ?? null,
    size_category: manifest.size_category ?? null,
    row_count: manifest.row_count ?? null,
  }
}

const listLabels = ({ tags = [], task_categories = [], language = [] }: Manifest) => [
  ...tags.map((value) => ({ label: 'tag', value }) as const),
  ...task_categories.map((value) => ({ label: 'task_category', value }) as const),
  ...language.map((value) => ({ label: 'language', value }) as const),
]
