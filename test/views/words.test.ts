import { expect, test } from 'vitest';
import { ago, inWords, lastPeriod, moment, roughly } from '../../src/views/words.ts';

test.each([
  [0, '0 s'],
  [59.6, '1 min'],
  [20, '20 s'],
  [60, '1 min'],
  [331, '5 min 31 s'],
  [1800, '30 min'],
  [13_200, '3 h 40 min'],
  [86_400, '1 day'],
  [100_800, '1 day 4 h'],
  [12 * 86_400 + 30, '12 days'],
  [-5, '0 s'],
])('a duration of %d s is %s', (seconds, words) => {
  expect(inWords(seconds)).toBe(words);
});

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [3599, '59 min'],
  [90_000, '1 day'],
  [1_100_000, '12 days'],
])('roughly %d s is %s', (seconds, words) => {
  expect(roughly(seconds)).toBe(words);
});

test.each([
  [1800, 'the last 30 min'],
  [4 * 3600, 'the last 4 h'],
  [24 * 3600, 'the last 24 h'],
  [14 * 86_400, 'the last 14 days'],
])('a period of %d s is %s', (seconds, words) => {
  expect(lastPeriod(seconds)).toBe(words);
});

const now = new Date('2026-11-20T14:00:00Z');

test('times are absolute and in UTC, with the date unless it is today', () => {
  expect(moment(new Date('2026-11-20T00:00:00Z'), now)).toBe('00:00 UTC');
  expect(moment(new Date('2026-11-19T23:59:00Z'), now)).toBe('2026-11-19 23:59 UTC');
});

test('an age is in its largest unit', () => {
  expect(ago(new Date('2026-11-08T14:00:00Z'), now)).toBe('12 days ago');
  expect(ago(new Date('2026-11-20T13:59:40Z'), now)).toBe('20 s ago');
});
