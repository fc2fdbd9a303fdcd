import { expect, test } from 'vitest';
import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import { journalStart } from '../../src/approvals/start.ts';
import { WatchingDesk } from '../../src/news/watching-desk.ts';
import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { everything, gives, policyAlone, samplePolicy } from '../sample/policy.ts';
import { sampleRequest } from '../sample/request.ts';
import { shown, startTalk } from '../sample/talk.ts';

describeOnRedis('Watching', (connect) => {
  const start = async (policyFor = policyAlone(() => samplePolicy())) => {
    const store = await openStore(await connect());
    const journal = journalOn(store);
    await journal.create(journalStart(sampleRequest({ id: 'DR-1042' }), 1, new Date()));
    const subscriptions = new RedisSubscriptions(store);
    const watching = new WatchingDesk({ subscriptions, journal, policy: () => samplePolicy(), policyFor });
    const talk = startTalk({ watching, policyFor });
    const say = async (who: string, line: string) => shown(await talk.say(who, line));
    return { say, subscriptions };
  };

  test('is asked for where it is told, shown there, and ended there', async () => {
    const { say, subscriptions } = await start();

    expect(await say('ana', 'watch payments --events completed,failed --every 10%')).toContain(
      'payments is watched here: completed, failed and progress, progress every 10 %.',
    );
    expect(await say('rob', 'watches')).toMatch(/W-1 +payments/u);
    expect((await subscriptions.all())[0]).toMatchObject({
      about: 'application:payments',
      everyPercent: 10,
      by: 'ana',
    });
    expect(await say('ana', 'unwatch W-1')).toContain('payments is watched here no more.');

    expect(await say('ana', 'watches')).toContain('Nothing is watched here.');
  });

  test('asked for again it is one watch, as it was wanted last', async () => {
    const { say, subscriptions } = await start();

    await say('ana', 'watch payments');
    await say('rob', 'watch payments --events failed');

    expect(await subscriptions.all()).toEqual([expect.objectContaining({ events: ['failed'], by: 'rob' })]);
  });

  test('follows an operation by its number, for those who may see it', async () => {
    const { say, subscriptions } = await start();

    expect(await say('cleo', 'watch DR-1042')).toContain('is watched here');
    expect(await say('cleo', 'watch DR-7')).toContain('I know no operation DR-7');
    expect(await say('dan', 'watch DR-1042')).not.toContain('is watched here');

    expect((await subscriptions.all()).map(({ about }) => about)).toEqual(['operation:DR-1042']);
  });

  test('an operation is followed by whoever may see it by a role in Azure alone', async () => {
    const policy = samplePolicy();
    const { say } = await start(async () => ({
      ...policy,
      grants: [...policy.grants, gives('dan', 'reader', everything)],
    }));

    expect(await say('dan', 'watch DR-1042')).toContain('is watched here');
  });

  test('what is none of theirs cannot be watched', async () => {
    const { say } = await start();

    expect(await say('ana', 'watch orders')).toContain('needs Reader');
    expect(await say('ana', 'watch payments --events sunshine')).toContain('"events"');
  });
});
