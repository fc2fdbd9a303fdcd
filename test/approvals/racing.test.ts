import { expect, test } from 'vitest';
import { Desk } from '../../src/approvals/desk.ts';
import type { ChangeRequest } from '../../src/approvals/request.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { ChatPort } from '../../src/ports/chat.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { policyForApprovals, recordingChat } from '../sample/approvals.ts';
import { nothingKept } from '../sample/kept.ts';
import { policyAlone } from '../sample/policy.ts';
import { noAzure, sampleCatalog, shown, startTalk } from '../sample/talk.ts';

const requests = 100;
const decisions = 1000;

const racing = (): Policy => {
  const policy = policyForApprovals();
  const rules = [{ rule: 'one of us', when: {}, quorum: 1 }];
  return { ...policy, approvals: { ...policy.approvals, rules, openRequestsPerPerson: requests } };
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
  const openFront = async (policy: Policy, chat: ChatPort) => {
    const store = await openStore(await connect());
    const [approvals, journal] = [approvalsOn(store), journalOn(store)];
    const desk = new Desk({
      ...{ catalog: sampleCatalog, readers: noAzure, kept: nothingKept, approvals, journal },
      names: createPolicyNames(() => policy),
      policy: () => policy,
      policyFor: policyAlone(() => policy),
      now: () => new Date(),
      speaker: createSpeaker({ chats: [chat], policy: () => policy, banner: undefined, failed: () => {} }),
      workflowVersion: () => 1,
      terminalMayDecide: () => false,
    });
    const talk = startTalk({ desk, decisions: desk, policy: () => policy });
    return { approvals, journal, say: async (who: string, line: string) => shown(await talk.say(who, line)) };
  };

  test('a thousand racing decisions on a hundred requests come to one outcome each, and every one is answered', async () => {
    const policy = racing();
    const { chat, texts } = recordingChat();
    const fronts = [await openFront(policy, chat), await openFront(policy, { ...chat })] as const;
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
    expect(texts().filter((card) => card.includes('Plan for '))).toEqual([]);
  });
});

const outcomeIn = (answer: string): string => {
  const [kind] = ['Approved', 'Denied', 'Withdrawn'].filter((word) => answer.includes(`: ${word}`));
  return { Approved: 'started', Denied: 'denied', Withdrawn: 'withdrawn' }[kind ?? ''] ?? answer;
};
