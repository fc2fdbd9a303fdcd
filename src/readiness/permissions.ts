import { type Decision, decide, subjectOf } from '../authorization/decide.ts';
import { granted, holding, type Need, nameOf } from '../authorization/need.ts';
import type { Asker } from '../definitions/command.ts';
import type { Check } from '../plans/plan.ts';
import type { Policy } from '../policy/policy.ts';
import type { Vm } from '../ports/azure/estate.ts';
import { passed, warning } from './checks.ts';

/** What the asker would be told when they went on: whether they may replicate it, set up for it, fail it over. */
export const checkPerson = ({ person }: Asker, vm: Vm, policy: Policy): readonly Check[] => {
  if (!person) return [];
  const subject = subjectOf(person, policy);
  const judge = (need: Need): Decision => decide(subject, need, { kind: 'resource', id: vm.id }, policy);
  const wanted: readonly (readonly [string, Need])[] = [
    [`protect ${vm.name}`, holding('contributor', 'recovery')],
    [`what protect ${vm.name} creates`, granted('network-setup')],
    [`failover ${vm.name}`, holding('operator', 'recovery')],
  ];
  const lacking = wanted.filter(([, need]) => !judge(need).allowed);
  if (lacking.length === 0) return [passed('your rights', 'You may protect it and fail it over.')];
  const why = lacking.map(([what, need]) => `${what} needs ${nameOf(need)}`).join('; ');
  return [warning('your rights', `You may not do all of it: ${why}.`, `Who could: can-i protect ${vm.name}`)];
};
