import { expect, onTestFinished } from 'vitest';
import type { RedisConnection } from '../../adapters/redis/connection.ts';
import { commands } from '../../commands/index.ts';
import type { Scenario } from '../../rehearsal/azure/world/scenario.ts';
import { Desk } from '../../src/approvals/desk.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { createAzureNames } from '../../src/names/azure-names.ts';
import { createCatalogue } from '../../src/names/catalogue.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import { OperationsDesk } from '../../src/operations/desk.ts';
import { createElapsedClock } from '../../src/operations/elapsed-clock.ts';
import { createWorker } from '../../src/operations/start-worker.ts';
import { fold, type OperationState } from '../../src/operations/state.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { workflows } from '../../src/workflows/index.ts';
import { startAzureWorld } from '../adapters/azure/azure-world.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { shown, startTalk } from '../sample/talk.ts';

interface Wanted {
  readonly scenario: Scenario;
  readonly policy: (subscription: string) => Policy;
}

/** The whole bot but for chat, from the typed line to rehearsal Azure. */
export const startBot = async (connection: RedisConnection, { scenario, policy: policyFor }: Wanted) => {
  // The bot's clock is Redis', so Azure's has to begin there too: its jobs are looked for by when they began.
  const world = await startAzureWorld({ scenario: { ...scenario, start: new Date().toISOString() } });
  onTestFinished(() => world.close());
  const policy = policyFor(world.subscriptionId);
  const store = await openStore(connection);
  const [approvals, journal] = [approvalsOn(store), journalOn(store)];
  const now = () => new Date(world.azure.clock.now());
  const front = world.connect({ principal: 'front' });
  const namesOf = ({ readers }: typeof front) =>
    createCatalogue({
      policyNames: createPolicyNames(() => policy),
      source: createAzureNames({ readers, policy: () => policy, now }),
      every: () => () => {},
      report: () => {},
    });
  const common = { catalog: createCatalog(commands), policy: () => policy, now };
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
  const state = async (id: string) => fold(id, (await journal.read(id)) ?? { version: 0, entries: [] });

  /** Each turn by a worker that knows nothing but the journal, as after a crash; Azure's time passes between them. */
  const carryOut = async (id: string, turns: number, seconds: number): Promise<OperationState> => {
    for (let turn = 0; turn < turns; turn += 1) {
      const own = world.connect({ principal: 'worker' });
      const work = createWorker({
        ...common,
        now: () => new Date(),
        names: namesOf(own),
        readers: own.readers,
        journal,
        workflows,
        elapsedMs: createElapsedClock(),
        sealKey: 'key',
        tools: own,
        changed: async () => {},
      });
      await work(id);
      if ((await state(id)).ended) break;
      world.azure.clock.advance(seconds);
    }
    return state(id);
  };

  const digest = async () => (await approvals.pending())[0]?.digest.slice(0, 4) ?? 'none';

  /** One asks, others agree as often as it takes, and it is carried out to its end. */
  const order = async (line: string, { by = 'ana', agree = ['cleo', 'rob'], seconds = 60, turns = 60 } = {}) => {
    const asked = await say(by, line);
    const id = /DR-\d+/u.exec(asked)?.[0];
    expect(id, asked).toBeDefined();
    const plan = await say(by, `approvals ${id}`);
    for (const who of agree) {
      if (asked.includes('Started')) break;
      const answer = await say(who, `approve ${id} ${await digest()}`);
      if (answer.includes('It is carried out.')) break;
    }
    const ended = await carryOut(id ?? '', turns, seconds);
    return { asked, plan, ended, card: await say(by, `operation ${id}`) };
  };
  return { world, say, carryOut, state, digest, order };
};
