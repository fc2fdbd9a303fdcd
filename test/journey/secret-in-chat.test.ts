import { expect, test } from 'vitest';
import { newestPoint } from '../harness/rehearsed/restore.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { startOnBoth } from './stages/both.ts';
import { startConversation } from './stages/conversation.ts';
import { allOf, auditOf, cardsOn, startListening } from './stages/everything-kept.ts';

/** The first part of every token of the rehearsal, those for access to a recovery point among them. */
const tokenBegins = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

const trigger = 'CrossRegionRestore_Trigger';

describeOnRedis('The access token of a Cross Region Restore', (connect) => {
  test('is in no log, journal, card or audit entry, whether it goes well or not', { timeout: 120_000 }, async () => {
    const connection = await connect();
    const { bench, slack, teams, faults } = await startOnBoth(async () => connection);
    const { azure, arrived, calls } = bench.world;
    const { log, written } = startListening();
    const onSlack = startConversation(bench, slack);
    const onTeams = startConversation(bench, teams);
    const point = await newestPoint(bench, 'shop-db-01', 'xr');

    const done = await onSlack.carried(`restore disks ${point}`, { seconds: 600 });
    azure.faults.add(
      { operation: trigger },
      { kind: 'error', status: 400, code: 'InvalidToken', message: 'Not valid.' },
    );
    const refused = await onTeams.request(`restore disks ${point} --resource-group shop-other`);
    await onTeams.decide(refused);
    await bench.carryOut(refused, { turns: 20, seconds: 60, broke: (err) => log.warn({ err }, 'an operation') });
    azure.faults.clear();
    azure.faults.add({ operation: trigger }, { kind: 'drop-after-accepting' });
    const unknown = await onTeams.request(`restore disks ${point} --resource-group shop-third`);
    await onTeams.decide(unknown);
    await bench.carryOut(unknown, { turns: 20, seconds: 600, broke: (err) => log.warn({ err }, 'an operation') });
    for (const call of calls) log.info(call, 'asked Azure');
    await slack.says('ana', `operation ${refused}`);

    const places = {
      redis: await allOf(connection),
      cards: cardsOn([slack, teams]),
      audit: await auditOf(bench),
      log: written(),
    };
    expect(arrived().filter((each) => each === 'RecoveryPoints_GetAccessToken')).toHaveLength(3);
    // Each of them was really looked into.
    expect(places.redis).toContain('restore-from-backup');
    for (const said of [done.text, `${refused} `]) expect(places.cards).toContain(JSON.stringify(said).slice(1, -1));
    expect(places.audit).toContain(`${refused} sends`);
    expect(places.log).toContain('backupCrossRegionRestore');
    for (const [place, text] of Object.entries(places)) expect.soft(text, place).not.toContain(tokenBegins);
    expect(faults()).toEqual([]);
  });
});
