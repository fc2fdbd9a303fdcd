import { z } from 'zod';
import { isGuid } from './fields.ts';

const name = /^[\p{L}\p{N}_().-]{1,260}$/u;

const types = { vault: 'microsoft.recoveryservices/vaults', vm: 'microsoft.compute/virtualmachines' } as const;

/** `name`, `<subscription>/name` or the full id of a resource group. */
export const resourceGroupId = (subscription: string | undefined) =>
  arm(`a resource group: <subscription>/<name>${short(subscription, '<name>')}, or its full id`, (written) => {
    const full = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/?$/u.exec(written);
    const [group, owner = subscription] = full ? [full[2], full[1]] : written.split('/').reverse();
    return full || written.split('/').length <= 2 ? groupId(owner, group) : undefined;
  });

export const vaultId = (subscription: string | undefined) => resourceId('vault', subscription);

export const vmId = (subscription: string | undefined) => resourceId('vm', subscription);

/** `group/name`, `<subscription>/group/name` or the full id. */
const resourceId = (kind: keyof typeof types, subscription: string | undefined) => {
  const what = `a ${kind === 'vm' ? 'VM' : kind}`;
  const full = new RegExp(`^/subscriptions/([^/]+)/resourcegroups/([^/]+)/providers/${types[kind]}/([^/]+)/?$`, 'u');
  return arm(
    `${what}: <subscription>/<group>/<name>${short(subscription, '<group>/<name>')}, or its full id`,
    (written) => {
      const parts = full.exec(written)?.slice(1) ?? written.split('/');
      if (parts.length < 2 || parts.length > 3) return undefined;
      const [resource, group, owner = subscription] = parts.reverse();
      const container = groupId(owner, group);
      return container && isName(resource) ? `${container}/providers/${types[kind]}/${resource}` : undefined;
    },
  );
};

const groupId = (subscription: string | undefined, group: string | undefined): string | undefined =>
  subscription && isGuid(subscription) && isName(group)
    ? `/subscriptions/${subscription}/resourcegroups/${group}`
    : undefined;

const isName = (part: string | undefined): part is string =>
  part !== undefined && name.test(part) && !part.endsWith('.');

const short = (subscription: string | undefined, form: string): string =>
  subscription ? `, ${form} in the default subscription` : ` (${form} needs defaults.subscription)`;

/** Azure writes the same id in several letter cases; here it is lower case always. */
const arm = (expects: string, canonical: (written: string) => string | undefined) =>
  z.string({ error: expects }).transform((written, context) => {
    const id = canonical(written.trim().toLowerCase());
    if (id !== undefined && written.length <= 600) return id;
    context.addIssue({ code: 'custom', message: expects });
    return z.NEVER;
  });
