import { commands } from '../../commands/index.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { createHearing } from '../../src/dispatch/hearing.ts';
import { message } from '../../src/messages/compose.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import { createPolicyNames, isCalled } from '../../src/names/policy-names.ts';
import type { AuditEvent } from '../../src/ports/audit.ts';
import type { Proposal } from '../../src/ports/change-desk.ts';
import type { Account, Input, Invocation, Reply } from '../../src/ports/chat.ts';
import type { Names, Target } from '../../src/ports/names.ts';
import { addNote, copyPoint, failover, failoverCancel, protect, status, vaultCreate } from './commands.ts';
import { nothingKept } from './kept.ts';
import { policyAlone, samplePolicy } from './policy.ts';

type Parts = Parameters<typeof createHearing>[0];

const samples = [status, copyPoint, failover, failoverCancel, protect, vaultCreate, addNote];

/** The real commands, and samples in the place of those that would need Azure. */
export const sampleCatalog = createCatalog([
  ...commands.filter((command) => !samples.some((sample) => sample.name === command.name)),
  ...samples,
]);

/** The dispatcher with everything around it in memory, and a record of what reached the desk. */
export const startTalk = (changes: Partial<Parts> = {}) => {
  const proposals: Proposal[] = [];
  const problems: unknown[] = [];
  const recorded: AuditEvent[] = [];
  const taken = new Set<string>();
  const policy = samplePolicy();
  const hearing = createHearing({
    catalog: sampleCatalog,
    names: withPlaces(createPolicyNames(() => policy)),
    policy: () => policy,
    policyFor: policyAlone(changes.policy ?? (() => policy)),
    readers: noAzure,
    kept: nothingKept,
    desk: {
      receive: async (proposal) => {
        proposals.push(proposal);
        return message(`Plan: ${proposal.plan.title}`, 'neutral');
      },
    },
    decisions: nobodyDecides,
    operations: nothingRuns,
    journal: { read: async () => undefined },
    hold: { lift: async () => message('lift-hold', 'neutral') },
    audit: nothingAudited,
    selfCheck: { look: async () => [] },
    lastPoints: { of: () => undefined },
    recorder: { record: (event) => void recorded.push(event), flush: async () => {} },
    watching: nothingWatched,
    links: nobodyLinks,
    linked: { of: async () => undefined, remembered: () => undefined },
    dedupe: {
      first: async (key) => {
        const first = !taken.has(key);
        taken.add(key);
        return first;
      },
    },
    store: { state: () => ({ reachable: true }) },
    now: () => new Date('2026-11-20T03:00:00Z'),
    banner: undefined,
    report: (error) => `REF-${problems.push(error)}`,
    ...changes,
  });
  let deliveries = 0;
  const send = (who: string, input: Input, where: Partial<Invocation> = {}): Promise<Reply> => {
    deliveries += 1;
    return hearing.receive({
      account: slackUser(who),
      channel: listedChannel,
      deliveryId: `d${deliveries}`,
      input,
      ...where,
    });
  };
  const say = (who: string, text: string) => send(who, { kind: 'line', text });
  return { hearing, send, say, proposals, problems, recorded };
};

/** Whatever is asked of it fails: the sample commands read nothing. */
export const noAzure = new Proxy({} as Parts['readers'], {
  get: (_target, name) => {
    throw new Error(`No Azure here: ${String(name)}`);
  },
});

const nobodyDecides: Parts['decisions'] = {
  approve: async () => message('approve', 'neutral'),
  deny: async () => message('deny', 'neutral'),
  retract: async () => message('retract', 'neutral'),
  withdraw: async () => message('withdraw', 'neutral'),
  breakGlass: async () => message('break-glass', 'neutral'),
  review: async () => message('review', 'neutral'),
  list: async () => message('list', 'neutral'),
  show: async () => message('request', 'neutral'),
};

const nothingAudited: Parts['audit'] = {
  show: async () => message('audit', 'neutral'),
  page: async () => message('audit export', 'neutral'),
  verify: async () => message('verify', 'neutral'),
};

const nothingRuns: Parts['operations'] = {
  list: async () => message('operations', 'neutral'),
  show: async () => message('operation', 'neutral'),
  state: async () => undefined,
  isPast: async () => false,
  stop: async () => message('stop', 'neutral'),
  reconcile: async () => message('reconcile', 'neutral'),
};

const nothingWatched: Parts['watching'] = {
  watch: async () => message('watch', 'neutral'),
  unwatch: async () => message('unwatch', 'neutral'),
  list: async () => message('watches', 'neutral'),
};

const nobodyLinks: Parts['links'] = {
  link: async () => message('link', 'neutral'),
  confirm: async () => message('link-confirm', 'neutral'),
  unlink: async () => message('unlink', 'neutral'),
};

export const slackUser = (id: string): Account => ({
  platform: 'slack',
  tenant: 'T1',
  id: `U-${id}`,
  name: id,
  outsider: false,
});

export const listedChannel = {
  platform: 'slack',
  tenant: 'T1',
  id: 'C1',
  personal: false,
  sharedOutside: false,
} as const;

/** Regions are Azure's to name; here there are two. Two machines share a name, to be told apart by their groups. */
const withPlaces = (policyNames: Names): Names => {
  const more: readonly Target[] = [
    { kind: 'region', name: 'westus2', where: 'Americas', resources: [] },
    { kind: 'region', name: 'East US', where: 'Americas', resources: [] },
    ...['rg-a', 'rg-b'].map(
      (where): Target => ({
        kind: 'vm',
        name: 'twin',
        where,
        resources: [`/subscriptions/s/resourcegroups/${where}/twin`],
      }),
    ),
    {
      kind: 'vm',
      name: 'pay-db-01',
      where: 'rg-payments',
      resources: [
        '/subscriptions/5a1e0000-0000-0000-0000-000000000001/resourcegroups/rg-payments/providers/microsoft.compute/virtualmachines/pay-db-01',
      ],
    },
  ];
  return {
    resolve: async (kinds, name, how) => [
      ...(await policyNames.resolve(kinds, name, how === 'fresh' ? how : 'fresh')),
      ...more.filter((target) => kinds.includes(target.kind) && isCalled(target, name)),
    ],
    known: (kinds) => [...policyNames.known(kinds), ...more.filter((target) => kinds.includes(target.kind))],
  };
};

/** What a person would read. */
export const shown = (reply: Reply): string =>
  reply.kind === 'message' || reply.kind === 'refusal' ? renderPlain(reply.message) : JSON.stringify(reply);
