import { expect, test } from 'vitest';
import { problemInside, problemOf } from '../../../../adapters/azure/core/problems.ts';

const answer = (body: unknown, headers: Record<string, string> = {}, status = 400) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

test('an error of ARM', () => {
  const body = { error: { code: 'ResourceGroupNotFound', message: "Resource group 'x' could not be found." } };

  expect(problemOf('read vault v', answer(body, { 'x-ms-request-id': 'r-1' }, 404))).toEqual({
    what: 'read vault v',
    code: 'ResourceGroupNotFound',
    message: "Resource group 'x' could not be found.",
    explanation: 'The resource group does not exist, or no longer.',
    requestId: 'r-1',
    status: 404,
  });
});

test('an error of Site Recovery: what helps is in its details, over several lines', () => {
  const detail = {
    code: '150097',
    message: 'No cores left.',
    possibleCauses: 'The quota\r\n   is used up.',
    recommendedAction: 'Ask for more.',
    activityId: 'a-1',
  };
  const body = { error: { code: 'BadRequest', message: 'See details.', details: [detail] } };
  const headers = { 'x-ms-request-id': '/Subscriptions/s/jobs/j', 'x-ms-correlation-request-id': 'c-1' };

  expect(problemOf('fail over', answer(body, headers))).toMatchObject({
    code: '150097',
    message: 'No cores left.',
    possibleCauses: 'The quota is used up.',
    recommendedAction: 'Ask for more.',
    explanation: expect.stringContaining('target region'),
    next: 'check',
    requestId: 'c-1',
  });
});

test('an outer code that we know says more than an inner one that nobody knows', () => {
  const body = { error: { code: 'QuotaExceeded', message: 'Too many.', details: [{ code: 'X17', message: '' }] } };

  expect(problemOf('create', answer(body))).toMatchObject({ code: 'QuotaExceeded', message: 'Too many.' });
});

test('an error of Backup: numbers for codes, several recommendations', () => {
  const found = { errorCode: 400239, errorString: 'The agent is silent.', recommendations: ['Look.', 'Restart it.'] };

  expect(problemInside('back up', found)).toMatchObject({
    code: '400239',
    message: 'The agent is silent.',
    recommendedAction: 'Look. Restart it.',
  });
});

test('a refusal that says when to come back', () => {
  const message = "Number of requests exceeded the limit of '150'. Please try again after '324' seconds.";
  const body = { error: { code: 'ResourceRequestsThrottled', message } };

  expect(problemOf('list jobs', answer(body, {}, 429))).toMatchObject({ retryAfterSeconds: 324, status: 429 });
});

test.each([
  ['a page', '<html>Bad gateway</html>'],
  ['nothing', ''],
  ['a list', '[]'],
  ['a word', '"no"'],
])('an answer that is %s has no reason in it, and a status', (_, body) => {
  expect(problemOf('look', answer(body, {}, 502))).toEqual({
    what: 'look',
    code: 'Unknown',
    message: 'Azure gave no reason.',
    status: 502,
  });
});

test('an error whose fields have other types than ever is still one', () => {
  const body = { error: { code: { deep: 1 }, message: 'Broken.', details: 'none' } };

  expect(problemOf('look', answer(body))).toMatchObject({ code: 'Unknown', message: 'Broken.' });
});

test('a right on something else that a request refers to: the missing one is named, not the one that is there', () => {
  const message =
    "The client 'c' with object id 'o' has permission to perform action 'Microsoft.Compute/snapshots/write' on scope '/s'; however, it does not have permission to perform action(s) 'Microsoft.Compute/disks/beginGetAccess/action' on the linked scope(s) '/d' or the linked scope(s) are invalid.";
  const body = { error: { code: 'LinkedAuthorizationFailed', message } };

  expect(problemOf('create snapshot', answer(body, {}, 403)).explanation).toMatch(
    /The action Microsoft\.Compute\/disks\/beginGetAccess\/action is missing\.$/,
  );
});
