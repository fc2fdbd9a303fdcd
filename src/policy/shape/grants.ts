import { z } from 'zod';
import { type Area, areas, type Grant, type Level, levels, type SpecialGrant, specialGrants } from '../policy.ts';
import { nameOf, word } from './fields.ts';
import type { Names } from './names.ts';
import { scope } from './scope.ts';
import { list, mapping } from './structures.ts';

/** `all`, or some of them; in the order of the design, however they were written. */
export const areaList = list(word(['all', ...areas]), {
  what: `areas (${areas.join(', ')}, or all)`,
  most: 3,
}).transform((written) => areas.filter((area) => written.includes(area) || written.includes('all')));

const specials = list(word(specialGrants), {
  what: `special grants (${specialGrants.join(', ')})`,
  most: specialGrants.length,
}).transform((written) => specialGrants.filter((grant) => written.includes(grant)));

const anyGrant = [...levels, ...specialGrants] as const;
const denied = list(word(anyGrant), { what: 'levels or special grants', most: specialGrants.length });

export const grant = (names: Names) =>
  mapping({
    to: nameOf('a group or a person of this file', names.parties),
    level: word(levels).optional(),
    special: specials.optional(),
    deny: denied.optional(),
    areas: areaList.optional(),
    scope: scope(names),
  }).transform((written, context) => {
    const given = givenBy(written);
    if ('gives' in given) return { to: written.to, scope: written.scope, ...given };
    context.addIssue({ code: 'custom', message: given.expects, ...(given.key && { path: [given.key] }) });
    return z.NEVER;
  });

interface Written {
  readonly level?: Level | undefined;
  readonly special?: readonly SpecialGrant[] | undefined;
  readonly deny?: readonly (Level | SpecialGrant)[] | undefined;
  readonly areas?: readonly Area[] | undefined;
}

type Given = Pick<Grant, 'effect' | 'gives'> | { readonly expects: string; readonly key?: string };

const givenBy = ({ level, special, deny, areas: where }: Written): Given => {
  if ([level, special, deny].filter((each) => each !== undefined).length !== 1) {
    return { expects: 'exactly one of the keys level, special, deny' };
  }
  const levelMeant = level ?? deny?.find(isLevel);
  if (levelMeant && (deny?.length ?? 1) > 1) return { expects: 'one level, or special grants only', key: 'deny' };
  const effect = deny ? 'deny' : 'allow';
  if (levelMeant && !where) return { expects: `all, or a list of areas (${areas.join(', ')})`, key: 'areas' };
  if (levelMeant && where) return { effect, gives: { kind: 'level', level: levelMeant, areas: where } };
  if (where) return { expects: 'no areas: special grants have none', key: 'areas' };
  const asked = special ?? deny ?? [];
  return { effect, gives: { kind: 'special', grants: specialGrants.filter((each) => asked.includes(each)) } };
};

const isLevel = (each: Level | SpecialGrant): each is Level => (levels as readonly string[]).includes(each);
