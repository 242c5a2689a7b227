import { defineCommand, UsageError } from '../cli/command.ts'
import { connect } from '../client.ts'
import { joinNetwork } from '../grid/join-network.ts'

export default defineCommand({
  usage: '<network>',
  summary: 'Add this grid node to a network',
  details: 'The network is an address such as http://network.example.org:8000. It must reach this node.',
  options: {
    address: { type: 'string', value: 'url', summary: 'where the network reaches this node' },
    'node-key': {
      type: 'string',
      value: 'key',
      summary:
        'a key of this node for the network to search with, if this node wants keys (scope models:read)',
    },
    'network-key': { type: 'string', value: 'key', summary: 'a key of the network, if it wants one' },
  },
  async run({ positionals: [network = ''], values }, { server }) {
    if (!URL.canParse(network)) throw new UsageError(`"${network}" is no address of a network`)
    const to = connect({ url: network, apiKey: values['network-key'] })
    return joinNetwork(to, server, values.address, values['node-key'])
  },
  show: ({ id, address }) => `${id} has joined as ${address}.`,
})
