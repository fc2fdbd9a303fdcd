import { expect, test } from 'vitest';
import { eventWords, jobWords } from '../../src/views/job-words.ts';

test.each([
  ['ChangePit', 'change of the recovery point'],
  ['SwitchReplicationGroupProtection', 'reprotection'],
  ['OfTomorrow', 'job OfTomorrow'],
])('a job of the scenario %s is called %s', (scenario, words) => {
  expect(jobWords(scenario)).toBe(words);
});

test.each([
  ['Failover - CompletedWithInformation', 'Failover: completed, with notes in the job'],
  ['Commit - Failed', 'Commit: failed'],
  ['Replication is behind - see below', 'Replication is behind - see below'],
  ['Update - OfTomorrow', 'Update - OfTomorrow'],
])('the event %s is told as %s', (what, words) => {
  expect(eventWords(what)).toBe(words);
});
