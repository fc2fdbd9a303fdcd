import { type Area, areas, type Level } from '../policy/policy.ts';

/** What a built-in role of Azure stands for here. */
interface BuiltInRole {
  readonly name: string;
  readonly level: Level;
  readonly areas: readonly Area[];
}

const role = (name: string, level: Level, ...of: readonly Area[]): BuiltInRole => ({ name, level, areas: of });

/**
 * By Azure's id of the role, so that nobody gains anything by calling a role of their own `Site Recovery Operator`.
 * Owner and Contributor may do all of it in Azure, but nobody made them operators of disaster recovery: here they
 * would also be approvers. They may look, as they may in the portal; more is said in lifeboat.yaml.
 * The roles of disks and snapshots each cover a part of what Operator (copies) does; none covers what Contributor does.
 */
export const builtInRoles: Readonly<Record<string, BuiltInRole>> = {
  '6670b86e-a3f7-4917-ac9b-5d6ab1be4567': role('Site Recovery Contributor', 'contributor', 'recovery'),
  '494ae006-db33-4328-bf46-533a6560a3ca': role('Site Recovery Operator', 'operator', 'recovery'),
  'dbaa88c4-0c30-4179-9fb3-46319faa6149': role('Site Recovery Reader', 'reader', 'recovery'),
  '5e467623-bb1f-42f4-a55d-6e525e11384b': role('Backup Contributor', 'contributor', 'backup'),
  '00c29273-979b-4161-815c-10b084fb9324': role('Backup Operator', 'operator', 'backup'),
  'a795c7a0-d4a2-40c1-ae25-d81f01202912': role('Backup Reader', 'reader', 'backup'),
  '7efff54f-a5b4-42b5-a1c5-5411624893ce': role('Disk Snapshot Contributor', 'operator', 'copies'),
  'b50d9833-a0cb-478e-945f-707fcc997c13': role('Disk Restore Operator', 'operator', 'copies'),
  'dfce8971-25e3-42e3-ba33-6055438e3080': role('VM Restore Operator', 'operator', 'copies'),
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': role('Owner', 'reader', ...areas),
  'b24988ac-6180-42a0-ab88-20f7382dd24c': role('Contributor', 'reader', ...areas),
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': role('Reader', 'reader', ...areas),
};
