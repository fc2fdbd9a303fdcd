import { differenceOf, type PolicyDifference } from './difference.ts';
import { readPolicy } from './file.ts';
import type { Policy } from './policy.ts';
import type { Problem } from './problems.ts';

type Reloaded =
  | { readonly changed: true; readonly difference: PolicyDifference }
  | { readonly changed: false }
  /** The file is broken; the policy in force stays what it was. */
  | { readonly problems: readonly Problem[] };

export interface PolicyStore {
  current(): Policy;
  reload(): Promise<Reloaded>;
}

interface StoreOptions {
  /** The policy to begin with, read from the same file. */
  readonly policy: Policy;
  readonly readFile: () => Promise<string>;
  readonly tenant?: string | undefined;
  /** Told when a new policy is in force already, e.g. to void requests that it touches. */
  readonly onChange: (difference: PolicyDifference) => Promise<void> | void;
}

/** Holds the policy in force. Reloads run one after the other, so that an older text never wins over a newer one. */
export const createPolicyStore = ({ policy, readFile, tenant, onChange }: StoreOptions): PolicyStore => {
  let inForce = policy;
  /** The last that everybody was told of: where telling failed, the next reload makes up for it. */
  let told = policy;
  let last: Promise<unknown> = Promise.resolve();

  const reloadNow = async (): Promise<Reloaded> => {
    const text = await readFile().catch(unreadable);
    if (typeof text !== 'string') return { problems: [text] };
    const read = readPolicy(text, { tenant });
    if ('problems' in read) return read;
    if (read.policy.version === inForce.version && inForce === told) return { changed: false };
    const before = read.policy.version === told.version ? inForce : told;
    if (read.policy.version !== inForce.version) inForce = read.policy;
    const difference = differenceOf(before, inForce);
    await onChange(difference);
    told = inForce;
    return { changed: true, difference };
  };

  return {
    current: () => inForce,
    reload: () => {
      const mine = last.then(reloadNow);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
};

const unreadable = (error: unknown): Problem => ({
  key: 'the file',
  value: error instanceof Error && 'code' in error ? `cannot be read (${error.code})` : 'cannot be read',
  expected: 'a file that can be read',
});
