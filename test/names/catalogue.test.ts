import { expect, test } from 'vitest';
import { createAzureNames } from '../../src/names/azure-names.ts';
import { createCatalogue } from '../../src/names/catalogue.ts';
import type { Found, NameSource } from '../../src/names/name-source.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import type { Target } from '../../src/ports/names.ts';
import {
  now,
  plainGaps,
  reading,
  recoveryVault,
  sampleItem,
  sampleReaders,
  sampleVault,
  sampleVm,
} from '../sample/azure.ts';
import { samplePolicy, vmId, vmInPayments } from '../sample/policy.ts';

const vm = (group: string, name: string, subscription?: string): Target => {
  const id = vmId(group, name);
  return { kind: 'vm', name, where: group, resources: [subscription ? id.replace(/5a1e[^/]*/u, subscription) : id] };
};

/** A source that answers what it is told to, a clock that is turned by hand. */
const start = (answer: () => Found, points: NameSource['pointsOf'] = async () => ({ targets: [], missing: [] })) => {
  const asked: string[] = [];
  const reported: unknown[] = [];
  let tick = () => {};
  const catalogue = createCatalogue({
    policyNames: createPolicyNames(() => samplePolicy()),
    source: {
      read: async (kinds, how) => {
        asked.push(how);
        const { targets, missing } = answer();
        return { targets: targets.filter(({ kind }) => kinds.includes(kind)), missing };
      },
      pointsOf: points,
    },
    every: (_ms, run) => {
      tick = run;
      return () => {
        tick = () => {};
      };
    },
    report: (problem) => reported.push(problem),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const turn = async () => {
    tick();
    await settle();
  };
  return { catalogue, asked, reported, settle, turn };
};

const namesOf = (targets: readonly Target[]) => targets.map(({ name, where }) => `${where}/${name}`).sort();

test('names of Azure and of the policy are one list, each machine once', async () => {
  const { catalogue, settle } = start(() => ({
    targets: [vm('rg-payments', 'pay-web-01'), vm('rg-other', 'stranger')],
    missing: [],
  }));

  catalogue.start();
  await settle();

  const names = namesOf(catalogue.known(['vm']));
  expect(names.filter((name) => name.endsWith('pay-web-01'))).toEqual(['rg-payments/pay-web-01']);
  expect(names).toContain('rg-other/stranger');
  expect(names).toContain('rg-orders/ord-db-01');
});

test('suggestions come from memory, before the first answer and while a question is open', () => {
  const { catalogue, asked } = start(() => ({ targets: [], missing: [] }));

  expect(catalogue.known(['vm']).length).toBeGreaterThan(0);
  expect(asked).toEqual([]);
});

test('the first look into memory waits for Azure once, the next ones not at all', async () => {
  const { catalogue, asked } = start(() => ({ targets: [vm('rg-other', 'stranger')], missing: [] }));

  expect(await catalogue.resolve(['vm'], 'stranger', 'remembered')).toHaveLength(1);
  expect(await catalogue.resolve(['vm'], 'nobody', 'remembered')).toEqual([]);
  expect(asked).toEqual(['shared']);
});

test('what decides is asked of Azure, never remembered', async () => {
  let there = [vm('rg-payments', 'pay-web-01')];
  const { catalogue, asked } = start(() => ({ targets: there, missing: [] }));
  await catalogue.resolve(['vm'], 'pay-web-01', 'remembered');

  there = [];
  expect(await catalogue.resolve(['vm'], 'pay-web-01', 'fresh')).toEqual([]);
  expect(asked).toEqual(['shared', 'fresh']);
});

test('a name that half of Azure does not know is not called unknown', async () => {
  const { catalogue } = start(() => ({ targets: [], missing: plainGaps('Subscription B does not answer.') }));

  await expect(catalogue.resolve(['vm'], 'stranger', 'fresh')).rejects.toThrow('look up stranger');
});

test('twins are told apart by their groups, and twins in groups of one name by their subscriptions', async () => {
  const { catalogue } = start(() => ({
    targets: [vm('rg-a', 'twin'), vm('rg-b', 'twin'), vm('rg-a', 'twin', 'second')],
    missing: [],
  }));

  const found = await catalogue.resolve(['vm'], 'twin', 'fresh');

  const first = '5a1e0000-0000-0000-0000-000000000001';
  expect(namesOf(found)).toEqual([`${first}/rg-a/twin`, 'rg-b/twin', 'second/rg-a/twin']);
  expect(await catalogue.resolve(['vm'], 'second/rg-a/twin', 'fresh')).toHaveLength(1);
});

test('a region goes by its name and by its title', async () => {
  const { catalogue } = start(() => ({
    targets: [{ kind: 'region', name: 'westus2', where: 'West US 2', resources: [] }],
    missing: [],
  }));

  for (const name of ['westus2', 'West US 2', 'WESTUS 2']) {
    expect(await catalogue.resolve(['region'], name, 'fresh')).toHaveLength(1);
  }
});

test('names are kept while Azure answers in part, and fade when it answers in full', async () => {
  let answer: Found = { targets: [vm('rg-other', 'stranger')], missing: [] };
  const { catalogue, settle, turn } = start(() => answer);
  catalogue.start();
  await settle();

  answer = { targets: [], missing: plainGaps('A region is down.') };
  await turn();
  expect(namesOf(catalogue.known(['vm']))).toContain('rg-other/stranger');

  answer = { targets: [], missing: [] };
  await turn();
  expect(namesOf(catalogue.known(['vm']))).not.toContain('rg-other/stranger');
});

test('a failed refresh is reported, memory stays, and the next round tries again', async () => {
  let fail = false;
  const { catalogue, reported, settle, turn } = start(() => {
    if (fail) throw new Error('no');
    return { targets: [vm('rg-other', 'stranger')], missing: [] };
  });
  catalogue.start();
  await settle();

  fail = true;
  await turn();
  expect(reported).toHaveLength(1);
  expect(namesOf(catalogue.known(['vm']))).toContain('rg-other/stranger');
});

test('points are read for a few machines each round, and found again by their machine', async () => {
  const asked: string[] = [];
  const { catalogue, settle, turn } = start(
    () => ({ targets: [vm('rg-a', 'one'), vm('rg-a', 'two')], missing: [] }),
    async (machine) => {
      asked.push(machine.name);
      return {
        targets: [{ kind: 'point', name: `sn-${machine.name}`, where: machine.name, resources: machine.resources }],
        missing: [],
      };
    },
  );
  catalogue.start();
  await settle();
  expect(new Set(asked).size).toBe(3);

  await turn();
  await turn();
  expect(namesOf(catalogue.known(['point']))).toContain('one/sn-one');

  const fresh = await catalogue.resolve(['point'], 'one/sn-one', 'fresh');
  expect(fresh).toMatchObject([{ name: 'sn-one', resources: [vmId('rg-a', 'one')] }]);
  expect(await catalogue.resolve(['point'], 'sn-one', 'fresh')).toHaveLength(1);
  expect(await catalogue.resolve(['point'], 'sn-none', 'fresh')).toEqual([]);
});

test('stopped, it asks no more', async () => {
  const { catalogue, asked, settle, turn } = start(() => ({ targets: [], missing: [] }));
  catalogue.start();
  await settle();

  catalogue.stop();
  await turn();
  expect(asked).toEqual(['shared']);
});

test('from Azure come machines, vaults, plans and regions, and a machine that moved is one', async () => {
  const moved = sampleItem('pay-web-01', {
    recoveryVmId: vmId('rg-payments-asr', 'pay-web-01'),
    drillVmId: vmId('rg-payments-asr', 'pay-web-01-test'),
  });
  const { readers } = sampleReaders({
    estate: {
      vms: async () =>
        reading([
          sampleVm('pay-web-01', { id: vmId('rg-payments-asr', 'pay-web-01').toUpperCase() }),
          sampleVm('pay-web-01-test', { id: vmId('rg-payments-asr', 'pay-web-01-test') }),
          sampleVm('pay-web-01'),
        ]),
    },
    recovery: {
      items: async () => reading([moved]),
      plans: async () => reading([{ id: `${recoveryVault}/plans/P`, name: 'P', vaultId: recoveryVault }] as never),
    },
    places: { vaults: async () => reading([sampleVault('recovery')]) },
  });
  const names = createAzureNames({ readers, policy: () => samplePolicy(), now: () => now });

  const { targets } = await names.read(['vm', 'vault', 'recovery-plan', 'region'], 'fresh');

  expect(targets.filter(({ kind }) => kind !== 'region')).toEqual([
    vmInPayments('pay-web-01'),
    { kind: 'vault', name: 'recovery', where: 'rg-vaults', resources: [recoveryVault] },
    { kind: 'recovery-plan', name: 'P', where: 'recovery', resources: [`${recoveryVault}/plans/p`] },
  ]);
  expect(targets.filter(({ kind }) => kind === 'region')).toHaveLength(5);
});
