import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectRedis } from '../../adapters/redis/connection.ts';
import { openRedisServer } from '../../adapters/redis/server.ts';
import { WakeUpQueue } from '../../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../../adapters/redis/wakeups.ts';
import type { ChangeRequest } from '../../src/approvals/request.ts';
import { createFrontDuties } from '../../src/news/front-duties.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { startKeepingRedis, startSlowRoad } from '../kill/keeping-redis.ts';
import { emptyFolder, hasRealServer } from '../redis-servers.ts';
import { policyForApprovals, startApprovals } from '../sample/approvals.ts';

/** So many must agree, within so many seconds; Cleo may lift a hold. */
const policyWith = (quorum: number, lifetimeSeconds = 900): Policy => {
  const policy = policyForApprovals();
  const rules = [{ rule: 'all', when: {}, quorum, lifetimeSeconds }];
  const grants = policy.grants.map((grant) =>
    grant.to === 'cleo'
      ? { ...grant, gives: { kind: 'level', level: 'contributor', areas: ['recovery', 'backup', 'copies'] } as const }
      : grant,
  );
  return { ...policy, grants, approvals: { ...policy.approvals, rules } };
};

const soon = { timeout: 20_000, interval: 50 };

type Before = Parameters<typeof startApprovals>[2];

/** A front as it is in production, with its patience; it can be ended before the test does. */
const startFront = async (port: number, policy: Policy, before: Before) => {
  const url = `redis://127.0.0.1:${port}`;
  const server = await openRedisServer({ url, dataFolder: '', allowInProcess: false, path: '' });
  const connection = await connectRedis(server, { deployment: 'test', now: () => new Date(), noticed: () => {} });
  const front = await startApprovals(async () => connection, policy, before);
  const queue = new WakeUpQueue(connection, () => {});
  const wakeups = new RedisWakeups(front.store, queue, { sweepSeconds: 0.2, troubled: () => {} });
  const wake = () =>
    wakeups.start(
      'front',
      createFrontDuties({ request: (id) => front.due.wake(id), news: async () => {}, rounds: {} }),
    );
  const end = async () => {
    await wakeups.stop();
    await queue.close();
    await front.store.close();
    await connection.close();
  };
  onTestFinished(end);
  const isBack = () => expect.poll(() => connection.redis.ping().catch(() => 'away'), soon).toBe('PONG');
  const approve = async (who: string, id = 'DR-1001') =>
    front.say(who, `approve ${id} ${(await front.approvals.read(id))?.digest.slice(0, 4)}`);
  return { ...front, connection, wake, end, isBack, approve };
};

