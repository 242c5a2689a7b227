import { showTo } from '../cli/show-to.ts'
import type { ArtifactKind } from '../reference.ts'

/** `model publish`, `dataset publish` */
export const artifactPublish = (kind: ArtifactKind) => showTo(kind, true)
