import { accountRedundancyBody } from '../../azure-bodies/places.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { StorageAccount } from '../../ports/azure/estate.ts';
import type { Target } from '../../ports/names.ts';
import { blocked, passed, warning } from '../../readiness/checks.ts';
import { regionTitle } from '../../views/region-title.ts';
import { ago, inWords, moment, secondsBetween } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';

interface Wanted {
  readonly account: Target;
  readonly planned: boolean;
}

/** Approval covers so much more loss than was shown. */
const graceMinutes = 15;

/** What making the copy of a storage account its only truth would do. */
export const planStorageFailover = async (
  { account: target, planned }: Wanted,
  context: PlanContext,
): Promise<Plan> => {
  const { value: account } = await context.readers.estate.storageAccount(target.resources[0] ?? '');
  const now = context.now();
  const there = account.secondaryRegion ? regionTitle(account.secondaryRegion) : 'nowhere';
  const lossMinutes = account.lastSyncAt && Math.ceil(secondsBetween(account.lastSyncAt, now) / 60);
  return {
    title: `fail storage account ${account.name} over, ${regionTitle(account.region)} -> ${there}${planned ? ', planned' : ''}`,
    lines: [{ title: account.name, detail: `${account.sku}; ${syncWords(account, now)}` }],
    consequences: planned ? plannedWords(account, there) : unplannedWords(account, there, now),
    checks: checksOf(account, planned),
    facts: {
      decisive: {
        account: account.id.toLowerCase(),
        direction: `${account.region} -> ${account.secondaryRegion}`,
        kind: planned ? 'planned' : 'unplanned',
      },
      bounded:
        planned || lossMinutes === undefined
          ? {}
          : { 'data loss': { now: lossMinutes, most: lossMinutes + graceMinutes, unit: 'minutes' } },
      shown: {},
    },
    writes: [
      {
        action: 'Microsoft.Storage/storageAccounts/failover/action',
        resource: account.id,
        call: { method: 'POST' },
        az: `az storage account failover --ids "${account.id}"${planned ? ' --failover-type Planned' : ''} --yes`,
      },
    ],
    vms: 0,
    work: {
      workflow: 'fail-over-storage',
      order: { accountId: account.id, name: account.name, to: there, planned },
      locks: [{ machine: account.id.toLowerCase(), kind: 'move' }],
    },
  };
};

const syncWords = ({ lastSyncAt }: StorageAccount, now: Date): string =>
  lastSyncAt
    ? `last synchronised ${moment(lastSyncAt, now)} (${ago(lastSyncAt, now)})`
    : 'Azure says no time of the last synchronisation';

const unplannedWords = ({ lastSyncAt, region, skuAfterFailover }: StorageAccount, there: string, now: Date) => [
  lastSyncAt
    ? `What you lose: everything written in the last ${inWords(secondsBetween(lastSyncAt, now))}, for good, even if ${regionTitle(region)} comes back.`
    : 'What you lose: not known. Azure gives no time of the last synchronisation.',
  `What stops: the account cannot be written while its name moves to ${there}, usually for an hour or less.`,
  `Afterwards it is ${skuAfterFailover ?? 'locally redundant'} in ${there} alone. To have a copy again: storage set-redundancy, which copies everything anew and costs the transfer.`,
  'What manages the account does not move with it: while the region where it was created is down, its redundancy and other settings cannot be changed.',
  'VMs do not move either. One whose disks are page blobs in it holds the failover back: shut it down and delete it first, and keep the disks. Managed disks are not in it.',
  'Azure does not support it for accounts that Azure File Sync or object replication uses.',
  'If a whole region is lost for good, Azure may do this by itself for all accounts in it. It decides whether and when: no plan should wait for that.',
];

const plannedWords = ({ region }: StorageAccount, there: string) => [
  `What you lose: nothing. Azure first brings everything over, and then ${there} and ${regionTitle(region)} change places; the copy stays.`,
  'What stops: the account cannot be written while that goes on, usually for an hour or less.',
  'Azure does not support it for accounts with a change feed, point-in-time restore or object replication.',
];

const checksOf = (account: StorageAccount, planned: boolean): readonly Check[] => {
  const { name, secondaryRegion, canFailover, canPlannedFailover } = account;
  if (!secondaryRegion)
    return [
      blocked(
        name,
        `it is ${account.sku}: there is no copy in another region.`,
        `For the next time: storage set-redundancy ${name} geo`,
      ),
    ];
  if (!canFailover)
    return [
      blocked(name, 'Azure says that its copy is not ready.', `Look again in some minutes: storage show ${name}`),
    ];
  if (planned && !canPlannedFailover)
    return [
      blocked(
        name,
        'Azure allows no planned failover now: both regions have to work for one.',
        'Leave --planned out, and read what is lost.',
      ),
    ];
  if (!planned && canPlannedFailover)
    return [
      warning(
        name,
        'both regions work: it could be done without losing anything.',
        'Add --planned, unless its region is about to be lost.',
      ),
    ];
  return [passed(name, 'Azure says that it can be failed over.')];
};

/** What keeping a copy of a storage account in the paired region would do. */
export const planStorageRedundancy = async (target: Target, { readers }: PlanContext): Promise<Plan> => {
  const { value: account } = await readers.estate.storageAccount(target.resources[0] ?? '');
  const [before, after] = [account.sku, geoOf(account.sku)];
  return {
    title: `keep a copy of storage account ${account.name} in the region paired with ${regionTitle(account.region)}`,
    lines: [{ title: account.name, detail: `${before} -> ${after ?? 'nothing that is known here'}` }],
    consequences: [
      'Everything in it is copied, which costs the transfer and about twice the storage; until that is done it cannot be failed over.',
      'Copies follow within minutes as a rule; Azure gives no promise. They can be read only after a failover.',
    ],
    checks: [redundancyCheck(account, after)],
    facts: {
      decisive: { account: account.id.toLowerCase(), change: `${before} -> ${after ?? 'none'}` },
      bounded: {},
      shown: {},
    },
    writes: [
      {
        action: 'Microsoft.Storage/storageAccounts/write',
        resource: account.id,
        call: { method: 'PATCH', body: accountRedundancyBody(after ?? before) },
        az: `az storage account update --ids "${account.id}" --sku ${after}`,
      },
    ],
    vms: 0,
    work: {
      workflow: 'set-storage-redundancy',
      order: { accountId: account.id, name: account.name, sku: after ?? before },
      locks: [{ machine: account.id.toLowerCase(), kind: 'configure' }],
    },
  };
};

/** Azure changes how many regions hold an account, never in place whether zones do. */
const geoOf = (sku: string): string | undefined =>
  ({ Standard_LRS: 'Standard_GRS', Standard_ZRS: 'Standard_GZRS' })[sku];

const redundancyCheck = ({ name, sku, secondaryRegion }: StorageAccount, after: string | undefined): Check => {
  if (secondaryRegion)
    return blocked(
      name,
      `it is copied to ${regionTitle(secondaryRegion)} already (${sku}).`,
      `See how far: storage show ${name}`,
    );
  if (!after)
    return blocked(
      name,
      `Azure keeps no copies of ${sku} accounts.`,
      'Create a standard account, and copy the data there.',
    );
  return passed(name, 'it can be changed in place.');
};
