import { actions, facts, message, note, table } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Mechanism } from '../protection/point.ts';
import type { OptionsReport } from '../protection/read-options.ts';
import { nextLine, type Offer } from './offer.ts';
import { lastNote, missingNotes } from './reading-notes.ts';
import { ago, inWords, listed } from './words.ts';

/** What protects a machine now and what could, side by side: what each covers, loses, takes and costs. */
export const optionsCard = (report: OptionsReport, offer: Offer): Message => {
  const { machine, leftOut } = report;
  const all = options(report);
  const on = all.filter((each) => each.isOn);
  const survives = on.filter((each) => each.outlivesRegion).map(({ name }) => name);
  const buttons = [
    offer(`Show points of ${machine}`, `points ${machine}`),
    offer(`Check ${machine}`, `check ${machine}`),
  ];
  return message(
    `${machine}: ${on.length === 0 ? 'nothing protects it' : `protected by ${listed(on.map(({ name }) => name))}`}. ${
      survives.length > 0
        ? `It outlives the loss of its region by ${listed(survives)}.`
        : 'It would not outlive the loss of its region.'
    }`,
    survives.length > 0 ? 'good' : on.length > 0 ? 'warning' : 'bad',
    table(
      ['Option', 'Now', 'Data lost, as a rule', 'Back in', 'Covers the loss of', 'What it costs by'],
      all.map((each) => [each.name, each.now, each.loses, each.takes, each.covers, each.costs]),
    ),
    facts(...all.flatMap((each) => (each.isOn ? [] : [[`To switch on: ${each.name}`, each.command] as const]))),
    note(
      'Databases inside a VM (SQL Server, SAP HANA) can be backed up by themselves in Azure Backup. This bot does not do that.',
    ),
    leftOut.length > 0 ? note(`Left out: what you may not read (${listed(leftOut)}).`) : undefined,
    ...missingNotes(report),
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};

interface Option {
  readonly name: string;
  readonly isOn: boolean;
  readonly now: string;
  readonly loses: string;
  readonly takes: string;
  readonly covers: string;
  /** As it is now. */
  readonly outlivesRegion: boolean;
  readonly costs: string;
  readonly command: string;
}

const options = (report: OptionsReport): readonly Option[] => [
  siteRecovery(report),
  backup(report),
  backupElsewhere(report),
  restorePoints(report),
  snapshots(report),
  storage(report),
];

const siteRecovery = ({ item, machine, now }: OptionsReport): Option => ({
  name: 'Site Recovery',
  isOn: item !== undefined,
  now: item
    ? `replicated to ${item.targetRegion}${item.rpoSeconds === undefined ? '' : `, RPO ${inWords(item.rpoSeconds)}`}${
        item.lastDrillAt ? `, drilled ${ago(item.lastDrillAt, now)}` : ', never drilled'
      }`
    : 'off',
  loses: 'minutes',
  takes: 'minutes',
  covers: 'VM, zone, region',
  outlivesRegion: true,
  costs: 'each VM by the month, replica disks, cache storage, traffic between regions',
  command: `protect ${machine} --to <region>`,
});

const backup = ({ backup: item, vault, machine, now }: OptionsReport): Option => ({
  name: 'Azure Backup',
  isOn: item !== undefined && item.state !== 'soft-deleted',
  now: item
    ? `vault ${vault?.name ?? 'not known'}: ${item.stateAsAzureSays.toLowerCase()}${item.lastBackupAt ? `, last ${ago(item.lastBackupAt, now)}` : ', none yet'}`
    : 'off',
  loses: 'up to a day (4 hours with an enhanced policy)',
  takes: 'an hour or more, by size',
  covers: 'disk, VM',
  outlivesRegion: false,
  costs: 'each VM by its size, what is stored by its redundancy',
  command: item?.state === 'soft-deleted' ? `backup undelete ${machine}` : `backup enable ${machine} --vault <vault>`,
});

const backupElsewhere = (report: OptionsReport): Option => ({
  name: 'Azure Backup in the paired region',
  isOn:
    report.vault?.crossRegionRestore === true && report.backup !== undefined && report.backup.state !== 'soft-deleted',
  now: report.vault?.crossRegionRestore ? newest(report, 'backup-secondary', 'no point there yet') : 'off',
  loses: 'up to 36 hours',
  takes: 'an hour or more, by size',
  covers: 'disk, VM, zone, region',
  outlivesRegion: report.points.some(({ mechanism, restorable }) => mechanism === 'backup-secondary' && restorable.now),
  costs: 'geo-redundant storage at a higher price',
  command: report.vault
    ? report.vault.redundancy === 'geo'
      ? `vault enable-cross-region ${report.vault.name}`
      : 'a new vault: once it backs something up, the redundancy of this one is fixed'
    : 'vault create <name>, vault redundancy <name> geo, vault enable-cross-region <name>',
});

const restorePoints = (report: OptionsReport): Option => {
  const own = report.points.filter(({ mechanism }) => mechanism === 'restore-point');
  const copied = own.filter(({ copyOf, restorable }) => copyOf !== undefined && restorable.now);
  return {
    name: 'Restore points',
    isOn: own.length > 0,
    now: newest(report, 'restore-point', 'none'),
    loses: 'since the last one, as you schedule them',
    takes: 'minutes to an hour',
    covers: copied.length > 0 ? 'disk, VM, region (copied)' : 'disk, VM; a region when copied',
    outlivesRegion: copied.length > 0,
    costs: 'what changed between them; copies by traffic and storage',
    command: `restore-point create ${report.machine} --copy-to <region>`,
  };
};

const snapshots = (report: OptionsReport): Option => {
  const own = report.points.filter(({ mechanism }) => mechanism === 'snapshot');
  const copied = own.filter(({ copyOf, restorable }) => copyOf !== undefined && restorable.now);
  return {
    name: 'Snapshots of disks',
    isOn: own.length > 0,
    now: newest(report, 'snapshot', 'none'),
    loses: 'since the last one; disks of one VM are not of one moment',
    takes: 'minutes to an hour',
    covers: copied.length > 0 ? 'disk, region (copied)' : 'disk; a region when copied',
    outlivesRegion: copied.length > 0,
    costs: 'the used size of each, incremental ones by what changed',
    command: `snapshot create ${report.machine}`,
  };
};

/** Of managed disks only their type can be chosen; accounts have redundancies of their own. */
const storage = ({ vm }: OptionsReport): Option => {
  const blobs = vm?.disks.filter(({ blobUri }) => blobUri !== undefined) ?? [];
  const zonal = vm?.disks.length ? vm.disks.every(({ type }) => type?.endsWith('_ZRS')) : false;
  return {
    name: 'Storage redundancy',
    isOn: zonal,
    now:
      blobs.length > 0
        ? 'disks are page blobs: as their storage account is kept'
        : zonal
          ? 'disks in three zones'
          : 'disks in one place, three times',
    loses: 'nothing',
    takes: 'at once (zone); an account by failover, an hour',
    covers: zonal ? 'disk, zone' : 'disk',
    outlivesRegion: false,
    costs: 'the price of the redundancy',
    command:
      blobs.length > 0 ? 'storage set-redundancy <account> geo' : 'zone-redundant disks, chosen when disks are created',
  };
};

const newest = ({ points, now }: OptionsReport, mechanism: Mechanism, none: string): string => {
  const own = points.filter((each) => each.mechanism === mechanism);
  const at = own.find((each) => each.at)?.at;
  return own.length === 0 ? none : `${own.length}, the newest ${at ? ago(at, now) : 'of a time that is not known'}`;
};
