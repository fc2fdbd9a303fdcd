import type { ChangeRequest } from '../../src/approvals/request.ts';
import type { Entry } from '../../src/operations/entry.ts';
import type { Approvals, LockKind, NewRequest } from '../../src/ports/approvals.ts';
import type { ChannelRef } from '../../src/ports/chat.ts';
import type { JournalStart } from '../../src/ports/journal.ts';
import { sampleRequest, sampleRule, voice } from '../sample/request.ts';

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

export const newRequest = ({ asker = 'anna', lifetimeSeconds = 900, line = 'failover payments' }: Wanted = {}) => {
  const { id, version, openedAt, expiresAt, state, approvals, cards, ...asked } = sampleRequest({
    line,
    asker: voice(asker),
    typed: { target: 'payments', none: [], unset: undefined },
    rule: { ...sampleRule, lifetimeSeconds },
  });
  return asked satisfies NewRequest;
};

export const progressed = (detail: string): Entry => ({ kind: 'progressed', step: 'fail over', detail });

export const ended: Entry = { kind: 'ended', outcome: 'done', summary: 'It is done.' };

export const journalStart = (id: string, machines: readonly string[] = [], kind: LockKind = 'move'): JournalStart => ({
  id,
  entries: [{ kind: 'planned', steps: [] }],
  locks: machines.map((machine) => ({ machine, kind })),
  wakeInMs: 60_000,
});

export const openOne = async (approvals: Approvals, wanted: Wanted = {}): Promise<ChangeRequest> => {
  const opened = await approvals.open(newRequest(wanted), 1000);
  if (opened.kind !== 'opened') throw new Error(`It was not opened: ${opened.kind}.`);
  return opened.request;
};
