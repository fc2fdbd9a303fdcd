import type { RedisConnection } from '../../../adapters/redis/connection.ts';
import type { Scenario } from '../../../rehearsal/azure/world/scenario.ts';
import type { Person, Policy } from '../../../src/policy/policy.ts';
import { benchPolicy, startBench } from '../../harness/bench.ts';
import { startConversation } from './conversation.ts';
import { openSlackStage, slackChannels } from './slack.ts';
import { entraAccount, openTeamsStage, teamsChannels } from './teams.ts';

/** Everybody of the bench with an account on each platform, and a channel to ask in and one to decide in on both. */
export const policyOfBoth: Policy = {
  ...benchPolicy,
  people: benchPolicy.people.map(
    (person): Person => ({
      ...person,
      accounts: [...person.accounts, ...entraAccount(person.id)],
    }),
  ),
  channels: [...slackChannels, ...teamsChannels],
};

interface Options {
  readonly scenario?: Scenario;
  readonly policy?: Policy;
}

/** The whole bot on both platforms at once, against a rehearsed Azure. */
export const startOnBoth = async (connect: () => Promise<RedisConnection>, options: Options = {}) => {
  const [slack, teams] = await Promise.all([openSlackStage(), openTeamsStage()]);
  const bench = await startBench(connect, { policy: policyOfBoth, ...options, chats: [slack.chat, teams.chat] });
  await Promise.all([slack, teams].map((stage) => stage.listen(bench.hearing)));
  return { bench, slack, teams, faults: () => [...slack.faults(), ...teams.faults()] };
};

export const platforms = ['slack', 'teams'] as const;

/** The same, and people talking to it on one of them. */
export const startOnOne = async (connect: () => Promise<RedisConnection>, platform: (typeof platforms)[number]) => {
  const { bench, faults, ...stages } = await startOnBoth(connect);
  return { bench, faults, ...startConversation(bench, stages[platform]) };
};
