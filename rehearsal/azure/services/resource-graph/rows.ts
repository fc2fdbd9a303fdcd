import type { World } from '../../world/world.ts';
import type { Row } from './kql/evaluate.ts';
import { backupRows } from './rows/backup-rows.ts';
import { containerRows } from './rows/container-rows.ts';
import type { RowSource } from './rows/row.ts';
import { siteRecoveryRows } from './rows/site-recovery-rows.ts';
import { trackedRows } from './rows/tracked-rows.ts';

const sources: readonly RowSource[] = [trackedRows, containerRows, siteRecoveryRows, backupRows];

/** All rows of a table, or undefined where there is no such table. */
export function rowsOf(world: World, table: string): Row[] | undefined {
  const feeding = sources.filter((source) => source.table === table.toLowerCase());
  if (feeding.length === 0) return undefined;
  return feeding.flatMap((source) => [...source.rows(world)]);
}
