import { z } from 'zod';
import type { PolicyAccount } from '../policy.ts';
import { isGuid, text } from './fields.ts';
import type { Names } from './names.ts';
import { list, mapping } from './structures.ts';

/** `T012AB3CD/U045EF6GH`: a Slack user's id means nothing without its workspace. */
const slack = text(
  '<workspace>/<user> by their Slack ids, such as T012AB3CD/U045EF6GH',
  /^[TE][A-Z0-9]{1,20}\/[UW][A-Z0-9]{1,20}$/u,
).transform((written): PolicyAccount => {
  const [workspace = '', user = ''] = written.split('/');
  return { platform: 'slack', workspace, user };
});

const entra = (tenant: string | undefined) => {
  const own = tenant ? ', or the object id alone' : '';
  const expects = `<tenant id>/<object id>${own}`;
  return z.string({ error: expects }).transform((written, context): PolicyAccount => {
    const [objectId = '', owner = tenant ?? '', ...more] = written.toLowerCase().split('/').reverse();
    if (more.length === 0 && isGuid(objectId) && isGuid(owner)) {
      return { platform: 'entra', tenant: owner, objectId };
    }
    context.addIssue({ code: 'custom', message: expects });
    return z.NEVER;
  });
};

const operatingSystem = text('a user name of the operating system', /^[^\p{C}\p{Z}/]{1,64}$/u).transform(
  (user): PolicyAccount => ({ platform: 'os', user }),
);

/** The kinds of account, by their keys in the file. */
export const accountKinds = ({ tenant }: Names) => ({ slack, entra: entra(tenant), os: operatingSystem });

/** All accounts of one human, whatever the platform. */
export const accounts = (names: Names) => {
  const kinds = accountKinds(names);
  return mapping({
    slack: list(kinds.slack, { what: 'Slack accounts', most: 20 }).optional(),
    entra: list(kinds.entra, { what: 'Entra accounts', most: 20 }).optional(),
    os: list(kinds.os, { what: 'user names', most: 20 }).optional(),
  });
};

/** For comparing and showing; the same account is always the same text. */
export const accountKey = (account: PolicyAccount): string => {
  if (account.platform === 'slack') return `slack ${account.workspace}/${account.user}`;
  if (account.platform === 'entra') return `entra ${account.tenant}/${account.objectId}`.toLowerCase();
  return `os ${account.user}`;
};
