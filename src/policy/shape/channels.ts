import { z } from 'zod';
import { areas, type Channel, type ChannelPurpose, levels, type StandingWatch, watchEvents } from '../policy.ts';
import { count, isGuid, nameLike, namePattern, text, word } from './fields.ts';
import { areaList } from './grants.ts';
import type { Names } from './names.ts';
import { scope } from './scope.ts';
import { list, mapping } from './structures.ts';

const purposes = [
  'commands',
  'approvals',
  'announcements',
  'audit',
  'fallback',
] as const satisfies readonly ChannelPurpose[];

type Address = Channel['address'];

const slack = text(
  '<workspace>/<channel> by their Slack ids, such as T012AB3CD/C067IJ8KL',
  /^[TE][A-Z0-9]{1,20}\/[CG][A-Z0-9]{1,20}$/u,
).transform((written): Address => {
  const [workspace = '', channel = ''] = written.split('/');
  return { platform: 'slack', workspace, channel };
});

const teams = (ownTenant: string | undefined) => {
  const expects = `<tenant id>/<conversation id>${ownTenant ? ', or the conversation id alone' : ''}, such as 19:...@thread.tacv2`;
  return text(expects, /^[^\p{C}\p{Z}]{1,300}$/u, 300).transform((written, context): Address => {
    const [conversation = '', tenant = ownTenant ?? '', ...more] = written.split('/').reverse();
    if (more.length === 0 && isGuid(tenant) && /^\d+:.+@.+$/u.test(conversation)) {
      return { platform: 'teams', tenant: tenant.toLowerCase(), conversation };
    }
    context.addIssue({ code: 'custom', message: expects });
    return z.NEVER;
  });
};

/** What a channel for announcements hears of, where nothing else is written. */
const usualWatches: readonly StandingWatch[] = [
  { about: { kind: 'everything' }, events: ['started', 'completed', 'failed'] },
];

const watch = (names: Names) =>
  mapping({
    about: scope(names),
    events: list(word(watchEvents), { what: `events (${watchEvents.join(', ')})`, most: watchEvents.length }),
    every: count(1, 50).optional(),
  }).transform(
    ({ about, events, every }): StandingWatch => ({
      about,
      events,
      ...(every !== undefined && { everyPercent: every }),
    }),
  );

export const channel = (names: Names) =>
  mapping({
    name: text(nameLike, namePattern),
    slack: slack.optional(),
    teams: teams(names.tenant).optional(),
    for: list(word(purposes), { what: `purposes (${purposes.join(', ')})`, most: purposes.length }),
    watch: list(watch(names), { what: 'things to watch', most: 50 }).optional(),
    'at-most': mapping({
      level: word(levels),
      areas: areaList.default([...areas]),
      scope: scope(names).default({ kind: 'everything' }),
    }).optional(),
  }).transform((written, context): Channel => {
    const { name, slack: onSlack, teams: onTeams, 'at-most': atMost } = written;
    const address = onSlack ?? onTeams;
    if (!address || (onSlack && onTeams)) {
      context.addIssue({ code: 'custom', message: 'exactly one of the keys slack, teams' });
      return z.NEVER;
    }
    return {
      name,
      address,
      purposes: purposes.filter((each) => written.for.includes(each)),
      watches: written.watch ?? (written.for.includes('announcements') ? usualWatches : []),
      ...(atMost && { atMost }),
    };
  });

/** For comparing and showing; the same channel is always the same text. */
export const addressKey = (address: Address): string =>
  address.platform === 'slack'
    ? `slack ${address.workspace}/${address.channel}`
    : `teams ${address.tenant}/${address.conversation}`;
