import { z } from 'zod';
import type { Scope } from '../policy.ts';
import { resourceGroupId, vaultId } from './azure-ids.ts';
import { guid, nameOf } from './fields.ts';
import type { Names } from './names.ts';
import { mapping, readInside } from './structures.ts';

const expects =
  'everything, or one of application: <name>, subscription: <id>, resource-group: <name>, vault: <group>/<name>';

/** Where a rule holds: the word `everything`, or a mapping with one key. */
export const scope = (names: Names) => {
  const narrower = mapping({
    application: nameOf('an application of this file', names.applications).optional(),
    subscription: guid.optional(),
    'resource-group': resourceGroupId(names.subscription).optional(),
    vault: vaultId(names.subscription).optional(),
  });
  return z.unknown().transform((raw, context): Scope => {
    if (raw === 'everything') return { kind: 'everything' };
    if (typeof raw !== 'object' || raw === null || Object.keys(raw).length !== 1) {
      context.addIssue({ code: 'custom', message: expects });
      return z.NEVER;
    }
    const read = readInside(narrower, raw, [], context);
    return read ? asScope(read) : z.NEVER;
  });
};

interface Narrower {
  readonly application?: string | undefined;
  readonly subscription?: string | undefined;
  readonly 'resource-group'?: string | undefined;
  readonly vault?: string | undefined;
}

const asScope = (read: Narrower): Scope => {
  if (read.application) return { kind: 'application', name: read.application };
  if (read.subscription) return { kind: 'subscription', id: read.subscription };
  if (read['resource-group']) return { kind: 'resource-group', id: read['resource-group'] };
  return { kind: 'vault', id: read.vault ?? '' };
};
