import guide from '@docs/custom-nodes.md?raw'
import Markdown from '../../../ui/markdown.tsx'

/** The guide, as it lies in docs/. */
export default function HowTo() {
  return <Markdown text={guide} />
}
