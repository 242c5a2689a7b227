import { Type } from 'typebox'
import type { OwnMachine } from '../../domain/machines/own-machines.ts'
import { CHALLENGES, type Figures } from '../../domain/machines/verify.ts'
import { iso } from './iso.ts'
import { nullable, Time } from './schemas.ts'

const MaybeTime = nullable(Time)

const FiguresShape = Type.Object(
  {
    commit_seconds: Type.Number({ description: 'What the work took.' }),
    least_seconds: Type.Number({ description: 'Faster than this fails.' }),
    most_seconds: Type.Number({ description: 'Slower than this fails.' }),
    open_seconds: Type.Number({
      description: 'What showing the chosen rows took; 0 where it came not so far.',
    }),
    multiplications: Type.Number(),
    bytes: Type.Number({ description: 'Memory that was filled.' }),
    is_calibrated: Type.Boolean({ description: 'Whether the window was measured on such a device.' }),
  },
  { description: 'What the last finished verification measured.' },
)

export const MachineShape = Type.Object({
  id: Type.String(),
  server_id: Type.String({ description: 'What its owner calls it.' }),
  name: nullable(Type.String()),
  hotkey: Type.String(),
  address: Type.String({ description: '`host:port` of its agent.' }),
  is_own: Type.Boolean({ description: 'Whether it is the computer this server runs on.' }),
  state: Type.Enum(['pending', 'verified', 'failed']),
  is_silent: Type.Boolean({ description: 'Whether it has stopped answering.' }),
  verification: Type.Object({
    challenges: Type.Integer({ description: 'Questions about its devices, before any work.' }),
    reason: nullable(Type.String({ description: 'Why the last one failed, for programs.' })),
    error: nullable(Type.String({ description: 'The same for people.' })),
    figures: nullable(FiguresShape),
    attempts: Type.Integer({ description: 'That failed one after another.' }),
    is_running: Type.Boolean(),
    verified_at: MaybeTime,
    next_at: MaybeTime,
  }),
  seen_at: MaybeTime,
  devices: Type.Array(
    Type.Object({
      uuid: Type.String(),
      kind: Type.String({ description: 'As in `GET /nodes/supported`.' }),
      name: Type.String(),
      memory_bytes: Type.Integer(),
      processors: Type.Integer(),
      clock_rate_khz: Type.Number(),
    }),
  ),
  deployments: Type.Array(
    Type.Object({
      id: Type.String(),
      model: Type.String({ description: '`owner/name`.' }),
      status: Type.String(),
      device: Type.String(),
    }),
    { description: 'Yours on it.' },
  ),
  created_at: Time,
})

const maybeIso = (ms: number | null) => (ms === null ? null : iso(ms))

export const toMachine = ({ machine, devices, deployments }: OwnMachine) => ({
  id: machine.id,
  server_id: machine.server_id,
  name: machine.server_name,
  hotkey: machine.hotkey,
  address: `${machine.host}:${machine.port}`,
  is_own: machine.is_own === 1,
  state: machine.state,
  is_silent: machine.silent_at !== null,
  verification: {
    challenges: machine.is_own === 1 ? 0 : CHALLENGES,
    reason: machine.reason,
    error: machine.error,
    figures: machine.figures === null ? null : (JSON.parse(machine.figures) as Figures),
    attempts: machine.attempts,
    is_running: machine.claimed_until !== null && machine.claimed_until > Date.now(),
    verified_at: maybeIso(machine.verified_at),
    next_at: maybeIso(machine.check_at),
  },
  seen_at: maybeIso(machine.seen_at),
  devices: devices.map((device) => ({
    uuid: device.uuid,
    kind: device.gpu_identifier,
    name: device.name,
    memory_bytes: device.memory,
    processors: device.processors,
    clock_rate_khz: device.clock_rate,
  })),
  deployments: deployments.map(({ id, model, status, device_id }) => ({
    id,
    model,
    status,
    device: device_id ?? '',
  })),
  created_at: iso(machine.created_at),
})
