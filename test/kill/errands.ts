import { setTimeout as pause } from 'node:timers/promises';
import type { Storm } from './storm.ts';
import { failoverCall, noRoom } from './verdict.ts';

/** Machines that can be failed over. */
const machines = [
  ...['pay-web-01', 'pay-web-02', 'pay-app-01', 'pay-db-01', 'shop-web-01', 'shop-web-02', 'shop-web-03'],
  ...['shop-app-01', 'shop-app-02', 'shop-db-01', 'ledger-app-01', 'wiki-01', 'wiki-db-01', 'mail-01'],
];

/** Of these a restore point is copied, besides. */
const copied = ['pay-web-01', 'pay-web-02', 'shop-web-01', 'shop-web-02', 'wiki-01', 'mail-01'];

const group = (machine: string): string =>
  ({ pay: 'payments', shop: 'shop', ledger: 'ledger' })[machine.split('-')[0] ?? ''] ?? 'intranet';

const failover = (machine: string): string => `failover ${machine} --reason "INC-88123"`;
const copy = (machine: string): string => `restore-point copy ${machine}/nightly --to westus`;

/** What is asked of the bot in a storm, both workflows mixed. */
export const errands: readonly string[] = machines.flatMap((machine, index) => {
  const other = copied[index / 2];
  return other ? [failover(machine), copy(other)] : [failover(machine)];
});

/** One of the failovers ends badly, half way. */
export const spoilOne = ({ azure }: Storm): void =>
  azure.faults.add(
    { operation: failoverCall, path: /wiki-01/iu },
    { kind: 'fail-at', percent: 50, code: '150097', message: noRoom },
  );

/** The points that are going to be copied. */
export const makePoints = async (storm: Storm): Promise<void> => {
  const { copies } = storm.contributor.writers;
  for (const machine of copied) {
    const compute = storm.idOf(group(machine), 'Microsoft.Compute');
    const collection = `${compute}/restorePointCollections/${machine}`;
    const region = ['pay', 'shop'].includes(machine.split('-')[0] ?? '') ? 'eastus' : 'eastus2';
    const sending = () => ({ requestId: crypto.randomUUID() });
    const sourceId = `${compute}/virtualMachines/${machine}`;
    await copies.createCollection({ id: collection, region, sourceId, tags: {} }, sending());
    const point = { id: `${collection}/restorePoints/nightly`, consistency: 'crash', excludeDiskIds: [] } as const;
    await copies.createRestorePoint(point, sending());
  }
  // Azure takes minutes to make a point; so much of its time passes meanwhile.
  await pause((1000 * 900) / storm.azure.clock.speed);
};
