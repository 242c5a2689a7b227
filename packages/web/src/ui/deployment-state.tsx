import { Badge } from './badge.tsx'

export type DeploymentStatus = keyof typeof TONES

/** What people read for each. */
export const DEPLOYMENT_STATES: Record<DeploymentStatus, string> = {
  queued: 'queued',
  building: 'building',
  starting: 'starting',
  ready: 'ready',
  scaled_to_zero: 'asleep',
  updating: 'updating',
  failed: 'failed',
  stopped: 'stopped',
}

const TONES = {
  queued: 'accent',
  building: 'accent',
  starting: 'accent',
  ready: 'good',
  scaled_to_zero: 'plain',
  updating: 'accent',
  failed: 'bad',
  stopped: 'plain',
} as const

export const DeploymentState = ({ status }: { status: DeploymentStatus }) => (
  <Badge tone={TONES[status]}>
    <span
      aria-hidden
      className={`size-1.5 rounded-full bg-current ${TONES[status] === 'accent' ? 'animate-pulse' : ''}`}
    />
    {DEPLOYMENT_STATES[status]}
  </Badge>
)
