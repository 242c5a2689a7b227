import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { GridPartnerTable } from '../../db/tables/grid.ts'

export type Partner = Selectable<GridPartnerTable>

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
