import { expect, onTestFinished, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import { Desk } from '../../src/approvals/desk.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { createAzureNames } from '../../src/names/azure-names.ts';
import { createCatalogue } from '../../src/names/catalogue.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import { OperationsDesk } from '../../src/operations/desk.ts';
import { createElapsedClock } from '../../src/operations/elapsed-clock.ts';
import { createWorker } from '../../src/operations/start-worker.ts';
import { fold } from '../../src/operations/state.ts';
import type { Area } from '../../src/policy/policy.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { workflows } from '../../src/workflows/index.ts';
import { type AzureWorld, sending, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { approvalsOn, journalOn, keptOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { everything, gives, samplePolicy } from '../sample/policy.ts';
import { shown, startTalk } from '../sample/talk.ts';

/** The bot's clock is Redis', so Azure's has to begin there too: its jobs are looked for by when they began. */
const scenario = { ...contoso, start: new Date().toISOString() };

const everywhere: readonly Area[] = ['recovery', 'backup', 'copies'];

/** Ana asks, Cleo agrees; both may do everything in every area. */
const policy = samplePolicy({
  applications: [],
  grants: ['ana', 'cleo'].map((who) => ({
    ...gives(who, 'contributor', everything),
    gives: { kind: 'level', level: 'contributor', areas: everywhere },
  })),
});

describeOnEachRedis('From the typed line to the end in Azure', (connect) => {
  const start = async () => {
    const world = await startAzureWorld({ scenario });
    onTestFinished(() => world.close());
    const store = await openStore(await connect());
    const [approvals, journal] = [approvalsOn(store), journalOn(store)];
    const now = () => new Date();
    const front = world.connect({ principal: 'front' });
    const namesOf = ({ readers }: typeof front) =>
      createCatalogue({
        policyNames: createPolicyNames(() => policy),
        source: createAzureNames({ readers, policy: () => policy, now }),
        every: () => () => {},
        report: () => {},
      });
    const kept = keptOn(store);
    const common = { catalog: createCatalog(commands), policy: () => policy, now, kept };
    const planner = { ...common, names: namesOf(front), readers: front.readers };
    const desk = new Desk({
      ...planner,
      approvals,
      speaker: createSpeaker({ chats: [], policy: () => policy, banner: undefined, failed: () => {} }),
      terminalMayDecide: () => false,
      workflowVersion: (name) => workflows.find((each) => each.name === name)?.version ?? 0,
    });
    const operations = new OperationsDesk({ journal, policy: () => policy, now });
    const talk = startTalk({ ...planner, desk, decisions: desk, operations });
    const say = async (who: string, line: string) => shown(await talk.say(who, line));

    /** Each turn by a worker that knows nothing but the journal, as after a crash; Azure's time passes between them. */
    const carryOut = async (id: string, turns: number, seconds: number) => {
      for (let turn = 0; turn < turns; turn += 1) {
        const own = world.connect({ principal: 'worker' });
        const work = createWorker({
          ...common,
          names: namesOf(own),
          readers: own.readers,
          journal,
          workflows,
          elapsedMs: createElapsedClock(),
          sealKey: 'key',
          tools: { ...own, kept },
          changed: async () => {},
        });
        await work(id);
        if ((await state(id)).ended) return;
        world.azure.clock.advance(seconds);
      }
    };
    const state = async (id: string) => fold(id, (await journal.read(id)) ?? { version: 0, entries: [] });
    const digest = async () => (await approvals.pending())[0]?.digest.slice(0, 4) ?? 'none';
    return { world, say, carryOut, state, digest };
  };

  const failoversIn = (world: AzureWorld) => world.arrived().filter((each) => each?.endsWith('_UnplannedFailover'));

  test('a machine fails over once, after somebody else agreed', async () => {
    const { world, say, carryOut, state, digest } = await start();
    expect(await say('ana', 'failover pay-web-01 --reason "INC-88123"')).toMatch(/^DR-1001 waits for 1 approval/u);
    expect(await say('cleo', `approve DR-1001 ${await digest()}`)).toContain('It is carried out.');
    expect(failoversIn(world)).toEqual([]);

    await carryOut('DR-1001', 30, 60);

    expect(await state('DR-1001')).toMatchObject({
      ended: { outcome: 'done' },
      steps: [{ standing: { kind: 'done' } }],
    });
    expect(failoversIn(world)).toHaveLength(1);
    const { value: items } = await world.connected.readers.recovery.items('fresh');
    expect(items.find(({ vmName }) => vmName === 'pay-web-01')).toMatchObject({ activeLocation: 'target' });
    expect(await say('ana', 'operation DR-1001')).toContain('approved by Cleo Wirth');
    expect(await say('ana', 'failover pay-web-01')).toContain('Azure does not allow a failover now');
  });

  test('a failover whose answer nobody heard is found in Azure, and not sent again', async () => {
    const { world, say, carryOut, state, digest } = await start();
    await say('ana', 'failover pay-web-01');
    await say('cleo', `approve DR-1001 ${await digest()}`);
    const operation = 'ReplicationProtectedItems_UnplannedFailover';
    world.azure.faults.add({ operation, times: 1 }, { kind: 'drop-after-accepting' });

    await carryOut('DR-1001', 2, 1);
    expect(await state('DR-1001')).toMatchObject({ steps: [{ standing: { kind: 'unknown' } }] });
    await carryOut('DR-1001', 30, 60);

    expect(await state('DR-1001')).toMatchObject({ ended: { outcome: 'done' } });
    expect(failoversIn(world)).toHaveLength(1);
  });

  test('a restore point is copied to another region and followed until every disk is there', async () => {
    const { world, say, carryOut, state } = await start();
    const collection = world.id('payments', 'Microsoft.Compute/restorePointCollections/pay-web-01');
    const vm = world.id('payments', 'Microsoft.Compute/virtualMachines/pay-web-01');
    const { copies } = world.connected.writers;
    await copies.createCollection({ id: collection, region: 'eastus', sourceId: vm }, sending());
    const point = { id: `${collection}/restorePoints/nightly`, consistency: 'crash', excludeDiskIds: [] } as const;
    await copies.createRestorePoint(point, sending());
    world.azure.clock.advance(600);

    expect(await say('ana', 'restore-point copy pay-web-01 nightly --to westus')).toMatch(/^DR-1001: Started/u);
    await carryOut('DR-1001', 60, 900);

    expect(await state('DR-1001')).toMatchObject({
      ended: { outcome: 'done' },
      steps: [
        { standing: { kind: 'done' } },
        { standing: { kind: 'done' } },
        { standing: { kind: 'done', evidence: expect.stringMatching(/^all \d+ disks? at 100 %$/u) } },
      ],
    });
    const { value: collections } = await world.connected.readers.copies.collections('fresh');
    expect(collections.find(({ sourceCollectionId }) => sourceCollectionId)).toMatchObject({ region: 'westus' });
    expect(await say('ana', 'restore-point copy pay-web-01 nightly --to westus')).toContain('has a copy of it already');
  });
});
