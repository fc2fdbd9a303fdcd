import type { RedisConnection } from '../../adapters/redis/connection.ts';
import { RedisDedupe } from '../../adapters/redis/dedupe.ts';
import type { WakeUp } from '../../adapters/redis/wake-up-queue.ts';
import { Desk } from '../../src/approvals/desk.ts';
import { DueRequests } from '../../src/approvals/due.ts';
import { HoldKeeper } from '../../src/hold/hold-keeper.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { nothingKept } from './kept.ts';
import { everything, gives, person, policyAlone, samplePolicy } from './policy.ts';
import { RecordingChat } from './recording-chat.ts';
import { noAzure, sampleCatalog, shown, startTalk } from './talk.ts';

/** Ana asks; Cleo, Ben and Eli may approve; Rob reads. */
export const policyForApprovals = (): Policy => {
  const policy = samplePolicy();
  return samplePolicy({
    people: [...policy.people, person('ben', 'Ben Otis'), person('eli', 'Eli Moss')],
    grants: [...policy.grants, gives('ben', 'operator', everything), gives('eli', 'operator', everything)],
    channels: [
      ...policy.channels,
      {
        name: '#approvals',
        address: { platform: 'slack', workspace: 'T1', channel: 'CA' },
        purposes: ['approvals', 'commands'],
        watches: [],
      },
    ],
  });
};

interface Before {
  /** The cards that another front has posted. */
  readonly chat?: RecordingChat;
  /** Where the highest count is kept. */
  readonly file?: string;
}

/** The desk on a store of its own, a dispatcher before it, and every card that it posts. */
export const startApprovals = async (
  connect: () => Promise<RedisConnection>,
  policy: Policy = policyForApprovals(),
  { chat = new RecordingChat(), file }: Before = {},
) => {
  const connection = await connect();
  const store = await openStore(connection, file);
  const wakeUps: WakeUp[] = [];
  const approvals = approvalsOn(store, (wakeUp) => wakeUps.push(wakeUp));
  const journal = journalOn(store);
  const current = { policy };
  const speaker = createSpeaker({ chats: [chat], policy: () => current.policy, banner: undefined, failed: () => {} });
  const parts = {
    catalog: sampleCatalog,
    names: createPolicyNames(() => current.policy),
    policy: () => current.policy,
    policyFor: policyAlone(() => current.policy),
    now: () => new Date(),
    readers: noAzure,
    kept: nothingKept,
    journal,
    approvals,
    speaker,
    workflowVersion: () => 1,
  };
  const desk = new Desk({ ...parts, terminalMayDecide: () => current.policy.approvals.terminalMayApprove });
  const due = new DueRequests(parts);
  const hold = new HoldKeeper({
    guard: store,
    voidAll: async (why) => (await due.voidAll(why)).length,
    journal,
    readers: noAzure,
    speaker,
    recorder: { record: () => {} },
    dedupe: new RedisDedupe(connection),
    policy: () => current.policy,
    now: parts.now,
  });
  const talk = startTalk({ desk, decisions: desk, hold, policy: () => current.policy, store: connection });
  const say = async (who: string, line: string) => shown(await talk.say(who, line));
  const digest = async () => (await approvals.waiting()).pending[0]?.digest.slice(0, 4) ?? 'none';
  const atTerminal = async (who: string, line: string) =>
    shown(
      await talk.send(
        who,
        { kind: 'line', text: line },
        {
          account: { platform: 'terminal', tenant: '', id: who, name: who, outsider: false },
          channel: { platform: 'terminal', tenant: '', id: who, personal: true, sharedOutside: false },
        },
      ),
    );
  return {
    wakeUps,
    chat,
    atTerminal,
    say,
    approvals,
    journal,
    /** As they stand, each after the channel it is in. */
    cards: () => chat.said.map(({ channel, message }) => `${channel.id}: ${renderPlain(message)}`),
    current,
    digest,
    due,
    store,
    hold,
  };
};
