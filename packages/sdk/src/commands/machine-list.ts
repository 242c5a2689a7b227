import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listMachines } from '../machines/list-machines.ts'

type Summary = Record<string, { provisioned: number; idle: number }>
type Details = Record<
  string,
  { provisioned: { gpu: string; chute: { name: string } }[]; idle: Record<string, number> }
>

export default defineCommand({
  usage: '',
  summary: 'Show the inventory of machines',
  options: {
    detailed: { type: 'boolean', summary: 'what each device does, by the hotkey that owns it' },
    model: {
      type: 'string',
      value: 'kind|org/name',
      summary: 'only this kind of device, or what serves a model',
    },
    hotkey: { type: 'string', value: 'address', summary: 'with --detailed: of this hotkey only' },
  },
  run({ values: { detailed = false, model, hotkey } }, { server }) {
    return listMachines(server, { detailed, ...(model ? { model } : {}), ...(hotkey ? { hotkey } : {}) })
  },
  show: (inventory, { values }) =>
    values.detailed ? showDetails(inventory as Details) : showSummary(inventory as Summary),
})

const showSummary = (summary: Summary) =>
  table([
    ['DEVICE', 'BUSY', 'IDLE'],
    ...Object.entries(summary).map(([gpu, { provisioned, idle }]) => [gpu, provisioned, idle]),
  ])

const showDetails = (details: Details) =>
  table([
    ['HOTKEY', 'DEVICE', 'DOES'],
    ...Object.entries(details).flatMap(([hotkey, { provisioned, idle }]) => [
      ...provisioned.map(({ gpu, chute }) => [hotkey, gpu, chute.name]),
      ...Object.entries(idle).map(([gpu, count]) => [hotkey, gpu, `${count} idle`]),
    ]),
  ])
