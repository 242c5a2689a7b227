import { showTo } from '../cli/show-to.ts'
import type { ArtifactKind } from '../reference.ts'

/** `model unpublish`, `dataset unpublish` */
export const artifactUnpublish = (kind: ArtifactKind) => showTo(kind, false)
