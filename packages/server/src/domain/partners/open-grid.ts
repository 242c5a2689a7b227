import type { Config } from '../../config.ts'
import type { Signer } from '../../signer.ts'
import type { Grid } from './grid.ts'
import { PartnerClient } from './partner-client.ts'

type Parts = Pick<Grid, 'database' | 'blobs' | 'inspector' | 'serving' | 'keyCheck' | 'attempts'>

/** This server's place on the grid. Its name follows from the installation's secret where none was given. */
export function openGrid(config: Config, { signer, ...parts }: Parts & { signer: Signer }): Grid {
  const { id, role, auth } = config.grid
  const targets = { allowLoopback: config.allowsLoopbackTargets, networks: config.privateNetworks }
  return {
    ...parts,
    id: id ?? `yard-${signer.sign('grid', 'id').replace(/[-_]/g, '').slice(0, 8).toLowerCase()}`,
    role,
    auth,
    targets,
    partnerClient: new PartnerClient(targets),
  }
}
