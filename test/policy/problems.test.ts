import { expect, test } from 'vitest';
import { shownProblems } from '../../src/policy/problems.ts';
import { fileWith, problemsOf, sample, subscription } from './sample-file.ts';

const { people, groups, grants, channels, applications, approvals, defaults } = sample;

test('a file with ten faults lists ten', () => {
  const problems = problemsOf(`
people:
  ana: { nmae: Ana, name: Ana, accounts: { slack: T1/U1 } }
  ben: { name: Ben, accounts: { slack: [T1/U1] } }
groups:
  operators: [ana, bne]
grants:
  - { to: operators, level: operater, areas: all, scope: everything }
  - { to: operatrs, special: vault-admin, scope: { application: paymnts } }
channels:
  - { name: dr, slack: dr-room, for: commands }
applications:
  payments: { vms: [rg-pay/pay-web-01], rpo: 15 }
approvals:
  rules: [{ when: { danger: outage }, quorum: 9 }]
  freezes: [{ name: year-end, from: 2027-01-04T06:00Z, to: 2026-12-18T18:00Z }]
defaults: { subscription: ${subscription} }
`);

  expect(problems.map(({ key, value }) => `${key} = ${value}`)).toEqual([
    'people.ana.nmae = Ana',
    'groups.operators[1] = bne',
    'grants[0].level = operater',
    'grants[1].to = operatrs',
    'grants[1].scope.application = paymnts',
    'channels[0].slack = dr-room',
    'people.ben.accounts.slack[0] = T1/U1',
    'applications.payments.rpo = 15',
    'approvals.freezes[0].to = 2026-12-18T18:00Z',
    'approvals.rules[0].quorum = 9',
  ]);
});

test('all problems make one message, each with its key, its value and what would be right', () => {
  const problems = problemsOf(
    'people: { ana: { nmae: Ana } }\ngrants: [{ to: ana, level: operater, areas: all, scope: everything }]',
  );

  expect(shownProblems('lifeboat.yaml', problems)).toBe(
    [
      'lifeboat.yaml has 3 problems:',
      '  people.ana.name: (missing) (expected: a line of text)',
      '  people.ana.nmae: Ana (expected: one of the keys name, accounts; did you mean name?)',
      '  grants[0].level: operater (expected: one of reader, operator, contributor; did you mean operator?)',
    ].join('\n'),
  );
});

test('a file that is no YAML is told by line and column', () => {
  const [problem, ...more] = problemsOf('people:\n  ana: { name: Ana }\n ben: { name: Ben }\n');

  expect(more).toEqual([]);
  expect(problem?.key).toBe('line 3, column 2');
  expect(problem?.value).toBe('ben: { name: Ben }');
  expect(problem?.expected).toMatch(/^valid YAML: /u);
});

