import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/configuration/environment.ts';
import { shownProblems } from '../../src/policy/problems.ts';

const id = '22222222-2222-4222-8222-222222222222';

test('an empty environment is enough to begin with', () => {
  expect(readEnvironment({ PATH: '/usr/bin' })).toEqual({
    environment: {
      policyFile: './lifeboat.yaml',
      dataFolder: './.lifeboat',
      deployment: 'lifeboat',
      logLevel: 'info',
      azure: {
        resourceManager: 'https://management.azure.com',
        authority: 'https://login.microsoftonline.com',
        subscriptions: [],
        front: { managedIdentityOffered: false },
        worker: { managedIdentityOffered: false },
      },
    },
  });
});

test('every variable is read, and written in one way', () => {
  const read = readEnvironment({
    REDIS_URL: 'rediss://user:pass@redis.example.com:6380/2',
    LIFEBOAT_CONFIG: '/etc/lifeboat.yaml',
    LIFEBOAT_DATA: '/var/lib/lifeboat',
    LIFEBOAT_DEPLOYMENT: 'prod-eu',
    LOG_LEVEL: 'debug',
    LIFEBOAT_METRICS_PORT: '9464',
    LIFEBOAT_METRICS_HOST: '0.0.0.0',
    AZURE_RESOURCE_MANAGER_ENDPOINT: 'https://127.0.0.1:8443/',
    AZURE_AUTHORITY_HOST: 'https://127.0.0.1:8444',
    AZURE_AUDIENCE: 'https://management.azure.com',
    AZURE_SUBSCRIPTIONS: ` ${id.toUpperCase()}, ${id}`,
    AZURE_TENANT_ID: id.toUpperCase(),
    AZURE_CREDENTIAL: 'client-secret',
    AZURE_CLIENT_ID: id,
    AZURE_CLIENT_SECRET: 'front',
    AZURE_FEDERATED_TOKEN_FILE: '/var/run/front',
    AZURE_WORKER_CREDENTIAL: 'workload-identity',
    AZURE_WORKER_CLIENT_ID: id,
    AZURE_WORKER_CLIENT_SECRET: 'worker',
    AZURE_WORKER_FEDERATED_TOKEN_FILE: '/var/run/worker',
    IDENTITY_ENDPOINT: 'http://127.0.0.1/token',
  });

  expect(read).toEqual({
    environment: {
      redisUrl: 'rediss://user:pass@redis.example.com:6380/2',
      policyFile: '/etc/lifeboat.yaml',
      dataFolder: '/var/lib/lifeboat',
      deployment: 'prod-eu',
      logLevel: 'debug',
      metrics: { host: '0.0.0.0', port: 9464 },
      azure: {
        resourceManager: 'https://127.0.0.1:8443',
        authority: 'https://127.0.0.1:8444',
        audience: 'https://management.azure.com',
        subscriptions: [id],
        tenant: id,
        front: {
          kind: 'client-secret',
          clientId: id,
          clientSecret: 'front',
          tokenFile: '/var/run/front',
          managedIdentityOffered: true,
        },
        worker: {
          kind: 'workload-identity',
          clientId: id,
          clientSecret: 'worker',
          tokenFile: '/var/run/worker',
          managedIdentityOffered: true,
        },
      },
    },
  });
});

test.each([
  [
    'over HTTP',
    { SLACK_SIGNING_SECRET: 's', SLACK_HOST: '0.0.0.0', SLACK_PORT: '8080' },
    { kind: 'http', signingSecret: 's', host: '0.0.0.0', port: 8080 },
  ],
  ['by Socket Mode', { SLACK_APP_TOKEN: 'a' }, { kind: 'socket', appToken: 'a' }],
])('Slack is reached %s', (_how, variables, inbound) => {
  const read = readEnvironment({ SLACK_BOT_TOKEN: 'b', SLACK_API_URL: 'http://127.0.0.1:9/api/', ...variables });

  expect(read).toMatchObject({
    environment: { slack: { botToken: 'b', apiUrl: 'http://127.0.0.1:9/api', inbound } },
  });
});

