import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writingActions } from '../../../../adapters/azure/performed-actions.ts';
import { AzureRefused } from '../../../../src/errors/azure.ts';
import { type AzureWorld, refusalOf, sending } from '../azure-world.ts';
import { everyWrite } from '../backup/every-write.ts';
import { startBackupWorld } from '../backup/backup-world.ts';
import { everyCall, prepared } from '../recovery/every-write.ts';
import { machine, startRecoveryWorld } from '../recovery/recovery-world.ts';
import { copies, places } from './every-write.ts';

let world: AzureWorld;
beforeAll(async () => {
  world = await startRecoveryWorld();
});
afterAll(() => world.close());

/** The bot with one identity that may read, and nothing else. */
const readerOnly = () => world.connect({ principal: 'front' });

/** The last that was asked for, which is what was refused. */
const expectRefusal = (refusal: unknown): void => {
  const { action = '' } = world.calls.at(-1) ?? {};
  expect(refusal).toBeInstanceOf(AzureRefused);
  expect(refusal).toMatchObject({
    problem: { code: 'AuthorizationFailed', status: 403, explanation: expect.stringContaining(`action ${action} is missing`), next: 'selfcheck' },
  });
  expect(writingActions.map((each) => each.toLowerCase())).toContain(action.toLowerCase());
};

describe('with an identity that only reads', () => {
  test('what is there can be looked at', async () => {
    const { value: items, missing } = await readerOnly().readers.recovery.items('fresh');

    expect(missing).toEqual([]);
    expect(items.map(({ vmName }) => vmName)).toContain('web-01');
  });

  test.each(everyCall)('%s is refused with the action that is missing, and nothing changes', async (call) => {
    const { send } = await prepared(world, call);
    const before = await machine(world, 'web-01');

    expectRefusal(await refusalOf(send(readerOnly().writers.recovery)(sending())));

    expect(await machine(world, 'web-01')).toEqual(before);
  });

  test.each(Object.keys(copies({ id: (group, rest) => `${group}/${rest}` })))('%s is refused with the action that is missing', async (call) => {
    const write = copies(world)[call as keyof ReturnType<typeof copies>];
    expectRefusal(await refusalOf(write(readerOnly().writers.copies, sending())));
  });
});