describe.runIf(hasRealServer)('Redis', () => {
  const start = async (policy = policyWith(2)) => {
    const redis = await startKeepingRedis();
    const file = join(emptyFolder(), 'high-water');
    const front = await startFront(redis.port, policy, { file });
    return { redis, file, front, policy };
  };

  test('gone between two decisions: changes are refused meanwhile, reading goes on, and nothing is lost', async () => {
    const { redis, front } = await start();
    await front.say('ana', 'failover payments');
    const line = `approve DR-1001 ${await front.digest()}`;
    await front.say('ben', line);

    const lost = once(front.connection.redis, 'close');
    await redis.die();
    await lost;
    const refused = [await front.say('eli', line), await front.say('ana', 'failover payments')];
    const read = await front.say('rob', 'whoami');
    await pause(2000);
    await redis.comeBack();
    await front.isBack();

    for (const answer of refused) {
      expect(answer).toContain('Redis is not reachable, so I cannot keep a decision safe.');
      expect(answer).toContain('I can still show you things, and change nothing until it is back.');
      expect(answer).toMatch(/Down since \d\d:\d\d UTC/u);
    }
    expect(read).toContain('You are Rob');
    expect(await front.say('ben', line)).toContain('You have approved DR-1001 already');
    expect(await front.say('eli', line)).toContain('Its steps: operation DR-');
    expect((await front.approvals.waiting()).pending).toEqual([]);
    expect((await front.journal.read('DR-1001'))?.version).toBe(1);
  });

  test('killed under a hundred clicks: what was answered as counted is kept, and each request starts once', async () => {
    const { redis, front } = await start(policyWith(1));
    const everybody = ['ana', 'cleo', 'ben', 'eli'];
    for (const asker of everybody)
      for (let count = 0; count < 5; count += 1) await front.say(asker, 'add-note payments');
    const { pending } = await front.approvals.waiting();
    const counted: string[] = [];
    let dying: Promise<void> | undefined;
    const click = async (who: string, { id, digest }: ChangeRequest) => {
      const answer = await front.say(who, `approve ${id} ${digest.slice(0, 4)}`);
      if (!answer.includes('Its steps: operation DR-')) return answer;
      counted.push(id);
      // With the first that counts, so that the others are under way.
      dying ??= redis.die();
      return answer;
    };

    const answers = await Promise.all(pending.flatMap((each) => [...everybody, 'dan'].map((who) => click(who, each))));
    await dying;
    const kept = [...counted];
    await redis.comeBack();
    await front.isBack();

    expect(answers).toHaveLength(100);
    expect(
      answers.filter((answer) => /cannot say whether this counted|Redis is not reachable/u.test(answer)),
    ).not.toEqual([]);
    for (const id of kept) expect(await front.approvals.read(id)).toMatchObject({ state: { kind: 'started' } });
    for (const each of pending) for (const who of everybody) await click(who, each);
    for (const { id } of pending) {
      await front.due.wake(id);
      expect(await front.approvals.read(id)).toMatchObject({ state: { kind: 'started' } });
      expect((await front.journal.read(id))?.version).toBe(1);
    }
  }, 60_000);

  test('slow by 2 s in every answer: two who agree at once are both answered, and it starts once', async () => {
    const redis = await startKeepingRedis();
    const road = await startSlowRoad(redis.port);
    const policy = policyWith(1);
    const [first, second] = [await startFront(road.port, policy, {}), await startFront(road.port, policy, {})];
    await first.say('ana', 'failover payments');
    const line = `approve DR-1001 ${await first.digest()}`;

    road.delayMs = 2000;
    const answers = await Promise.all([first.say('ben', line), second.say('eli', line)]);
    road.delayMs = 0;

    for (const answer of answers) expect(answer).toContain('Its steps: operation DR-');
    expect(await first.approvals.read('DR-1001')).toMatchObject({ state: { kind: 'started' } });
    expect((await first.journal.read('DR-1001'))?.version).toBe(1);
  }, 60_000);

  test('replaced by an empty one: everything is held, shown, and lifted by somebody who looked', async () => {
    const { redis, front } = await start();
    const asEmpty = redis.keep();
    await front.say('ana', 'failover payments');
    const line = `approve DR-1001 ${await front.digest()}`;
    await front.say('ben', line);

    await redis.die();
    asEmpty();
    await redis.comeBack();
    await expect.poll(() => front.store.state().kind, soon).toBe('empty');
    await front.hold.look();

    expect(await front.say('ana', 'failover payments')).toContain('I hold everything that decides or changes.');
    expect(front.cards().at(-1)).toContain('I take this for a loss, not for a new installation.');
    expect(await front.say('cleo', 'lift-hold')).toContain('Redis knows of no operation that has not ended.');
    expect(await front.say('cleo', 'lift-hold --looked')).toContain('Cleo Wirth lifted the hold.');
    expect(await front.say('eli', line)).toContain('I know no request DR-1001');
    expect(await front.say('ana', 'failover payments')).not.toContain('DR-1001');
  });

  test('set back to an older copy: nothing that was decided since is decided again', async () => {
    const { redis, front, file, policy } = await start();
    await front.say('ana', 'failover payments');
    const line = `approve DR-1001 ${await front.digest()}`;
    await front.say('ben', line);
    const setBack = redis.keep();
    expect(await front.say('eli', line)).toContain('Its steps: operation DR-');

    await front.end();
    await redis.die();
    setBack();
    await redis.comeBack();
    const next = await startFront(redis.port, policy, { file });
    const before = await next.say('eli', line);
    await next.hold.look();

    expect(before).toContain('I hold everything that decides or changes.');
    expect(await next.say('eli', line)).toContain('Nothing was done.');
    await next.say('cleo', 'lift-hold --looked');
    expect(await next.say('eli', line)).toContain('Nothing was done.');
    expect(await next.approvals.read('DR-1001')).toMatchObject({ state: { kind: 'voided' } });
    expect(await next.journal.read('DR-1001')).toBeUndefined();
  });
});

describe.runIf(hasRealServer)('A bot that is started anew', () => {
  test('holds and voids nothing, and the approvals that were given count', async () => {
    const redis = await startKeepingRedis();
    const [policy, file] = [policyWith(2), join(emptyFolder(), 'high-water')];
    const first = await startFront(redis.port, policy, { file });
    await first.say('ana', 'failover payments');
    await first.approve('ben');
    await first.end();

    await redis.die();
    await redis.comeBack();
    const next = await startFront(redis.port, policy, { file });
    await next.wake();
    await next.hold.look();

    expect(next.store.state()).toEqual({ kind: 'sound' });
    expect(next.cards()).toEqual([]);
    expect(await next.approve('eli')).toContain('Its steps: operation DR-');
  });

  test('shows on every card what expired while nobody ran, and what was decided and not shown any more', async () => {
    const redis = await startKeepingRedis();
    const policy = policyWith(2, 3);
    const first = await startFront(redis.port, policy, {});
    await first.say('ana', 'failover payments');
    await first.say('ana', 'failover payments');
    const denied = await first.approvals.read('DR-1002');
    const by = { person: 'ben', name: 'Ben Otis', account: 'slack T1/U-ben' };
    if (denied)
      await first.approvals.update(
        denied,
        { state: { kind: 'denied', at: 0, by, reason: 'Not tonight' } },
        { inMs: 0 },
      );
    await first.end();
    await pause(3000);

    const next = await startFront(redis.port, policy, { chat: first.chat });
    await next.wake();

    const of = (id: string) => next.cards().filter((card) => card.includes(id));
    await expect.poll(() => of('DR-1001').every((card) => card.includes('Expired')), soon).toBe(true);
    await expect.poll(() => of('DR-1002').every((card) => card.includes('Not tonight')), soon).toBe(true);
    expect(of('DR-1001')).toHaveLength(2);
    expect(of('DR-1002')).toHaveLength(2);
  });
});