test.each([
  [{ SLACK_BOT_TOKEN: 'b' }, 'SLACK_SIGNING_SECRET'],
  [{ SLACK_BOT_TOKEN: 'b', SLACK_SIGNING_SECRET: 's', SLACK_APP_TOKEN: 'a' }, 'SLACK_SIGNING_SECRET'],
  [{ SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN'],
  [{ SLACK_BOT_TOKEN: 'b', SLACK_APP_TOKEN: 'a', SLACK_PORT: '99999' }, 'SLACK_PORT'],
])('half of what Slack needs is a problem: %o', (variables, key) => {
  expect(readEnvironment(variables)).toMatchObject({ problems: [{ key }] });
});

test('Teams is reached with a secret, or with the identity of the machine', () => {
  const common = { TEAMS_APP_ID: id, TEAMS_TENANT_ID: id };
  const given = { TEAMS_HOST: '0.0.0.0', TEAMS_PORT: '8080', TEAMS_SERVICE_HOSTS: 'a.example.com, b.example.com' };

  expect(readEnvironment({ ...common, ...given, TEAMS_APP_SECRET: 's' })).toMatchObject({
    environment: {
      teams: {
        appId: id,
        tenant: id,
        secret: 's',
        authority: 'https://login.microsoftonline.com',
        openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
        serviceHosts: ['a.example.com', 'b.example.com'],
        host: '0.0.0.0',
        port: 8080,
        targetedMessages: false,
      },
    },
  });
  expect(readEnvironment({ ...common, TEAMS_CREDENTIAL: 'managed-identity' })).toMatchObject({
    environment: { teams: { secret: undefined, serviceHosts: ['smba.trafficmanager.net'] } },
  });
});

test.each([
  [{ TEAMS_APP_ID: '', TEAMS_TENANT_ID: id, TEAMS_APP_SECRET: 's' }, 'TEAMS_APP_ID'],
  [{ TEAMS_APP_ID: id, TEAMS_APP_SECRET: 's' }, 'TEAMS_TENANT_ID'],
  [{ TEAMS_APP_ID: id, TEAMS_TENANT_ID: id }, 'TEAMS_APP_SECRET'],
  [
    { TEAMS_APP_ID: id, TEAMS_TENANT_ID: id, TEAMS_APP_SECRET: 's', TEAMS_CREDENTIAL: 'managed-identity' },
    'TEAMS_APP_SECRET',
  ],
  [
    { TEAMS_APP_ID: id, TEAMS_TENANT_ID: id, TEAMS_APP_SECRET: 's', TEAMS_SERVICE_HOSTS: 'https://x/' },
    'TEAMS_SERVICE_HOSTS',
  ],
])('half of what Teams needs is a problem: %o', (variables, key) => {
  expect(readEnvironment(variables)).toMatchObject({ problems: [{ key }] });
});

test('an empty variable is not set', () => {
  expect(readEnvironment({ REDIS_URL: '', LOG_LEVEL: ' ' })).toEqual(readEnvironment({}));
});

test('all problems come at once, in the words of the policy', () => {
  const read = readEnvironment({
    REDIS_URL: 'http://redis',
    LIFEBOAT_DEPLOYMENT: 'Prod {eu}',
    LOG_LEVEL: 'inf',
    AZURE_RESOURCE_MANAGER_ENDPOINT: 'http://management.azure.com',
    AZURE_SUBSCRIPTIONS: `${id}, production`,
    AZURE_TENANT_ID: 'contoso',
  });

  expect('problems' in read ? shownProblems('The environment', read.problems) : '').toBe(
    [
      'The environment has 6 problems:',
      '  REDIS_URL: (not shown) (expected: an address such as rediss://redis.example.com:6380)',
      '  LIFEBOAT_DEPLOYMENT: Prod {eu} (expected: a name of lower-case letters, digits and "-", at most 40)',
      '  LOG_LEVEL: inf (expected: one of trace, debug, info, warn, error, fatal, silent; did you mean info?)',
      '  AZURE_RESOURCE_MANAGER_ENDPOINT: http://management.azure.com (expected: an address such as https://management.azure.com)',
      `  AZURE_SUBSCRIPTIONS: ${id}, production (expected: subscription ids, separated by commas)`,
      '  AZURE_TENANT_ID: contoso (expected: an id such as 00000000-0000-0000-0000-000000000000)',
    ].join('\n'),
  );
});

test('a secret is never shown, whatever it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9:/@]{8,40}$/u), (secret) => {
      const read = readEnvironment({ REDIS_URL: `wrong+${secret}` });

      expect(read).toMatchObject({ problems: [{ key: 'REDIS_URL', value: '(not shown)' }] });
      expect(JSON.stringify(read)).not.toContain(secret);
    }),
    { numRuns: 100 },
  );
});

test('whatever the variables hold, they end as an environment or as problems', () => {
  const names = [
    'REDIS_URL',
    'LIFEBOAT_CONFIG',
    'LIFEBOAT_DEPLOYMENT',
    'LOG_LEVEL',
    'AZURE_SUBSCRIPTIONS',
    '__proto__',
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (variables) => {
      const read = readEnvironment(variables);

      expect('environment' in read || read.problems.length > 0).toBe(true);
    }),
    { numRuns: 200 },
  );
});
