import type { Application, Policy } from '../policy/policy.ts';
import type { NameKind, Names, Target } from '../ports/names.ts';

/** The names that the policy itself gives: applications, and from memory the machines that they list. */
export const createPolicyNames = (policy: () => Policy): Names => {
  const targets = (kinds: readonly NameKind[], machinesToo: boolean): readonly Target[] => {
    const { applications } = policy();
    return [
      ...(kinds.includes('application') ? applications.map(asTarget) : []),
      ...(kinds.includes('vm') && machinesToo ? applications.flatMap((each) => each.vms.map(asMachine)) : []),
    ];
  };
  return {
    resolve: async (kinds, name, how) =>
      targets(kinds, how === 'remembered').filter((target) => isCalled(target, name)),
    known: (kinds) => targets(kinds, true),
  };
};

/** By its name alone, or by where it is and its name, as in `rg-payments/pay-web-01`. */
export const isCalled = (target: Target, name: string): boolean => {
  const lower = name.toLowerCase();
  return target.name.toLowerCase() === lower || `${target.where}/${target.name}`.toLowerCase() === lower;
};

const asTarget = (application: Application): Target => ({
  kind: 'application',
  name: application.name,
  where: application.vms.length === 1 ? '1 VM' : `${application.vms.length} VMs`,
  resources: application.vms,
});

const asMachine = (id: string): Target => {
  const parts = id.split('/');
  return { kind: 'vm', name: parts.at(-1) ?? id, where: parts[4] ?? '', resources: [id] };
};