const onlyProblem: readonly (readonly [
  fault: string,
  section: Record<string, unknown>,
  key: string,
  expected: RegExp,
])[] = [
  ['an unknown section', { grnats: [] }, 'grnats', /did you mean grants/u],
  ['people missing', { ...emptied(), people: undefined }, 'people', /at least one person/u],
  [
    'a person whose id is no name',
    { people: { ...people, 'Big Boss': { name: 'B' } } },
    'people["Big Boss"]',
    /lower-case/u,
  ],
  [
    'a name with a control character',
    { people: { ...people, dan: { name: 'D\u0007an' } } },
    'people.dan.name',
    /line of text/u,
  ],
  [
    'an account of two people',
    { people: { ...people, dan: { name: 'Dan', accounts: { slack: 'T1/U2' } } } },
    'people.dan.accounts.slack[0]',
    /ben has it too/u,
  ],
  [
    'the same Entra account in other letters',
    {
      people: {
        ...people,
        dan: { name: 'Dan', accounts: { entra: people.ana.accounts.entra[0]?.toUpperCase() } },
      },
    },
    'people.dan.accounts.entra[0]',
    /ana has it too/u,
  ],
  [
    'an account twice at one person',
    { people: { ...people, dan: { name: 'Dan', accounts: { os: ['dan', 'dan'] } } } },
    'people.dan.accounts.os[1]',
    /once/u,
  ],
  ['a group that names nobody', { groups: { ...groups, empty: [] } }, 'groups.empty', /list of 1/u],
  ['a group with a stranger', { groups: { ...groups, more: ['anna'] } }, 'groups.more[0]', /did you mean ana/u],
  ['a group with somebody twice', { groups: { ...groups, more: ['ana', 'ana'] } }, 'groups.more[1]', /once/u],
  ['a group called like a person', { groups: { ...groups, ana: ['ana'] } }, 'groups.ana', /no person has/u],
  [
    'a grant to nobody known',
    { grants: [{ ...grants[0], to: 'operatrs' }] },
    'grants[0].to',
    /did you mean operators/u,
  ],
  ['a grant of nothing', { grants: [{ to: 'ana', scope: 'everything' }] }, 'grants[0]', /exactly one of/u],
  ['a grant of two kinds', { grants: [{ ...grants[0], special: 'run-inside' }] }, 'grants[0]', /exactly one of/u],
  ['a level without areas', { grants: [{ ...grants[0], areas: undefined }] }, 'grants[0].areas', /all, or a list/u],
  ['a special grant with areas', { grants: [{ ...grants[2], areas: 'all' }] }, 'grants[0].areas', /no areas/u],
  [
    'a denial of two levels',
    { grants: [{ ...grants[3], deny: ['reader', 'operator'] }] },
    'grants[0].deny',
    /one level/u,
  ],
  [
    'a grant without a scope',
    { grants: [{ ...grants[0], scope: undefined }] },
    'grants[0].scope',
    /everything, or one of/u,
  ],
  [
    'two scopes in one',
    { grants: [{ ...grants[0], scope: { application: 'orders', subscription } }] },
    'grants[0].scope',
    /one of/u,
  ],
  [
    'an unknown kind of scope',
    { grants: [{ ...grants[0], scope: { app: 'orders' } }] },
    'grants[0].scope.app',
    /one of the keys/u,
  ],
  [
    'a scope on an application that is not there',
    { grants: [{ ...grants[0], scope: { application: 'order' } }] },
    'grants[0].scope.application',
    /did you mean orders/u,
  ],
  [
    'two channels of one name',
    { channels: [...channels, { ...channels[0], slack: 'T1/C9' }] },
    'channels[2].name',
    /of its own/u,
  ],
  [
    'a channel listed twice',
    { channels: [...channels, { ...channels[0], name: 'dr2' }] },
    'channels[2].slack',
    /dr is the same/u,
  ],
  [
    'a channel on two platforms',
    { channels: [{ ...channels[0], teams: channels[1]?.teams }] },
    'channels[0]',
    /exactly one of/u,
  ],
  ['a channel for nothing', { channels: [{ ...channels[0], for: [] }] }, 'channels[0].for', /list of 1/u],
  [
    'a channel narrowed to an application that is not there',
    { channels: [{ ...channels[0], 'at-most': { level: 'reader', scope: { application: 'x' } } }] },
    'channels[0].at-most.scope.application',
    /application of this file/u,
  ],
  [
    'an application of nothing',
    { applications: { ...applications, none: { title: 'None' } } },
    'applications.none',
    /recovery-plan/u,
  ],
  [
    'a VM twice in one application',
    { applications: { ...applications, more: { vms: ['a/b', 'A/B'] } } },
    'applications.more.vms[1]',
    /once/u,
  ],
  [
    'a VM that is a vault',
    { applications: { ...applications, more: { vms: ['vm-1'] } } },
    'applications.more.vms[0]',
    /a VM/u,
  ],
  [
    'an escalation to nobody known',
    rules({ escalate: { after: '5m', to: 'lead' } }),
    'approvals.rules[0].escalate.to',
    /did you mean leads/u,
  ],
  [
    'an escalation when all is over',
    rules({ lifetime: '10m', escalate: { after: '10m', to: 'leads' } }),
    'approvals.rules[0].escalate.after',
    /less than the lifetime/u,
  ],
  [
    'a rule on an application that is not there',
    rules({ when: { scope: { application: 'x' } } }),
    'approvals.rules[0].when.scope.application',
    /application of this file/u,
  ],
  [
    'a rule after one that takes all its cases',
    rules({}, { when: { danger: 'outage' } }),
    'approvals.rules[1]',
    /rules\[0\]/u,
  ],
  ['a quorum of everybody: nobody approves their own', rules({ quorum: 3 }), 'approvals.rules[0].quorum', /at most 2/u],
  [
    'a quorum that counts on somebody who is denied',
    {
      ...rules({ quorum: 2 }),
      grants: [...grants, { to: 'ben', deny: 'operator', areas: 'all', scope: 'everything' }],
    },
    'approvals.rules[0].quorum',
    /at most 1/u,
  ],
  ['more rules than anybody could read', rules(...Array(101).fill({})), 'approvals.rules', /at most 100/u],
  [
    'a quorum of Contributors larger than there are',
    rules({ quorum: 2, approvers: 'contributor' }),
    'approvals.rules[0].quorum',
    /at most 1/u,
  ],
  [
    'a quorum where nobody holds the level',
    rules({
      quorum: 1,
      approvers: 'contributor',
      when: { scope: { subscription: '44444444-4444-4444-8444-444444444444' } },
    }),
    'approvals.rules[0].quorum',
    /0, or grants/u,
  ],
  [
    'a freeze that ends before it begins',
    freezes({ name: 'a', from: '2026-02-02T00:00Z', to: '2026-02-01T00:00Z' }),
    'approvals.freezes[0].to',
    /after from/u,
  ],
  [
    'a freeze on a day that is not in the calendar',
    freezes({ name: 'a', from: '2026-02-30T00:00Z', to: '2026-03-01T00:00Z' }),
    'approvals.freezes[0].from',
    /with its zone/u,
  ],
  [
    'a freeze without a zone',
    freezes({ name: 'a', from: '2026-02-02T00:00', to: '2026-02-03T00:00Z' }),
    'approvals.freezes[0].from',
    /with its zone/u,
  ],
  [
    'two freezes of one name',
    freezes(approvals.freezes[0], approvals.freezes[0]),
    'approvals.freezes[1].name',
    /of its own/u,
  ],
  [
    'a region that recovers to itself',
    { defaults: { ...defaults, 'target-region': 'eastus' } },
    'defaults.target-region',
    /another region/u,
  ],
  [
    'a default subscription that is no id',
    { defaults: { ...defaults, subscription: 'x' } },
    'defaults.subscription',
    /an id such as/u,
  ],
  [
    'a retention beyond what Azure keeps',
    { defaults: { ...defaults, retention: '16d' } },
    'defaults.retention',
    /1h to 15d/u,
  ],
];

