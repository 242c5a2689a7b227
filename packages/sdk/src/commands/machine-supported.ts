import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listSupportedGpus } from '../machines/list-supported-gpus.ts'

export default defineCommand({
  usage: '',
  summary: 'List the kinds of device that the inventory takes',
  options: {},
  run: (_input, { server }) => listSupportedGpus(server),
  show: (kinds) =>
    table([
      ['DEVICE', 'GB', 'PROCESSORS', 'MHZ', 'USD/H', 'CALIBRATED'],
      ...Object.entries(kinds).map(([id, kind]) => [
        id,
        kind.memory,
        kind.processors,
        `${kind.clock_rate.base}-${kind.clock_rate.boost}`,
        kind.hourly_rate,
        kind.proof.is_calibrated,
      ]),
    ]),
})
