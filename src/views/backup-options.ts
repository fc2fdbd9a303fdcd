import type { BackupItem } from '../ports/azure/backup.ts';
import type { Vault } from '../ports/azure/places.ts';
import type { OptionsReport } from '../protection/read-options.ts';
import { newest, offUnless, pointsOf, type Stand } from './option-stand.ts';
import { ago, moment } from './words.ts';

export const backup = (report: OptionsReport): Stand => {
  const { backup: item, unread } = report;
  return {
    ...(item ? { is: standOf(item), now: backupWords(item, report) } : offUnless(unread.backup)),
    covers: 'disk, VM',
    outlivesRegion: false,
    command: enableWords(report),
  };
};

const standOf = ({ state, lastBackupAt }: BackupItem): Stand['is'] => {
  if (state === 'stopped' || state === 'soft-deleted') return 'off';
  return lastBackupAt ? 'protects' : 'begun';
};

const backupWords = (item: BackupItem, report: OptionsReport): string => {
  const { state, lastBackupAt, lastBackupSucceeded, deleteAt } = item;
  const [vault, now] = [`vault ${report.vault?.name ?? 'not known'}`, report.now];
  if (state === 'soft-deleted') return `${vault}: deleted, kept${deleteAt ? ` until ${moment(deleteAt, now)}` : ''}`;
  if (!lastBackupAt) return `${vault}: no backup yet`;
  const last = `last backup ${ago(lastBackupAt, now)}${lastBackupSucceeded === false ? ', failed' : ''}`;
  return state === 'stopped' ? `${vault}: stopped, its backups kept; ${last}` : `${vault}: ${last}`;
};

/** What a stop has left can still be restored, but nothing is added to it: that is not protection any more. */
export const backupElsewhere = (report: OptionsReport): Stand => {
  const { backup: item, vault, unread } = report;
  const points = pointsOf(report, 'backup-secondary');
  const stopped = item !== undefined && standOf(item) === 'off';
  const isOn = !stopped && (points.length > 0 || (item !== undefined && vault?.crossRegionRestore === true));
  const shown = points.length > 0 ? newest(points, report.now) : 'no point there yet';
  const is = points.some(({ restorable }) => restorable.now) ? 'protects' : 'begun';
  const off = points.length > 0 ? { is: 'off' as const, now: `stopped: ${shown}` } : offUnless(unread.backup);
  return {
    ...(isOn ? { is, now: shown } : off),
    covers: 'disk, VM, zone, region',
    outlivesRegion: true,
    command: elsewhereWords(report),
  };
};

const enableWords = (report: OptionsReport): string => {
  const { backup: item, vault, vaults, machine } = report;
  const into = (item ? vault : (vaults.find(crosses) ?? vaults[0]))?.name;
  const enable = `backup enable ${machine} --vault ${into ?? '<name>'}`;
  if (into === undefined) return `${create(report)}, then ${enable}`;
  return item?.state === 'soft-deleted' ? `backup undelete ${machine}, then ${enable}` : enable;
};

const crosses = ({ crossRegionRestore }: Vault): boolean => crossRegionRestore;

const create = ({ vm }: OptionsReport): string =>
  `vault create <name> --for backup --region ${vm?.region ?? '<region>'}`;

/** Once a vault backs something up its redundancy is fixed: only one that is geo-redundant can still be opened up. */
const elsewhereWords = (report: OptionsReport): string => {
  const { backup: item, vault, vaults, machine } = report;
  const chosen = item ? vault : (vaults.find(crosses) ?? vaults.find(({ redundancy }) => redundancy === 'geo'));
  if (!chosen) return [create(report), open('<name>'), `backup enable ${machine} --vault <name>`].join(', then ');
  if (chosen.redundancy !== 'geo')
    return `another vault, because the redundancy of ${chosen.name} is fixed: ${create(report)}`;
  const enable = item && standOf(item) !== 'off' ? [] : [enableWords({ ...report, vaults: [chosen] })];
  return [...(chosen.crossRegionRestore ? [] : [open(chosen.name)]), ...enable].join(', then ');
};

const open = (vault: string): string => `vault enable-cross-region ${vault}`;
