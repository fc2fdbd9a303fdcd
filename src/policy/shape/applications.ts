import { z } from 'zod';
import { resourceGroupId, vaultId, vmId } from './azure-ids.ts';
import { duration } from './durations.ts';
import { count, text, title } from './fields.ts';
import type { Names } from './names.ts';
import { list, mapping } from './structures.ts';

/** What stands under an application's name. A VM may belong to several: a shared database is everybody's. */
export const application = ({ subscription }: Names) =>
  mapping({
    title: title.optional(),
    vms: list(vmId(subscription), { what: 'VMs', most: 1000 }).optional(),
    'resource-groups': list(resourceGroupId(subscription), { what: 'resource groups', most: 200 }).optional(),
    'recovery-plan': mapping({
      vault: vaultId(subscription),
      name: text('the name of a recovery plan', /^[a-z][\w-]{0,62}$/iu),
    }).optional(),
    tier: count(0, 9).optional(),
    rpo: duration('1m', '30d').optional(),
    rto: duration('1m', '30d').optional(),
  }).transform((written, context) => {
    const { title: shown, vms = [], 'resource-groups': resourceGroups = [], 'recovery-plan': recoveryPlan } = written;
    if (vms.length === 0 && !recoveryPlan) {
      context.addIssue({ code: 'custom', message: 'vms, a recovery-plan, or both: what there is to recover' });
      return z.NEVER;
    }
    return {
      title: shown,
      vms: [...vms].sort(),
      resourceGroups: [...resourceGroups].sort(),
      ...(recoveryPlan && { recoveryPlan }),
      ...(written.tier !== undefined && { tier: written.tier }),
      ...(written.rpo !== undefined && { rpoSeconds: written.rpo }),
      ...(written.rto !== undefined && { rtoSeconds: written.rto }),
    };
  });
