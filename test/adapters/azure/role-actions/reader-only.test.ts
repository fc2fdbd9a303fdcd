import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AzureCall } from '../../../../adapters/azure/core/policies.ts';
import { writingActions } from '../../../../adapters/azure/performed-actions.ts';
import { AzureRefused } from '../../../../src/errors/azure.ts';
import { type AzureWorld, refusalOf, sending } from '../azure-world.ts';
import { startBackupWorld } from '../backup/backup-world.ts';
import { everyWrite } from '../backup/every-write.ts';
import { everyCall, prepared } from '../recovery/every-write.ts';
import { startRecoveryWorld } from '../recovery/recovery-world.ts';
import { copies, machines, places } from './every-write.ts';

/** One identity for both halves of the bot, which may read and nothing else. */
const principal = 'front';

let world: AzureWorld;
beforeAll(async () => {
  // Refusals are no traffic for the specs to judge: they know of none.
  vi.stubEnv('WIRE_RECORD', '');
  world = await startRecoveryWorld();
});
afterAll(() => world.close());

/** By the last request, in words that name the action. */
const expectMissingRight = (refusal: unknown, calls: readonly AzureCall[]): void => {
  const { action = '' } = calls.at(-1) ?? {};
  expect(writingActions.map((each) => each.toLowerCase())).toContain(action.toLowerCase());
  expect(refusal).toBeInstanceOf(AzureRefused);
  expect(refusal).toMatchObject({ problem: { code: 'AuthorizationFailed', status: 403, next: 'selfcheck' } });
  const { explanation = '' } = (refusal as AzureRefused).problem;
  expect(explanation.toLowerCase()).toContain(`the action ${action.toLowerCase()} is missing`);
};

test('what there is can be looked at', async () => {
  const { value: items, missing } = await world.connect({ principal }).readers.recovery.items('fresh');

  expect(missing).toEqual([]);
  expect(items.map(({ vmName }) => vmName)).toContain('web-01');
});

test.each(everyCall)('recovery: %s is refused with the action that is missing', async (call) => {
  const { send } = await prepared(world, call);

  const refusal = await refusalOf(send(world.connect({ principal }).writers.recovery)(sending()));

  expectMissingRight(refusal, world.calls);
});

test.each(everyWrite)('backup: $call is refused with the action that is missing', async ({ prepare }) => {
  const backupWorld = await startBackupWorld({ protect: false });
  const act = await prepare(backupWorld);
  const { writer, calls } = backupWorld.anotherAdapter(principal);

  const refusal = await refusalOf(act(writer, sending()));

  expectMissingRight(refusal, calls);
  await backupWorld.fixture.close();
});

test('copies, machines and places: every write is refused with the action that is missing', async () => {
  const { writers } = world.connect({ principal });

  for (const write of Object.values(copies(world))) {
    expectMissingRight(await refusalOf(write(writers.copies, sending())), world.calls);
  }
  for (const write of Object.values(machines(world))) {
    expectMissingRight(await refusalOf(write(writers.machines, sending())), world.calls);
  }
  for (const write of Object.values(places(world))) {
    expectMissingRight(await refusalOf(write(writers.places, sending())), world.calls);
  }
});
