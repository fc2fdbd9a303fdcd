import type { ChangeRequest } from '../../src/approvals/request.ts';
import type { Entry } from '../../src/operations/entry.ts';
import type { Approvals, LockKind, NewRequest } from '../../src/ports/approvals.ts';
import type { ChannelRef } from '../../src/ports/chat.ts';
import type { JournalStart } from '../../src/ports/journal.ts';

export const channel = (id: string): ChannelRef => ({
  platform: 'slack',
  tenant: 'T1',
  id,
  personal: false,
  sharedOutside: false,
});

interface Wanted {
  readonly asker?: string;
  readonly lifetimeSeconds?: number;
  readonly line?: string;
}

export const voice = (person: string) => ({ person, name: person, account: `slack T1/${person}` });

export const newRequest = ({ asker = 'anna', lifetimeSeconds = 900, line = 'failover payments' }: Wanted = {}) => {
  const request: NewRequest = {
    revision: 1,
    command: 'failover',
    line,
    typed: { target: 'payments', none: [], unset: undefined },
    asker: voice(asker),
    plan: {
      title: 'fail over payments (1 VM)',
      lines: [],
      consequences: [],
      checks: [],
      facts: { decisive: { vms: [] }, bounded: {}, shown: {} },
      writes: [],
      vms: 1,
      work: { workflow: 'failover', order: {}, locks: [] },
    },
    digest: '9f3c'.padEnd(64, '0'),
    danger: 'outage',
    targets: [],
    rule: {
      rule: 'default for outage',
      quorum: 1,
      approvers: { level: 'operator', area: 'recovery' },
      lifetimeSeconds,
      reasonRequired: false,
      breakGlass: false,
    },
    policyVersion: 'p1',
    channel: channel('C1'),
  };
  return request;
};

export const progressed = (detail: string): Entry => ({ kind: 'progressed', step: 'fail over', detail });

export const ended: Entry = { kind: 'ended', outcome: 'done', summary: 'It is done.' };

export const journalStart = (id: string, machines: readonly string[] = [], kind: LockKind = 'move'): JournalStart => ({
  id,
  entries: [{ kind: 'consent-asked', why: 'a beginning' }],
  locks: machines.map((machine) => ({ machine, kind })),
  wakeInMs: 60_000,
});

export const openOne = async (approvals: Approvals, wanted: Wanted = {}): Promise<ChangeRequest> => {
  const opened = await approvals.open(newRequest(wanted), 1000);
  if (opened.kind !== 'opened') throw new Error(`It was not opened: ${opened.kind}.`);
  return opened.request;
};
