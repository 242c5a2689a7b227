import type { Database, Db } from '../../../db/database.ts'
import { ABILITIES, type Ability } from './manifest.ts'

/** Whether the owner has a plugin or a custom graph node on, and what it is let do. */
export interface Switch {
  isEnabled: boolean
  abilities: readonly Ability[]
  /** Milliseconds. */
  changedAt: number
}

/** By id; a custom graph node is `custom/<file>`. */
export async function readSwitches(db: Db): Promise<Map<string, Switch>> {
  const rows = await db.selectFrom('studio_plugin').selectAll().orderBy('id').execute()
  return new Map(
    rows.map(({ id, is_enabled, changed_at, abilities }) => [
      id,
      {
        isEnabled: Number(is_enabled) === 1,
        abilities: (JSON.parse(abilities) as string[]).filter((name): name is Ability => name in ABILITIES),
        changedAt: Number(changed_at),
      },
    ]),
  )
}

export async function writeSwitch(
  database: Database,
  id: string,
  { isEnabled, abilities }: { isEnabled: boolean; abilities: readonly Ability[] },
): Promise<void> {
  const change = {
    is_enabled: isEnabled ? 1 : 0,
    changed_at: Date.now(),
    abilities: JSON.stringify([...new Set(abilities)].sort()),
  }
  await database.write(async (trx) => {
    await trx
      .insertInto('studio_plugin')
      .values({ id, ...change })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
      .execute()
  })
}

export async function forgetSwitch(database: Database, id: string): Promise<void> {
  await database.write(async (trx) => {
    await trx.deleteFrom('studio_plugin').where('id', '=', id).execute()
  })
}
