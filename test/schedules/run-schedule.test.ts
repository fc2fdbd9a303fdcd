import { expect, test } from 'vitest';
import { Desk } from '../../src/approvals/desk.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { arg } from '../../src/definitions/argument.ts';
import { defineChange } from '../../src/definitions/command.ts';
import { requestId } from '../../src/definitions/kinds.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import type { ApprovalRule } from '../../src/policy/policy.ts';
import type { Schedule } from '../../src/ports/schedules.ts';
import { createScheduleRunner } from '../../src/schedules/run-schedule.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { riskyWorld } from '../sample/risky.ts';
import { listedChannel } from '../sample/talk.ts';

const voice = (person: string) => ({ person, name: person, account: `slack T1/U-${person}` });

const schedule: Schedule = {
  id: 'DR-900',
  target: { kind: 'vm', name: 'pay-web-01', where: '', resources: ['/subscriptions/s/vm/pay-web-01'] },
  everySeconds: 14_400,
  keep: 2,
  copyTo: [],
  consistency: 'crash',
  addedBy: voice('ana'),
  approvers: [],
  channel: listedChannel,
};

describeOnEachRedis('A run of a schedule', (connect) => {
  const start = async (rule: Partial<ApprovalRule>) => {
    const store = await openStore(await connect());
    const world = riskyWorld();
    const command = defineChange({
      name: 'schedule run',
      topic: 'copies',
      summary: 'Run a schedule once.',
      access: { level: 'operator', area: 'recovery' },
      danger: 'reversible',
      additive: true,
      args: { schedule: arg(requestId, { help: 'Which', example: 'DR-1042' }) },
      plan: async () => (await world.request()).plan,
    });
    world.policy = {
      ...world.policy,
      approvals: { ...world.policy.approvals, rules: [{ rule: 'own', when: {}, ...rule }] },
    };
    const parts = { ...world.parts, catalog: createCatalog([command]) };
    const desk = new Desk({
      ...parts,
      approvals: approvalsOn(store),
      speaker: createSpeaker({ chats: [], policy: parts.policy, banner: undefined, failed: () => {} }),
      workflowVersion: () => 1,
      terminalMayDecide: () => false,
    });
    const told: string[] = [];
    const run = createScheduleRunner({ ...parts, desk, tell: async (_, said) => void told.push(renderPlain(said)) });
    return { run, told, journal: journalOn(store) };
  };

  test('begins without a word', async () => {
    const { run, told, journal } = await start({ quorum: 0 });

    await run(schedule);

    expect(await journal.read('DR-1001')).toMatchObject({ entries: [{ kind: 'started', command: 'schedule run' }] });
    expect(told).toEqual([]);
  });

  test('that the desk did not take is told where the schedule was asked for', async () => {
    const { run, told, journal } = await start({ quorum: 0, reasonRequired: true });

    await run(schedule);

    expect(await journal.read('DR-1001')).toBeUndefined();
    expect(told).toEqual([
      expect.stringContaining('Schedule DR-900 made no restore point of pay-web-01: This needs a reason.'),
    ]);
  });
});
