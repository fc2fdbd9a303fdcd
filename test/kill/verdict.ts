import { expect } from 'vitest';
import { verifyChain } from '../../src/audit/chain.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import type { OperationState } from '../../src/operations/state.ts';
import type { AuditRecord } from '../../src/ports/audit.ts';
import { operationCard, operationEnd } from '../../src/views/operation.ts';
import type { Storm } from './storm.ts';
import type { Wrote } from './worker-process.ts';

/** The call that must not be repeated. */
export const failoverCall = 'ReplicationProtectedItems_UnplannedFailover';

/** Why the failover that is spoilt fails. */
export const noRoom = 'There is no room for it.';

/** It ended as it really was: done, failed for a reason of Azure's, or stopped because nobody could know. */
export const expectHonestEnd = (storm: Storm, state: OperationState): void => {
  const { started, ended } = state;
  const reached = storm.arrivals(failoverCall).filter((path) => isAbout(state, path)).length;

  expect(ended, started.title).toBeDefined();
  expect(reached, `calls for "${started.title}"`).toBeLessThanOrEqual(1);
  if (started.command === 'failover' && ended?.outcome === 'done') expect(reached).toBe(1);
  if (ended?.outcome === 'failed') expect(ended.summary).toContain(noRoom);
  if (ended?.outcome !== 'stopped') return;
  expect(ended.summary).toMatch(/never became known|^Stopped by Cleo Wirth before/u);
  expect(reached, `${state.id} does not know, and Azure does`).toBe(0);
};

const isAbout = ({ started }: OperationState, path: string): boolean =>
  started.targets.some(({ name }) => path.includes(name));

/** What was answered as decided is there, and so is all that a worker was told it had written. */
export const expectNothingLost = async (storm: Storm, ids: readonly string[], heard: readonly Wrote[]) => {
  for (const id of ids) {
    const [request, recorded] = [await storm.approvals.read(id), await storm.journal.read(id)];
    const kinds = recorded?.entries.map(({ kind }) => kind as string) ?? [];
    const told = heard.filter((each) => each.id === id && each.how === 'appended').map(({ kind }) => kind);

    expect(request?.state.kind, id).toBe('started');
    expect(kinds.filter((kind) => kind === 'ended')).toHaveLength(1);
    for (const kind of new Set(told)) {
      expect(count(kinds, kind), `${id} ${kind}`).toBeGreaterThanOrEqual(count(told, kind));
    }
  }
};

/** Every start and every call stands in the audit log once, whoever was killed before it could say so. */
export const expectAudited = async ({ audit, scribe, journal }: Storm, ids: readonly string[]): Promise<void> => {
  await scribe.collect();
  const records: AuditRecord[] = [];
  for await (const record of audit.export()) records.push(record);

  expect(await verifyChain(records)).toMatchObject({ kind: 'sound' });
  expect(await audit.noted()).toEqual([]);
  for (const id of ids) {
    const told = records.filter(({ about }) => about === id);
    const { entries = [] } = (await journal.read(id)) ?? {};
    const sent = entries.flatMap((entry) => (entry.kind === 'intended' ? [entry.requestId] : []));

    expect(told.filter(({ what }) => what === `${id} started`)).toHaveLength(1);
    const calls = told.filter(({ what }) => what.includes(' sends ')).map(({ facts }) => facts?.request);
    // What another process chains for a killed one comes late.
    expect(calls.toSorted()).toEqual(sent.toSorted());
    expect(told.filter(({ what }) => what.startsWith(`${id} ended: `))).toHaveLength(1);
  }
};

const count = (all: readonly string[], one: string): number => all.filter((each) => each === one).length;

/** Its card says how it ended, and so does a message of its own. */
export const expectLastWord = async (storm: Storm, state: OperationState): Promise<void> => {
  const [card, end] = [operationCard, operationEnd].map((view) => renderPlain(view(state, storm.now())));
  const shown = async () => {
    const [delivery] = await storm.deliveries.of(`operation:${state.id}`);
    const said = storm.chat.said.map(({ id, message }) => ({ id, text: renderPlain(message) }));
    return {
      // What ended before it could be shown has no card beside the message of its end.
      card: delivery?.card ? said.find(({ id }) => id === delivery.card?.id)?.text : card,
      isEndAnnounced: said.some(({ text }) => text === end),
    };
  };

  await expect.poll(shown, { timeout: 20_000 }).toEqual({ card, isEndAnnounced: true });
};
