import { expect } from 'vitest';
import { contoso } from '../../../rehearsal/azure/scenarios/contoso.ts';
import type { Scenario } from '../../../rehearsal/azure/world/scenario.ts';
import type { Application, Policy } from '../../../src/policy/policy.ts';
import type { ProtectedItem } from '../../../src/ports/azure/recovery.ts';
import type { Bench } from '../../harness/bench.ts';
import { policyOfBoth } from './both.ts';

export const machines = ['pay-web-01', 'pay-web-02', 'pay-app-01', 'pay-db-01'];

/** Payments alone: what others have would only take time to be read. */
export const paymentsAlone: Scenario = {
  ...contoso,
  applications: contoso.applications.filter(({ name }) => name === 'payments'),
};

/** The same before anything protects it. */
export const unprotected: Scenario = {
  ...paymentsAlone,
  applications: paymentsAlone.applications.map(({ plan: _, machines: all, ...payments }) => ({
    ...payments,
    machines: all.map((machine) => ({ ...machine, replication: 'none' })),
  })),
};

const subscription = contoso.subscriptions[0]?.id;

const payments: Application = {
  name: 'payments',
  title: 'Payments',
  vms: machines.map(
    (name) =>
      `/subscriptions/${subscription}/resourcegroups/payments/providers/microsoft.compute/virtualmachines/${name}`,
  ),
  resourceGroups: [],
  rpoSeconds: 900,
  rtoSeconds: 1800,
};

export const policyOfPayments: Policy = { ...policyOfBoth, applications: [payments] };

const itemsOf = async ({ world }: Bench): Promise<readonly ProtectedItem[]> => {
  const { value: items } = await world.connected.readers.recovery.items('fresh');
  return machines.flatMap((name) => items.find(({ vmName }) => vmName === name) ?? []);
};

/** Where each of them runs, in Azure's own words. */
export const placesOf = async (bench: Bench): Promise<readonly string[]> =>
  (await itemsOf(bench)).map(({ activeLocation, sourceRegion }) => `${activeLocation} of ${sourceRegion}`);

export const allOf = (place: string): readonly string[] => machines.map(() => place);

/** A text that has a line of each of them; the platforms break lines differently. */
export const expectEach = (text: string, pattern: (name: string) => string): void => {
  for (const name of machines) expect(text).toMatch(new RegExp(pattern(name), 'u'));
};
