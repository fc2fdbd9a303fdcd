import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeRequest } from '../../src/approvals/request.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { ended } from '../contract/sample-change.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { policyForApprovals, startApprovals } from '../sample/approvals.ts';
import { everything } from '../sample/policy.ts';

const people = ['ana', 'cleo', 'ben', 'eli', 'rob'] as const;
const minute = 60_000;

/** What may befall a request, in any order: what people do, and what happens without them. */
type Event =
  | { readonly kind: 'says'; readonly who: string; readonly line: string }
  | { readonly kind: 'time'; readonly minutes: number }
  | { readonly kind: 'over' | 'machines' | 'quorum' | 'eli' | 'policy' };

const says = (...lines: readonly string[]) =>
  fc.record({ kind: fc.constant('says' as const), who: fc.constantFrom(...people), line: fc.constantFrom(...lines) });

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: says('approve ID DIGEST', 'approve ID DIGEST', 'approve ID 0000') },
  { weight: 2, arbitrary: says('retract ID', 'break-glass ID --incident INC-1 --reason alone') },
  { weight: 1, arbitrary: says('deny ID --reason no', 'withdraw ID', 'review ID') },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('time' as const), minutes: fc.constantFrom(1, 3, 8) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('machines' as const, 'quorum' as const, 'eli' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('over' as const, 'policy' as const) }) },
);

const approvedBy = (who: string): Event => ({ kind: 'says', who, line: 'approve ID DIGEST' });

/** One for each way in which a request can end, and one that is planned anew: chance alone may leave one out. */
const everyEnd: readonly (readonly Event[])[] = [
  [{ kind: 'says', who: 'cleo', line: 'deny ID --reason no' }],
  [{ kind: 'over' }],
  [{ kind: 'policy' }],
  [approvedBy('cleo'), approvedBy('ben')],
  [{ kind: 'machines' }, approvedBy('cleo'), approvedBy('ben')],
];

const begin: Policy = {
  ...policyForApprovals(),
  grants: [
    ...policyForApprovals().grants,
    {
      people: ['ben'],
      to: 'ben',
      effect: 'allow',
      gives: { kind: 'special', grants: ['break-glass'] },
      scope: everything,
      rule: 'break-glass to ben',
    },
  ],
};

const withQuorum = (policy: Policy, quorum: number): Policy => ({
  ...policy,
  approvals: {
    ...policy.approvals,
    openRequestsPerPerson: 10_000,
    rules: [{ rule: 'all', when: {}, quorum, breakGlass: true }],
  },
});

/** How the policy is after it changed: what the request is about, how many must agree, or who may. */
const changed = (policy: Policy, what: 'machines' | 'quorum' | 'eli'): Policy => {
  if (what === 'quorum') return withQuorum(policy, policy.approvals.rules[0]?.quorum === 2 ? 3 : 2);
  if (what === 'eli') {
    const left = policy.grants.filter(({ to }) => to !== 'eli');
    return { ...policy, grants: left.length < policy.grants.length ? left : begin.grants };
  }
  const [payments, ...rest] = policy.applications;
  const [all] = begin.applications;
  if (!payments || !all) throw new Error('The sample policy has applications.');
  const vms = payments.vms.length < all.vms.length ? all.vms : all.vms.slice(1);
  return { ...policy, applications: [{ ...payments, vms }, ...rest] };
};

const voters = ({ approvals }: ChangeRequest) => approvals.map(({ person }) => person);

const expectNoWayBack = (before: ChangeRequest, after: ChangeRequest, done: Event): void => {
  if (before.state.kind !== 'open') expect(after.state).toEqual(before.state);
  expect(after.revision).toBeGreaterThanOrEqual(before.revision);
  expect(after.version).toBeGreaterThanOrEqual(before.version);
  const clicked = done.kind === 'says' && done.line.includes('DIGEST') ? [done.who] : [];
  const gained = voters(after).filter((person) => !voters(before).includes(person));
  expect(clicked).toEqual(expect.arrayContaining(gained));
  expect(voters(after)).not.toContain(after.asker.person);
  expect(new Set(voters(after)).size).toBe(after.approvals.length);
  if (after.revision > before.revision) expect(after.approvals).toEqual([]);
};

describeOnRedis('Whatever happens to a request, in whatever order', (connect) => {
  test('what is over stays over, approvals grow by a click alone, and revisions never fall', async () => {
    const world = await startApprovals(connect, begin);
    const { approvals, journal, due, say, current } = world;
    const clock = { ahead: 0 };
    const time = approvals.time.bind(approvals);
    approvals.time = async () => (await time()) + clock.ahead;
    const [ends, revisions] = [new Set<string>(), new Set<number>()];

    const read = async (id: string): Promise<ChangeRequest> => {
      const found = await approvals.read(id);
      if (!found) throw new Error(`${id} is gone.`);
      return found;
    };
    const happens = async (id: string, what: Event): Promise<unknown> => {
      const { digest, ...request } = await read(id);
      switch (what.kind) {
        case 'says':
          return say(what.who, what.line.replace('ID', id).replace('DIGEST', digest.slice(0, 4)));
        case 'time':
          clock.ahead += what.minutes * minute;
          return due.wake(id);
        case 'over':
          await approvals.update({ ...request, digest }, { expiresAt: request.openedAt });
          return due.wake(id);
        case 'policy':
          return due.voidAll('the policy changed');
        default:
          current.policy = changed(current.policy, what.kind);
          return undefined;
      }
    };

    const holds = async (events: readonly Event[]): Promise<void> => {
      [current.policy, clock.ahead] = [withQuorum(begin, 2), 0];
      const id = /DR-\d+/u.exec(await say('ana', 'failover payments'))?.[0] ?? 'none';
      let before = await read(id);
      for (const each of events) {
        await happens(id, each);
        const after = await read(id);
        expectNoWayBack(before, after, each);
        expect((await journal.read(id)) !== undefined).toBe(after.state.kind === 'started');
        before = after;
      }
      ends.add(before.state.kind);
      revisions.add(before.revision);
      // Its machines are free again for the next.
      if (before.state.kind === 'started') await journal.append(id, 1, [ended], null);
    };

    await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 16 }), holds), {
      numRuns: 80,
      examples: everyEnd.map((events): [readonly Event[]] => [events]),
    });

    expect(revisions.size).toBeGreaterThan(1);
    expect([...ends]).toEqual(expect.arrayContaining(['denied', 'expired', 'started', 'voided']));
  }, 180_000);
});
