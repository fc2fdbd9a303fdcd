import type { Person, Policy, PolicyAccount } from './policy.ts';
import { accountKey } from './shape/accounts.ts';

/** Whose account it is. A valid policy never has several; if one should, nobody gets anything from it. */
export const personOf = (policy: Policy, account: PolicyAccount): Person | 'nobody' | 'several' => {
  const key = accountKey(account);
  const [first, ...others] = policy.people.filter((person) => person.accounts.some((each) => accountKey(each) === key));
  if (!first) return 'nobody';
  return others.length > 0 ? 'several' : first;
};
