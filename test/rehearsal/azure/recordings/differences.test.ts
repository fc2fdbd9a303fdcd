import { expect, test } from 'vitest';
import type { RecordedPair } from './archives.ts';
import { differencesOf } from './differences.ts';
import { learnTraffic } from './traffic.ts';

const VAULT = 'https://azure.test/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v';
const JOB = `${VAULT}/backupJobs/j?api-version=2024-04-01`;
const ALWAYS = { 'x-ms-request-id': '1', 'x-ms-correlation-request-id': '2' };

function job(properties: Record<string, unknown>): RecordedPair {
  return pairOf('GET', JOB, '200', { 'content-type': 'application/json' }, { properties });
}

function pairOf(
  method: string,
  url: string,
  statusCode: string,
  headers: Record<string, string> = {},
  body?: unknown,
): RecordedPair {
  return { liveRequest: { method, url }, liveResponse: { statusCode, headers: { ...ALWAYS, ...headers }, body } };
}

function compare(recorded: readonly RecordedPair[], own: readonly RecordedPair[]): string[] {
  const learned = [recorded, own].map((pairs) => learnTraffic(pairs, () => false));
  return differencesOf(learned[0] ?? new Map(), learned[1] ?? new Map());
}

test('a field that all recorded answers have is missed, one that only some have is not', () => {
  const recorded = [job({ a: 1, b: 1 }), job({ a: 2 })];

  expect(compare(recorded, [job({ a: 1 })])).toEqual([]);
  expect(compare(recorded, [job({ b: 1 })])).toEqual(['JobDetails_Get 200: $.properties lacks a']);
});

test('a type is that of the recordings, null included', () => {
  const recorded = [job({ a: 'x', b: 'x' }), job({ a: null, b: 'y' })];

  expect(compare(recorded, [job({ a: null, b: 'z' })])).toEqual([]);
  expect(compare(recorded, [job({ a: 1, b: null })])).toEqual([
    'JobDetails_Get 200: $.properties.a is number, not string or null',
    'JobDetails_Get 200: $.properties.b is null, not string',
  ]);
});

test('only objects of one kind are compared, and each kind has to be there', () => {
  const recorded = [job({ jobType: 'VM', a: 1 }), job({ jobType: 'SQL', b: 1 })];

  expect(compare(recorded, [job({ jobType: 'VM', a: 1 })])).toEqual([
    'JobDetails_Get 200: nothing like $.properties<SQL>',
  ]);
  expect(compare(recorded, [job({ jobType: 'VM', b: 1 }), job({ jobType: 'SQL', b: 1 })])).toEqual([
    'JobDetails_Get 200: $.properties lacks a',
  ]);
});

test('what was recorded in one state only says nothing of another', () => {
  const recorded = [job({ status: 'Completed', endTime: 'x' })];

  expect(compare(recorded, [job({ status: 'InProgress' })])).toEqual([]);
  expect(compare(recorded, [job({ status: 'InProgress' }), job({ status: 'Completed' })])).toEqual([
    'JobDetails_Get 200: $.properties lacks endTime',
  ]);
});

test('a list that never was empty must not always be so', () => {
  expect(compare([job({ tasks: [{ a: 1 }] })], [job({ tasks: [] })])).toEqual([
    'JobDetails_Get 200: $.properties.tasks is always empty',
  ]);
});

test('an operation answers with the recorded statuses and no others', () => {
  expect(compare([job({})], [pairOf('GET', JOB, '404')])).toEqual([
    'JobDetails_Get 200: never answered',
    'JobDetails_Get 404: never recorded',
  ]);
});

test('headers are those of the recordings, and ids are always there', () => {
  const recorded = pairOf('GET', JOB, '429', { 'x-ms-ratelimit-remaining': '0' });
  const { liveRequest, liveResponse } = pairOf('GET', JOB, '429', { location: VAULT });
  const { 'x-ms-request-id': _, ...headers } = liveResponse.headers;

  expect(compare([recorded], [{ liveRequest, liveResponse: { ...liveResponse, headers } }])).toEqual([
    'JobDetails_Get 429: location is sent, and was not recorded',
    'JobDetails_Get 429: x-ms-ratelimit-remaining is not always sent',
    'JobDetails_Get 429: x-ms-request-id is not always sent',
  ]);
});

test('a long operation leads to the recorded operation, with its query and its outcomes', () => {
  const start = (address: string) =>
    pairOf('DELETE', `${VAULT}?api-version=2024-04-01`, '202', { 'azure-asyncoperation': address });
  const [there, elsewhere] = ['operationStatus', 'backupOperations'].map((kind) => `${VAULT}/${kind}/1`);
  const recorded = [
    start(`${there}?api-version=1&t=1`),
    pairOf('GET', `${there}?api-version=1&t=1`, '200', {}, { status: 'Succeeded' }),
  ];

  expect(compare(recorded, [start(`${elsewhere}?api-version=1`)])).toEqual([
    'Vaults_Delete 202: azure-asyncoperation has no t',
    'Vaults_Delete 202: azure-asyncoperation leads to BackupOperationStatuses_Get, not to Vaults_GetOperationStatus',
    'Vaults_Delete 202: azure-asyncoperation never answers 200 Succeeded',
    'Vaults_GetOperationStatus 200: never answered',
  ]);
});
