import { expect, test } from 'vitest';
import { Desk } from '../../src/approvals/desk.ts';
import type { ChangeRequest } from '../../src/approvals/request.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { ChatPort } from '../../src/ports/chat.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { policyForApprovals } from '../sample/approvals.ts';
import { nothingKept } from '../sample/kept.ts';
import { policyAlone } from '../sample/policy.ts';
import { RecordingChat } from '../sample/recording-chat.ts';
import { noAzure, sampleCatalog, shown, startTalk } from '../sample/talk.ts';

const requests = 100;
const decisions = 1000;

const tenant = 'T2';
const entra = (id: string) => ({ platform: 'entra', tenant, objectId: `U-${id}` }) as const;

const racing = (): Policy => {
  const policy = policyForApprovals();
  const rules = [{ rule: 'one of us', when: {}, quorum: 1 }];
  return {
    ...policy,
    people: policy.people.map((each) => ({ ...each, accounts: [...each.accounts, entra(each.id)] })),
    channels: [
      ...policy.channels,
      {
        name: 'DR',
        address: { platform: 'teams', tenant, conversation: 'C1' },
        purposes: ['approvals', 'commands'],
        watches: [],
      },
    ],
    approvals: { ...policy.approvals, rules, openRequestsPerPerson: requests },
  };
};

/** What each of them does, in turn; a tenth of all decisions are about one request. */
const orders: readonly (readonly [string, (id: string, digest: string) => string])[] = [
  ['cleo', (id, digest) => `approve ${id} ${digest}`],
  ['ben', (id) => `deny ${id} --reason no`],
  ['eli', (id, digest) => `approve ${id} ${digest}`],
  ['ana', (id) => `withdraw ${id}`],
  ['cleo', (id) => `retract ${id}`],
];

describeOnRedis('Two fronts, each with an adapter of its own', (connect) => {
  const openFront = async (policy: Policy, here: RecordingChat, chats: readonly ChatPort[]) => {
    const store = await openStore(await connect());
    const [approvals, journal] = [approvalsOn(store), journalOn(store)];
    const desk = new Desk({
      ...{ catalog: sampleCatalog, readers: noAzure, kept: nothingKept, approvals, journal },
      names: createPolicyNames(() => policy),
      policy: () => policy,
      policyFor: policyAlone(() => policy),
      now: () => new Date(),
      speaker: createSpeaker({ chats, policy: () => policy, banner: undefined, failed: () => {} }),
      workflowVersion: () => 1,
      terminalMayDecide: () => false,
    });
    const talk = startTalk({ desk, decisions: desk, policy: () => policy });
    const say = async (who: string, text: string) => {
      const account = { ...here.ana, id: `U-${who}`, name: who };
      return shown(await talk.send(who, { kind: 'line', text }, { account, channel: here.channel }));
    };
    return { approvals, journal, say };
  };

  test('a thousand racing decisions on a hundred requests come to one outcome each, and every one is answered', async () => {
    const policy = racing();
    const chats = [new RecordingChat('slack'), new RecordingChat('teams', tenant)] as const;
    const fronts = [await openFront(policy, chats[0], chats), await openFront(policy, chats[1], chats)] as const;
    const [{ say, approvals, journal }] = fronts;
    for (let count = 0; count < requests; count += 1) await say('ana', 'add-note payments');
    const open = (await approvals.waiting()).pending;

    const answers = await Promise.all(
      Array.from({ length: decisions }, async (_, turn) => {
        const { id, digest } = open[turn % requests] as ChangeRequest;
        const order = orders[(turn + Math.floor(turn / requests)) % orders.length];
        const front = fronts[Math.floor(turn / requests) % 2 === 0 ? 0 : 1];
        const [who, line] = order ?? ['nobody', () => ''];
        return front.say(who, line(id, digest.slice(0, 4)));
      }),
    );

    expect(answers).toHaveLength(decisions);
    expect(answers.filter((answer) => answer === '' || answer.includes('Something of mine broke'))).toEqual([]);
    const now = await Promise.all(open.map(({ id }) => approvals.read(id)));
    const started = now.flatMap((request) => (request?.state.kind === 'started' ? request.id : []));
    expect([...(await journal.unfinished())].sort()).toEqual([...started].sort());
    for (const request of now) {
      const { id, state } = request as ChangeRequest;
      const claims = new Set(answers.filter((answer) => answer.startsWith(`${id}:`)).map(outcomeIn));
      expect([...claims], id).toEqual(state.kind === 'open' ? [] : [state.kind]);
    }
    for (const { said } of chats) {
      expect(said.length).toBeGreaterThanOrEqual(requests);
      expect(said.filter(({ message }) => message.title.startsWith('Plan for '))).toEqual([]);
    }
  });
});

const outcomeIn = (answer: string): string => {
  const [kind] = ['Approved', 'Denied', 'Withdrawn'].filter((word) => answer.includes(`: ${word}`));
  return { Approved: 'started', Denied: 'denied', Withdrawn: 'withdrawn' }[kind ?? ''] ?? answer;
};
