import type { Kind } from '../../src/definitions/argument.ts';
import { vmName } from '../../src/definitions/kinds.ts';
import type { Target } from '../../src/ports/names.ts';

/** Names of more than machines, for the sample commands. */
export const applicationOrVm: Kind<Target> = {
  ...vmName,
  expects: 'the name of a VM or an application',
  names: ['application', 'vm'],
};

export const targetName: Kind<Target> = {
  ...vmName,
  expects: 'the name of a VM, an application or a recovery plan',
  names: ['application', 'vm', 'recovery-plan'],
};
