import { Type } from 'typebox'
import type { AddedMachine } from '../../domain/machines/add-machine.ts'
import { type DeviceRow, fromFlag } from '../../domain/machines/device.ts'
import type { MachineRow } from '../../domain/machines/machines.ts'
import { SupportedGpu } from '../../domain/machines/supported-gpu.ts'

/** Of answers that are written by hand. */
export const JSON_TYPE = 'application/json; charset=utf-8'

const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()])
const count = Type.Integer({ minimum: 0 })
const flag = Type.Optional(nullable(Type.Boolean()))
// PostgreSQL's texts hold every character but NUL.
const text = (maxLength: number, description: string) =>
  Type.String({ maxLength, pattern: '^[^\\u0000]*$', description })

const NewListed = Type.Object({
  uuid: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '^[^\\u0000/]+$',
    description: 'Unique in the world.',
  }),
  name: text(300, 'By which the kind is found.'),
  memory: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Bytes.' }),
  major: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 1000 }))),
  minor: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 1000 }))),
  processors: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  sxm: flag,
  clock_rate: Type.Number({ minimum: 0, maximum: 1e12, description: 'kHz' }),
  max_threads_per_processor: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  concurrent_kernels: flag,
  ecc: flag,
  device_index: Type.Integer({ minimum: 0, maximum: 9 }),
  gpu_identifier: text(200, 'The key of its kind in `GET /nodes/supported`.'),
  verification_host: text(1000, 'Where its agent answers.'),
  verification_port: Type.Integer({ minimum: 0, maximum: 1_000_000, description: '80 to 65535.' }),
})

export const NewMachineBody = Type.Object({
  server_id: text(300, 'What its owner calls the machine.'),
  server_name: Type.Optional(nullable(text(300, 'What people call it.'))),
  nodes: Type.Array(NewListed, { maxItems: 1000, description: 'Its devices, 1 to 10.' }),
})

const Listed = Type.Object({
  uuid: Type.String(),
  name: Type.String(),
  memory: Type.Integer({ description: 'Bytes.' }),
  major: nullable(Type.Integer()),
  minor: nullable(Type.Integer()),
  processors: Type.Integer(),
  sxm: nullable(Type.Boolean()),
  clock_rate: Type.Number({ description: 'kHz' }),
  max_threads_per_processor: Type.Integer(),
  concurrent_kernels: nullable(Type.Boolean()),
  ecc: nullable(Type.Boolean()),
  seed: Type.Integer({ description: 'One for all devices of a request: 63 bits, more than a double holds.' }),
  miner_hotkey: Type.String(),
  gpu_identifier: Type.String(),
  device_index: Type.Integer(),
  server_id: Type.String(),
  server_name: nullable(Type.String()),
  created_at: Type.String({ format: 'date-time' }),
  verification_host: Type.String(),
  verification_port: Type.Integer(),
  verification_error: nullable(Type.String()),
  verified_at: nullable(Type.String({ format: 'date-time' })),
  instance: Type.Null(),
})

export const Added = Type.Object({
  nodes: Type.Array(Listed, { description: 'In the order they were sent.' }),
  task_id: Type.String({ description: '`<hotkey>::<id>`, or `skip` where machines need prove nothing.' }),
})

export const Deleted = Type.Object({ node_id: Type.String(), deleted: Type.Boolean() })

export const Summary = Type.Record(Type.String(), Type.Object({ provisioned: count, idle: count }), {
  description: 'By kind of device.',
})

const Chute = Type.Object({
  username: nullable(Type.String()),
  name: Type.String({ description: 'The model; `[private chute]` where it is private.' }),
  chute_id: Type.String({ description: 'The id of the model.' }),
  verified: Type.Boolean({ description: 'Whether the deployment answers.' }),
  instance_id: Type.String({ description: 'The id of the deployment.' }),
})

export const Details = Type.Record(
  Type.String(),
  Type.Object({
    provisioned: Type.Array(Type.Object({ gpu: Type.String(), chute: Chute })),
    idle: Type.Record(Type.String(), count),
  }),
  { description: 'By hotkey, whoever has most devices first.' },
)

export const SupportedTable = Type.Record(Type.String(), SupportedGpu)

export const Status = Type.Object({
  status: Type.Unsafe<'pending' | 'verified' | 'failed' | 'error'>({
    type: 'string',
    enum: ['pending', 'verified', 'failed', 'error'],
  }),
  detail: Type.Optional(Type.String({ description: 'Why it failed, for people.' })),
  reason: Type.Optional(Type.String({ description: 'Why it failed, for programs.' })),
  error: Type.Optional(Type.String()),
})

const isoOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** JSON.stringify writes its text as it is: a number of more digits than a double holds. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON

export const toAdded = ({ machine, devices }: AddedMachine, verifies: boolean) => ({
  nodes: devices.map((device) => toListed(machine, device)),
  task_id: verifies ? `${machine.hotkey}::${machine.id}` : 'skip',
})

const toListed = (machine: MachineRow, device: DeviceRow) => ({
  uuid: device.uuid,
  name: device.name,
  memory: device.memory,
  major: device.major,
  minor: device.minor,
  processors: device.processors,
  sxm: fromFlag(device.sxm),
  clock_rate: device.clock_rate,
  max_threads_per_processor: device.max_threads_per_processor,
  concurrent_kernels: fromFlag(device.concurrent_kernels),
  ecc: fromFlag(device.ecc),
  seed: rawJson(machine.seed),
  miner_hotkey: machine.hotkey,
  gpu_identifier: device.gpu_identifier,
  device_index: device.device_index,
  server_id: machine.server_id,
  server_name: machine.server_name,
  created_at: isoOf(device.created_at),
  verification_host: machine.host,
  verification_port: machine.port,
  verification_error: machine.error,
  verified_at: isoOf(machine.verified_at),
  instance: null,
})
