import type { PolicyFor } from '../../src/authorization/policy-for.ts';
import type { Application, Grant, Level, Person, Policy, Scope } from '../../src/policy/policy.ts';
import type { Target } from '../../src/ports/names.ts';

const subscription = '5a1e0000-0000-0000-0000-000000000001';

export const vmId = (group: string, name: string): string =>
  `/subscriptions/${subscription}/resourcegroups/${group}/providers/microsoft.compute/virtualmachines/${name}`;

/** As somebody names a VM of the group in which most samples are. */
export const vmInPayments = (name: string) =>
  ({ kind: 'vm', name, where: 'rg-payments', resources: [vmId('rg-payments', name)] }) as const satisfies Target;

export const groupId = (group: string): string => `/subscriptions/${subscription}/resourcegroups/${group}`;

export const everything: Scope = { kind: 'everything' };

export const person = (id: string, name = id): Person => ({
  id,
  name,
  accounts: [
    { platform: 'slack', workspace: 'T1', user: `U-${id}` },
    { platform: 'os', user: id },
  ],
});

export const gives = (to: string, level: Level, scope: Scope, effect: 'allow' | 'deny' = 'allow'): Grant => ({
  people: [to],
  to,
  effect,
  gives: { kind: 'level', level, areas: ['recovery'] },
  scope,
  rule: `${effect} ${level} to ${to}`,
});

const application = (name: string, vms: readonly string[]): Application => ({
  name,
  title: name,
  vms: vms.map((vm) => vmId(`rg-${name}`, vm)),
  resourceGroups: [],
});

/** Ana operates payments, Rob reads everything, Cleo contributes everywhere, Dan has nothing. */
export const samplePolicy = (changes: Partial<Policy> = {}): Policy => ({
  version: 'sample',
  people: [person('ana', 'Ana Ruiz'), person('rob', 'Rob Lane'), person('cleo', 'Cleo Wirth'), person('dan', 'Dan Oz')],
  groups: [{ id: 'dr-operators', members: ['ana'] }],
  grants: [
    gives('ana', 'operator', { kind: 'application', name: 'payments' }),
    gives('rob', 'reader', everything),
    gives('cleo', 'contributor', everything),
  ],
  azureRoles: false,
  channels: [
    {
      name: '#dr',
      address: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      purposes: ['commands'],
      watches: [],
    },
  ],
  applications: [
    application('payments', ['pay-web-01', 'pay-web-02', 'pay-app-01', 'pay-db-01']),
    application('orders', ['ord-web-01', 'ord-db-01']),
  ],
  approvals: { rules: [], freezes: [], openRequestsPerPerson: 5, terminalMayApprove: false },
  defaults: {
    retentionSeconds: 86_400,
    appConsistentEverySeconds: 14_400,
    copyTo: [],
    vmsAtOnce: 5,
    stopAfterFailures: 3,
  },
  ...changes,
});

/** Nobody has a role in Azure. */
export const policyAlone =
  (policy: () => Policy): PolicyFor =>
  async () =>
    policy();
