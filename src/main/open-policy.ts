import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Environment } from '../configuration/environment.ts';
import type { Message } from '../messages/message.ts';
import type { PolicyDifference } from '../policy/difference.ts';
import { readPolicy } from '../policy/file.ts';
import { shownProblems } from '../policy/problems.ts';
import { createPolicyStore, type PolicyStore } from '../policy/store.ts';
import { policyBroken, policyChanged } from '../views/policy-changed.ts';
import { CannotStart } from './cannot-start.ts';

type Tell = (message: Message) => Promise<void>;

interface Hearers {
  readonly tell: Tell;
  readonly changed: (difference: PolicyDifference) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** The policy in force, read again on SIGHUP. */
export const openPolicy = async (
  environment: Environment,
  { tell, changed, failed }: Hearers,
): Promise<PolicyStore> => {
  const path = resolve(environment.policyFile);
  const { tenant } = environment.azure;
  const read = readPolicy(await readFile(path, 'utf8').catch(() => missingPolicy(path)), { tenant });
  if ('problems' in read) throw new CannotStart(shownProblems(path, read.problems));
  const store = createPolicyStore({
    policy: read.policy,
    readFile: () => readFile(path, 'utf8'),
    tenant,
    onChange: async (difference) => {
      await changed(difference);
      await tell(policyChanged(difference));
    },
  });
  process.on('SIGHUP', () => void reload(store, path, tell).catch(failed));
  return store;
};

const missingPolicy = (path: string): never => {
  throw new CannotStart(`There is no policy at ${path}. Copy lifeboat.example.yaml there, or set LIFEBOAT_CONFIG.`);
};

const reload = async (store: PolicyStore, path: string, tell: Tell): Promise<void> => {
  const outcome = await store.reload();
  if ('problems' in outcome) await tell(policyBroken(shownProblems(path, outcome.problems)));
};
