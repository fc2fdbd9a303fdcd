import { onTestFinished } from 'vitest';
import type { Azure } from '../../adapters/azure/azure.ts';
import type { RedisConnection } from '../../adapters/redis/connection.ts';
import { commands } from '../../commands/index.ts';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import { Desk } from '../../src/approvals/desk.ts';
import { createLiveRoles } from '../../src/authorization/live-roles.ts';
import { createPolicyFor } from '../../src/authorization/policy-for.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { createAzureNames } from '../../src/names/azure-names.ts';
import { createCatalogue } from '../../src/names/catalogue.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import { OperationsDesk } from '../../src/operations/desk.ts';
import { createWorker } from '../../src/operations/start-worker.ts';
import { fold } from '../../src/operations/state.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { workflows } from '../../src/workflows/index.ts';
import { startAzureWorld } from '../adapters/azure/azure-world.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { shown, startTalk } from '../sample/talk.ts';

/** The whole bot between a typed line and Azure: a front that reads, workers that carry out, and a store between them. */
export const startJourney = async (connect: () => Promise<RedisConnection>, policy: Policy) => {
  // The bot's clock is Redis', so Azure's has to begin there too: its jobs are looked for by when they began.
  const world = await startAzureWorld({ scenario: { ...contoso, start: new Date().toISOString() } });
  onTestFinished(() => world.close());
  const store = await openStore(await connect());
  const [approvals, journal] = [approvalsOn(store), journalOn(store)];
  const common = { catalog: createCatalog(commands), policy: () => policy, now: () => new Date() };
  const plannerOf = (azure: Azure) => ({ ...common, ...seenBy(azure, common), readers: azure.readers });
  const front = plannerOf(world.connect({ principal: 'front' }));
  const desk = new Desk({
    ...front,
    approvals,
    speaker: createSpeaker({ chats: [], policy: common.policy, banner: undefined, failed: () => {} }),
    terminalMayDecide: () => false,
    workflowVersion: (name) => workflows.find((each) => each.name === name)?.version ?? 0,
  });
  const operations = new OperationsDesk({ ...front, journal });
  const talk = startTalk({ ...front, desk, decisions: desk, operations });
  const say = async (who: string, line: string) => shown(await talk.say(who, line));

  /** Each turn by a worker that knows nothing but the journal, as after a crash; Azure's time passes between them. */
  const carryOut = async (id: string, turns: number, seconds: number) => {
    for (let turn = 0; turn < turns; turn += 1) {
      const own = world.connect({ principal: 'worker' });
      const parts = { ...plannerOf(own), journal, workflows, sealKey: 'key', tools: own, changed: async () => {} };
      await createWorker(parts)(id);
      if ((await state(id)).ended) return;
      world.azure.clock.advance(seconds);
    }
  };
  const state = async (id: string) => fold(id, (await journal.read(id)) ?? { version: 0, entries: [] });
  const digest = async () => (await approvals.pending())[0]?.digest.slice(0, 4) ?? 'none';
  return { world, say, carryOut, state, digest };
};

/** What one identity makes of names and of people. */
const seenBy = (
  { readers, roles }: Azure,
  { policy, now }: { readonly policy: () => Policy; readonly now: () => Date },
) => ({
  names: createCatalogue({
    policyNames: createPolicyNames(policy),
    source: createAzureNames({ readers, policy, now }),
    every: () => () => {},
    report: () => {},
  }),
  policyFor: createPolicyFor({ policy, roles: createLiveRoles({ roles, now }) }),
});
