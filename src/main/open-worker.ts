import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createLiveRoles } from '../authorization/live-roles.ts';
import { createPolicyFor } from '../authorization/policy-for.ts';
import { createElapsedClock } from '../operations/elapsed-clock.ts';
import { createWorker } from '../operations/worker.ts';
import { workflows } from '../workflows/index.ts';
import { CannotStart } from './cannot-start.ts';
import { openAzure } from './open-azure.ts';
import type { Core } from './open-core.ts';

/** The one part that holds an identity which may write to Azure. */
export const openWorker = async ({ environment, log, planner, store, metrics }: Core) => {
  const { readers, roles, writers, principal } = await openAzure(environment, 'worker', { log, metrics });
  // Fronts judge by it what the worker may do. The bot works without.
  const introduce = async () => store.kept.worker.is(await principal());
  introduce().catch((error: unknown) => log.warn({ err: error }, 'the worker could not say which identity it has'));
  return createWorker({
    ...planner,
    readers,
    // With its own eyes: of the front's it believes nothing.
    policyFor: createPolicyFor({ policy: planner.policy, roles: createLiveRoles({ roles, now: planner.now }) }),
    journal: store.journal,
    workflows,
    elapsedMs: createElapsedClock(),
    sealKey: await openSealKey(environment.dataFolder),
    tools: { readers, writers, kept: store.kept, journal: store.journal },
  });
};

/** Workers on several machines share the file, or each goes on with its own operations alone. */
const openSealKey = async (dataFolder: string): Promise<string> => {
  const path = resolve(dataFolder, 'seal-key');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeFile(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' }).catch(() => {});
  const key = (await readFile(path, 'utf8')).trim();
  // Another process may be writing it just now: half a key would be believed by nobody, and guessed by anybody.
  if (key.length < 44) throw new CannotStart(`${path} holds no whole key. Start again; if it stays so, remove it.`);
  return key;
};
