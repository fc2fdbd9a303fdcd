import { actions, facts, message, note, runs, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Job } from '../ports/azure/job.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { ChannelRef } from '../ports/chat.ts';
import type { Rpo } from '../protection/objective.ts';
import { problemBlocks } from './azure-problem.ts';
import { clockTime, inWords, moment, secondsBetween } from './words.ts';

/** For the fallback channel: somebody wanted to hear of it and does not. */
export const couldNotTell = (what: string, { platform, id }: ChannelRef, why: string): Message =>
  message(
    `I could not tell channel ${id} on ${platform} about ${what}, and try no more.`,
    'warning',
    text(why),
    note('Whoever is there has not heard of it from me. Commands typed there may still be answered.'),
  );

/** A job that was begun in the portal or by a script. */
export const foreignJob = (job: Job, now: Date): Message =>
  message(
    `${job.what} of ${job.about}: ${standing(job)}.`,
    tone(job),
    facts(
      ['Began', job.startedAt ? moment(job.startedAt, now) : 'not yet'],
      job.startedAt && job.endedAt ? ['Took', inWords(secondsBetween(job.startedAt, job.endedAt))] : undefined,
    ),
    ...job.problems.flatMap((problem) => problemBlocks(problem)),
    note('It was begun elsewhere, in the portal or by a script; I only watch it.'),
    actions(runs('Show the job', `job ${job.name}`)),
  );

const standing = ({ state, percent, stateAsAzureSays }: Job): string => {
  if (state === 'running' && percent !== undefined) return `running, ${Math.floor(percent)} %`;
  if (state === 'succeeded') return 'complete';
  return state === 'other' ? stateAsAzureSays : state;
};

const tone = ({ state }: Job) => {
  if (state === 'succeeded') return 'good';
  return state === 'failed' ? 'bad' : 'neutral';
};

export const healthChanged = ({ vmName, health, healthErrors }: ProtectedItem): Message => {
  const [worst] = healthErrors.toSorted((a, b) => Number(b.level === 'critical') - Number(a.level === 'critical'));
  const tones = { normal: 'good', none: 'neutral', warning: 'warning', critical: 'bad' } as const;
  return message(
    `Replication of ${vmName}: health is ${health} now.`,
    tones[health],
    worst ? text(`${worst.summary.replace(/\.$/u, '')} (Azure ${worst.code}). ${worst.recommendedAction}`) : undefined,
    actions(runs(`Check ${vmName}`, `check ${vmName}`), runs(`Show ${vmName}`, `status ${vmName}`)),
  );
};

export const rpoChanged = (vmName: string, rpo: Rpo, now: Date): Message => {
  const { seconds, objectiveSeconds = 0, overSince, at } = rpo;
  return message(
    overSince
      ? `${vmName} is over its recovery objective: ${inWords(seconds)}, allowed are ${inWords(objectiveSeconds)}.`
      : `${vmName} keeps its recovery objective again: ${inWords(seconds)}, allowed are ${inWords(objectiveSeconds)}.`,
    overSince ? 'warning' : 'good',
    overSince ? text(`It is over since ${clockTime(overSince)}.`) : undefined,
    note(`Azure's figure of ${moment(at, now)}.`),
    actions(runs(`Show ${vmName}`, `status ${vmName}`)),
  );
};
