import { authorize } from '../authorization/authorize.ts';
import type { Access, Asker } from '../definitions/command.ts';
import type { Policy } from '../policy/policy.ts';
import type { Target } from '../ports/names.ts';
import { subjectFor } from './judge.ts';

/** A change, as far as it says who may look at it. */
interface Seen {
  /** What it takes to approve it. */
  readonly access: Access;
  readonly targets: readonly Target[];
}

/** Whoever may read what a change is about may see the change. */
export const maySee = (asker: Asker, { access, targets }: Seen, policy: Policy): boolean => {
  const area = typeof access === 'object' && 'level' in access && access.area !== 'every' ? access.area : 'any';
  return authorize(subjectFor(asker, policy), { level: 'reader', area }, targets, policy).allowed;
};
