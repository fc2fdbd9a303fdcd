import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { OptionsReport } from '../protection/read-options.ts';
import { regionKey } from '../protection/resource-id.ts';
import { standingOf } from '../protection/standing.ts';
import { backup, backupElsewhere } from './backup-options.ts';
import { standingWords } from './machine-words.ts';
import { newest, offUnless, pointsOf, type Stand, unknown } from './option-stand.ts';
import { regionTitle } from './region-title.ts';
import { ago, inWords } from './words.ts';

/** One way of protecting a machine, and how far this machine has it. */
export interface Option extends Known, Stand {}

/** The same for every machine. */
interface Known {
  readonly name: string;
  readonly loses: string;
  readonly takes: string;
  readonly costs: string;
}

export const optionsOf = (report: OptionsReport): readonly Option[] => [
  { ...known.siteRecovery, ...siteRecovery(report) },
  { ...known.backup, ...backup(report) },
  { ...known.backupElsewhere, ...backupElsewhere(report) },
  {
    ...known.restorePoints,
    ...copies(report, 'restore-point', 'disk, VM', `restore-point create ${report.machine} --copy-to <region>`),
  },
  { ...known.snapshots, ...copies(report, 'snapshot', 'disk', `snapshot create ${report.machine}`) },
  { ...known.storage, ...storage(report) },
];

const known = {
  siteRecovery: {
    name: 'Site Recovery',
    loses: 'minutes',
    takes: 'minutes',
    costs: 'each VM by the month, replica disks, cache storage, traffic between regions',
  },
  backup: {
    name: 'Azure Backup',
    loses: 'up to a day (4 hours with an enhanced policy)',
    takes: 'an hour or more, by size',
    costs: 'each VM by its size, what is stored by its redundancy',
  },
  backupElsewhere: {
    name: 'Azure Backup in the paired region',
    loses: 'up to 36 hours',
    takes: 'an hour or more, by size',
    costs: 'geo-redundant storage at a higher price',
  },
  restorePoints: {
    name: 'Restore points',
    loses: 'since the last one, as you schedule them',
    takes: 'minutes to an hour',
    costs: 'what changed between them; copies by traffic and storage',
  },
  snapshots: {
    name: 'Snapshots of disks',
    loses: 'since the last one; disks of one VM are not of one moment',
    takes: 'minutes to an hour',
    costs: 'the used size of each, incremental ones by what changed',
  },
  storage: {
    name: 'Storage redundancy',
    loses: 'nothing in a zone; of an account, what was not yet copied',
    takes: 'at once (zone); an account by failover, an hour',
    costs: 'the price of the redundancy',
  },
} satisfies Record<string, Known>;

const siteRecovery = (report: OptionsReport): Stand => {
  const { item, machine, unread } = report;
  const stays = item !== undefined && regionKey(item.sourceRegion) === regionKey(item.targetRegion);
  const rest = { covers: stays ? 'VM, zone' : 'VM, zone, region', outlivesRegion: !stays };
  if (item) return { ...rest, ...replicated(item, report) };
  return { ...rest, ...offUnless(unread.recovery), command: `protect ${machine} --to <region>` };
};

const replicated = (item: ProtectedItem, { machine, now }: OptionsReport): Pick<Stand, 'is' | 'now' | 'command'> => {
  const standing = standingOf(item);
  const words = `to ${regionTitle(item.targetRegion)}: ${standingWords(standing)}`;
  switch (standing.kind) {
    case 'protected':
    case 'drill-waits': {
      const rpo = item.rpoSeconds === undefined ? '' : `, RPO ${inWords(item.rpoSeconds)}`;
      const drilled = item.lastDrillAt ? `drilled ${ago(item.lastDrillAt, now)}` : 'never drilled';
      return { is: 'protects', now: `replicated to ${regionTitle(item.targetRegion)}${rpo}, ${drilled}`, command: '' };
    }
    case 'failed-over': {
      const back = `reprotect ${machine}`;
      return { is: 'off', now: words, command: standing.committed ? back : `commit ${machine}, then ${back}` };
    }
    case 'failed-to-begin':
      return { is: 'off', now: words, command: `unprotect ${machine}, then protect ${machine}` };
    default:
      return { is: 'begun', now: words, command: '' };
  }
};

const copies = (
  report: OptionsReport,
  mechanism: 'restore-point' | 'snapshot',
  covers: string,
  command: string,
): Stand => {
  const own = pointsOf(report, mechanism);
  const usable = own.filter(({ restorable }) => restorable.now);
  const home = report.vm?.region;
  const away = usable.some(({ region, copyOf }) =>
    home ? regionKey(region) !== regionKey(home) : copyOf !== undefined,
  );
  const none = report.unread.copies ? unknown : { is: 'off' as const, now: 'none' };
  return {
    ...(own.length > 0 ? { is: usable.length > 0 ? 'protects' : 'begun', now: newest(own, report.now) } : none),
    covers: away ? `${covers}, region (copied)` : `${covers}; a region when copied`,
    outlivesRegion: away,
    command,
  };
};

/** Of managed disks only their type can be chosen; accounts have redundancies of their own. */
const storage = ({ vm }: OptionsReport): Stand => {
  const chosen = {
    covers: 'disk',
    outlivesRegion: false,
    command: 'zone-redundant disks, chosen when disks are created',
  };
  if (!vm) return { ...chosen, ...unknown };
  if (vm.disks.some(({ blobUri }) => blobUri !== undefined))
    return {
      ...chosen,
      is: 'off',
      now: 'disks are page blobs: as their storage account is kept',
      command: 'storage set-redundancy <account> geo',
    };
  return vm.disks.length > 0 && vm.disks.every(({ type }) => type?.endsWith('_ZRS'))
    ? { ...chosen, is: 'protects', now: 'disks in three zones', covers: 'disk, zone' }
    : { ...chosen, is: 'off', now: 'disks in one place, three times' };
};
