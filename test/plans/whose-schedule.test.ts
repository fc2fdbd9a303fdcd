import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import type { Schedule } from '../../src/ports/schedules.ts';
import { nothingKept } from '../sample/kept.ts';
import { samplePolicy, vmId } from '../sample/policy.ts';
import { listedChannel, shown, startTalk } from '../sample/talk.ts';

const voice = { person: 'cleo', name: 'Cleo Wirth', account: 'slack T1/U-cleo' };
const ofPayments: Schedule = {
  id: 'DR-1001',
  target: { kind: 'application', name: 'payments', where: '', resources: [vmId('rg-payments', 'pay-web-01')] },
  everySeconds: 14_400,
  keep: 12,
  copyTo: [],
  consistency: 'crash',
  addedBy: voice,
  approvers: [],
  channel: listedChannel,
};

/** Ana contributes to the copies of one application. */
const start = (application: string) => {
  const policy: Policy = samplePolicy({
    grants: [
      {
        people: ['ana'],
        to: 'ana',
        effect: 'allow',
        gives: { kind: 'level', level: 'contributor', areas: ['copies'] },
        scope: { kind: 'application', name: application },
        rule: `copies of ${application}`,
      },
    ],
  });
  const schedules = { ...nothingKept.schedules, read: async () => ofPayments };
  return startTalk({ policy: () => policy, kept: { ...nothingKept, schedules } });
};

test('nobody ends the schedule of an application that is not theirs', async () => {
  const { say, proposals } = start('orders');

  const answer = shown(await say('ana', 'schedule remove DR-1001'));

  expect(answer).toContain('You may not do this');
  expect(proposals).toEqual([]);
});

test('who agrees to the end of a schedule is judged by what it keeps', async () => {
  const { say, proposals } = start('payments');

  await say('ana', 'schedule remove DR-1001');

  expect(proposals).toMatchObject([
    { access: { level: 'contributor', area: 'copies' }, targets: [{ kind: 'application', name: 'payments' }] },
  ]);
});
