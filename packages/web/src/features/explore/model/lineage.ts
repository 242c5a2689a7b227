import type { Lineage } from './queries.ts'

export type BoxKind = 'graph' | 'model' | 'dataset' | 'upload' | 'version' | 'listing' | 'deployment'

/** One thing of a lineage, where it stands, and where a click leads. */
export interface Box {
  id: string
  kind: BoxKind
  /** Of a deployment the end of its id, by which it is told from others. */
  title: string
  note: string
  to: string | undefined
  search?: Record<string, string>
  x: number
  y: number
}

export interface Edge {
  from: Box
  to: Box
}

export const BOX = { width: 200, height: 52 }
const STEP = { x: 268, y: 68 }

/** Versions that are drawn; a model may have hundreds. */
const MOST_VERSIONS = 40

/**
 * Where everything of a lineage stands, in pixels: what versions were made of, the versions (the newest on
 * top), what is sold and what answers. Each box stands beside the first one that it belongs to.
 */
export function layOutLineage(
  { revisions, listings }: Lineage,
  { model, latest }: { model: string; latest: string | null },
): { boxes: Box[]; edges: Edge[]; width: number; height: number; hidden: number } {
  const boxes = new Map<string, Box>()
  const edges: Edge[] = []
  const filled = [0, 0, 0]
  const place = (column: number, wanted: number, box: Omit<Box, 'x' | 'y'>): Box => {
    const known = boxes.get(box.id)
    if (known) return known
    const row = Math.max(filled[column]!, wanted)
    filled[column] = row + 1
    const placed = { ...box, x: column * STEP.x, y: row * STEP.y }
    boxes.set(box.id, placed)
    return placed
  }
  const shown = revisions.slice(0, MOST_VERSIONS)
  let row = 0
  for (const revision of shown) {
    const version = place(1, row, {
      id: `version:${revision.revision}`,
      kind: 'version',
      title: revision.revision,
      note: revision.state === 'yanked' ? 'yanked' : revision.created_at,
      to: `/explore/${model}`,
      search: { v: revision.revision },
    })
    for (const source of sourcesOf(revision)) {
      edges.push({ from: place(0, row, source), to: version })
    }
    if (revision.revision === latest) {
      for (const { id, title, mode } of listings) {
        const listing = { id, kind: 'listing' as const, title, note: mode, to: `/listings/${id}` }
        edges.push({ from: version, to: place(2, row, listing) })
      }
    }
    for (const { id, status } of revision.deployments) {
      const to = `/deployments/${id}`
      const deployment = { id, kind: 'deployment' as const, title: id.slice(-6), note: status, to }
      edges.push({ from: version, to: place(2, row, deployment) })
    }
    row = Math.max(row + 1, version.y / STEP.y + 1)
  }
  const rows = Math.max(1, ...filled)
  return {
    boxes: [...boxes.values()],
    edges,
    width: 2 * STEP.x + BOX.width,
    height: (rows - 1) * STEP.y + BOX.height,
    hidden: revisions.length - shown.length,
  }
}

type Revision = Lineage['revisions'][number]

function sourcesOf({ made_by: by, base_model: base, dataset_refs: refs }: Revision): Omit<Box, 'x' | 'y'>[] {
  const sources: Omit<Box, 'x' | 'y'>[] = []
  if (by) {
    sources.push({
      id: `graph:${by.graph}:${by.graph_digest}`,
      kind: 'graph',
      title: by.graph,
      note: by.graph_digest.replace(/^sha256:/, '').slice(0, 12),
      to: `/studio/${encodeURIComponent(by.graph)}`,
    })
    for (const { name, samples } of by.data) {
      sources.push({ id: `data:${name}`, kind: 'dataset', title: name, note: String(samples), to: undefined })
    }
  }
  if (base) {
    const to = pageOf(base, '/explore')
    sources.push({ id: `model:${base}`, kind: 'model', title: base, note: '', to })
  }
  for (const ref of refs) {
    const to = pageOf(ref, '/explore/datasets')
    sources.push({ id: `data:${ref}`, kind: 'dataset', title: ref, note: '', to })
  }
  if (sources.length === 0) sources.push({ id: 'upload', kind: 'upload', title: '', note: '', to: undefined })
  return sources
}

/** The page of `owner/name@1.0.0`; undefined for what is said in other words. */
function pageOf(ref: string, under: string): string | undefined {
  const match = /^([\w.-]+)\/([\w.-]+)(?:@(.+))?$/.exec(ref)
  return match ? `${under}/${match[1]}/${match[2]}` : undefined
}

/** A curve from the right side of a box to the left side of another. */
export function pathOf({ from, to }: Edge): string {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2]
  const [x2, y2] = [to.x, to.y + BOX.height / 2]
  const bend = (x2 - x1) / 2
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