test.each(onlyProblem)('%s is the one problem', (_fault, sections, key, expected) => {
  const problems = problemsOf(fileWith(sections));

  expect(problems.map((problem) => problem.key)).toEqual([key]);
  expect(problems[0]?.expected).toMatch(expected);
});

test('a VM may belong to two applications', () => {
  const text = fileWith({ applications: { ...applications, billing: { vms: applications.payments.vms } } });

  expect(problemsOf(text)).toEqual([]);
});

test('ids without a subscription need the default one', () => {
  const problems = problemsOf(fileWith({ defaults: {} }));

  expect(problems.map((problem) => problem.key)).toContain('applications.payments.vms[0]');
  expect(problems[0]?.expected).toMatch(/needs defaults.subscription/u);
});

test('a quorum is not doubted because of a grant that could not be read', () => {
  const problems = problemsOf(fileWith({ grants: [{ ...grants[0], level: 'operater' }] }));

  expect(problems.map((problem) => problem.key)).toEqual(['grants[0].level']);
});

test('values are shown short, on one line, and without control characters', () => {
  const [problem] = problemsOf(
    fileWith({ defaults: { ...defaults, retention: `\u001b[31m\n\u202e${'x'.repeat(500)}` } }),
  );

  expect(problem?.value).toMatch(/^\[31m x{50,60}\.\.\.$/u);
});

test.each([
  ['a key that sounds secret', { 'slack-token': 'hush-hush' }],
  ['a bot token under any key', { note: 'xoxb-hush-hush' }],
  ['an address with a password', { redis: 'rediss://user:hush-hush@host' }],
])('a secret in the wrong place is not repeated: %s', (_where, defaultsWithSecret) => {
  const problems = problemsOf(fileWith({ ...emptied(), defaults: defaultsWithSecret }));

  expect(problems).toHaveLength(1);
  expect(JSON.stringify(problems)).not.toContain('hush-hush');
});

test('a secret in a line that is no YAML is not repeated', () => {
  const problems = problemsOf('people:\n   ana: { name: Ana }\n  client-secret: hush-hush\n');

  expect(problems[0]?.key).toBe('line 3, column 3');
  expect(JSON.stringify(problems)).not.toContain('hush-hush');
});

function emptied() {
  return { groups: {}, grants: [], channels: [], applications: {}, approvals: {}, defaults: {} };
}

function rules(...list: readonly unknown[]) {
  return { approvals: { ...approvals, rules: list } };
}

function freezes(...list: readonly unknown[]) {
  return { approvals: { ...approvals, freezes: list } };
}
