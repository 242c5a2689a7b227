import { EmptyState } from '../../ui/states.tsx'

export function ExplorePage() {
  return <EmptyState title="No models yet">Push one, and it is listed here.</EmptyState>
}
