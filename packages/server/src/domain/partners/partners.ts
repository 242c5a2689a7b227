import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import { isUniqueViolation } from '../../db/errors.ts'
import type { GridPartnerTable } from '../../db/tables/grid.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { checkTargetUrl } from '../events/target.ts'
import type { Grid } from './grid.ts'
import { mayBeGridId } from './grid-id.ts'

export type Partner = Selectable<GridPartnerTable>

const MOST_PARTNERS = 10_000
const MOST_ADDRESS = 500
/** What fits a header. */
const KEY = /^[\x21-\x7e]{1,300}$/

/** The partners of a kind, in the order they came. */
export async function listPartners(db: Db, kind: Partner['kind']): Promise<Partner[]> {
  return db
    .selectFrom('grid_partner')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** @throws Fault `invalid_request` for an address that this server must not be sent to */
export function requirePartnerAddress({ targets }: Grid, address: string): URL {
  if (address.length > MOST_ADDRESS) throw new Fault('invalid_request', 'the address is too long')
  try {
    const url = checkTargetUrl(address, 'test', targets)
    url.search = ''
    return url
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Fault('invalid_request', error.message.replace(/^url /, 'the address '))
  }
}

/**
 * Notes a grid node: one that joins this network, or one this node is connected to.
 *
 * @throws Fault `already_exists` when a network knows the id already, `invalid_request`
 */
export async function addPartner(
  grid: Grid,
  caller: Caller | undefined,
  { kind, id, address, node_key }: Pick<Partner, 'kind' | 'id' | 'address' | 'node_key'>,
): Promise<void> {
  if (caller) requireScope(caller.scopes, '*')
  if (!mayBeGridId(id)) throw new Fault('invalid_request', 'the id is empty, too long or no text')
  requirePartnerAddress(grid, address)
  if (node_key !== null && !KEY.test(node_key))
    throw new Fault('invalid_request', 'the key of the node is none')
  const { database } = grid
  const account_id = caller?.account.id ?? null
  const row = { kind, id, address, account_id, node_key, created_at: Date.now() }
  try {
    await database.write(async (trx) => {
      const { count } = await trx
        .selectFrom('grid_partner')
        .select((partner) => partner.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      if (Number(count) >= MOST_PARTNERS) {
        throw new Fault('conflict', `this server knows ${MOST_PARTNERS} partners, which is the most it takes`)
      }
      const insert = trx.insertInto('grid_partner').values(row)
      // Connecting again says where a node is now.
      if (kind === 'joined') await insert.execute()
      else {
        await insert
          .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ address, node_key }))
          .execute()
      }
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw new Fault('already_exists', 'This ID has already been registered')
    throw error
  }
}

/**
 * A node leaves the network.
 *
 * @throws Fault `conflict` when no node of that id joined from that address, `forbidden` for who did not join it
 */
export async function removePartner(
  { database }: Grid,
  caller: Caller | undefined,
  { id, address }: { id: string; address: string },
): Promise<void> {
  if (caller) requireScope(caller.scopes, '*')
  const unknown = new Fault('conflict', 'This ID was not found in connected nodes')
  if (!mayBeGridId(id) || !mayBeGridId(address.slice(0, 200))) throw unknown
  await database.write(async (trx) => {
    const row = await trx
      .deleteFrom('grid_partner')
      .where('kind', '=', 'joined')
      .where('id', '=', id)
      .where('address', '=', address)
      .returning('account_id')
      .executeTakeFirst()
    if (!row) throw unknown
    const isOurs = !caller || caller.account.isAdmin || row.account_id === caller.account.id
    if (!isOurs) throw new Fault('forbidden', 'only who joined a node can delete it')
  })
}
