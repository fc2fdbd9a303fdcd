import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { RedisDedupe } from '../../../adapters/redis/dedupe.ts';
import { Desk } from '../../../src/approvals/desk.ts';
import { auditedApprovals } from '../../../src/audit/audited-approvals.ts';
import { auditedJournal } from '../../../src/audit/audited-journal.ts';
import { auditedSpeaker } from '../../../src/audit/audited-speaker.ts';
import { Scribe } from '../../../src/audit/scribe.ts';
import { createPolicyNames } from '../../../src/names/policy-names.ts';
import { createSpeaker } from '../../../src/speaking/speaker.ts';
import { journalStart, openOne, voice } from '../../contract/sample-change.ts';
import { describeOnEachRedis } from '../../redis-servers.ts';
import { policyForApprovals } from '../../sample/approvals.ts';
import { nothingKept } from '../../sample/kept.ts';
import { policyAlone } from '../../sample/policy.ts';
import { RecordingChat } from '../../sample/recording-chat.ts';
import { noAzure, sampleCatalog, shown, startTalk } from '../../sample/talk.ts';
import { approvalsOn, auditOn, journalOn, openStore } from './stores.ts';

describeOnEachRedis('Round trips to Redis', (connect) => {
  describe('when the scripts are known', () => {
    it('are at most six in the decision that completes a request, its audit included', async () => {
      const { approvals, audit, count, warmUp } = await prepare();
      const { id } = await warmUp();

      const trips = await count(async () => {
        const seen = await approvals.read(id);
        if (!seen) throw new Error(`There is no ${id}.`);
        const voted = await approvals.update(seen, { approvals: [{ ...voice('ben'), at: 0 }] });
        if (voted.kind === 'updated') await approvals.start(voted.request, journalStart(id, ['/vm/1', '/vm/2']));
        await audit.append({ kind: 'decision', what: `approve ${id}`, about: id });
      });

      expect((await approvals.read(id))?.state.kind).toBe('started');
      expect(trips).toBeLessThanOrEqual(4);
    });

    it('are at most three in everything that only reads', async () => {
      const { approvals, journal, audit, count, warmUp } = await prepare();
      const { id } = await warmUp();

      expect(await count(() => approvals.read(id))).toBe(1);
      expect(await count(() => approvals.waiting())).toBe(1);
      expect(await count(() => journal.read(id))).toBe(1);
      expect(await count(() => journal.recent(10))).toBe(1);
      expect(await count(() => journal.due(10))).toBeLessThanOrEqual(2);
      expect(await count(() => audit.find({ most: 10 }))).toBe(1);
    });
  });

  describe('of the whole bot, when the scripts are known', () => {
    const start = async () => {
      const { say, digest, store, flush, connection } = await startCounted();
      const ask = async () => {
        const answer = await say('ana', 'failover payments');
        return /\bDR-\d+/u.exec(answer)?.[0] ?? 'none';
      };
      const first = await ask();
      await say('cleo', `approve ${first} ${await digest()}`);
      await journalOn(store).append(first, 1, [{ kind: 'ended', outcome: 'done', summary: '' }], null);
      await say('cleo', 'approvals');
      await flush();
      const trips = (who: string, line: string) =>
        countTrips(connection.redis, async () => {
          await say(who, line);
          await flush();
        });
      return { ask, digest, trips };
    };

    it('are at most three in a command that only reads, its delivery and its audit included', async () => {
      const { ask, trips } = await start();
      const id = await ask();

      expect(await trips('cleo', 'approvals')).toBeLessThanOrEqual(3);
      expect(await trips('cleo', `approvals ${id}`)).toBeLessThanOrEqual(3);
      expect(await trips('cleo', `approvals ${id} --calls`)).toBeLessThanOrEqual(3);
      expect(await trips('cleo', 'status payments')).toBeLessThanOrEqual(3);
      expect(await trips('cleo', 'whoami')).toBeLessThanOrEqual(3);
    });

    it('are at most six in a decision, up to the start of what it decides', async () => {
      const { ask, digest, trips } = await start();
      const id = await ask();
      const approving = await trips('cleo', `approve ${id} ${await digest()}`);
      await ask();
      const denying = await trips('cleo', 'deny DR-1003 --reason no');

      expect(approving).toBeLessThanOrEqual(6);
      expect(denying).toBeLessThanOrEqual(6);
    });
  });

  /** Dispatcher, desk, dedupe and audit over one connection, as a front has them. */
  const startCounted = async () => {
    const connection = await connect();
    const store = await openStore(connection);
    const recorder = new Scribe({ log: auditOn(store), now: () => new Date(), failed: () => {}, gatherMs: 60_000 });
    const approvals = auditedApprovals(approvalsOn(store), recorder);
    const journal = auditedJournal(journalOn(store), recorder);
    const policy = policyForApprovals();
    const chat = new RecordingChat();
    const speaker = createSpeaker({ chats: [chat], policy: () => policy, banner: undefined, failed: () => {} });
    const desk = new Desk({
      ...{ catalog: sampleCatalog, readers: noAzure, kept: nothingKept, approvals, journal },
      names: createPolicyNames(() => policy),
      policy: () => policy,
      policyFor: policyAlone(() => policy),
      now: () => new Date(),
      speaker: auditedSpeaker(speaker, recorder),
      workflowVersion: () => 1,
      terminalMayDecide: () => false,
    });
    const dedupe = new RedisDedupe(connection);
    const talk = startTalk({ desk, decisions: desk, policy: () => policy, dedupe, recorder });
    const say = async (who: string, line: string) => shown(await talk.say(who, line));
    const digest = async () => (await approvals.waiting()).pending[0]?.digest.slice(0, 4) ?? 'none';
    return { say, digest, store, connection, flush: () => recorder.flush() };
  };

  const prepare = async () => {
    const store = await openStore(await connect());
    const [approvals, journal, audit] = [approvalsOn(store), journalOn(store), auditOn(store)];
    const warmUp = async () => {
      await audit.append({ kind: 'command', what: 'status' });
      await journal.create({ ...journalStart('OP-1'), wakeInMs: 0 });
      await approvals.waiting();
      await journal.due(10);
      return openOne(approvals);
    };
    const count = (work: () => Promise<unknown>) => countTrips(store.connection.redis, work);
    return { approvals, journal, audit, count, warmUp };
  };
});

/** A pipeline is one trip, however much is in it: its commands share the buffer that they are written to. */
async function countTrips(redis: Redis, work: () => Promise<unknown>): Promise<number> {
  const send = redis.sendCommand.bind(redis);
  const pipelines = new Set<unknown>();
  let alone = 0;
  redis.sendCommand = (command, buffer) => {
    if (buffer) pipelines.add(buffer);
    else alone += 1;
    return send(command, buffer);
  };
  try {
    await work();
  } finally {
    redis.sendCommand = send;
  }
  return alone + pipelines.size;
}
