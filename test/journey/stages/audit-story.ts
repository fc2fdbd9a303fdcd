import { expect } from 'vitest';
import { readEvidence } from '../../../src/audit/verify-export.ts';
import { renderPlain } from '../../../src/messages/plain.ts';
import type { Bench } from '../../harness/bench.ts';

/** What the audit log has to tell of a failover that the wrong people tried to approve, oldest first. */
const failoverStory = (id: string): readonly RegExp[] => [
  /ana .*plan: \S+ asked for: fail over pay-web-01/u,
  /ana .*command: failover --target "pay-web-01".* --shutdown-source/u,
  /ana .*command: approve .*You asked for this yourself/u,
  /dan .*command: approve .*You may not decide this/u,
  new RegExp(`cleo .*decision: ${id} approved`, 'u'),
  new RegExp(`decision: ${id} started .*approvers cleo`, 'u'),
  new RegExp(`azure-call: ${id} sends failover pay-web-01 \\(request `, 'u'),
  new RegExp(`operation: ${id} ended: done`, 'u'),
  new RegExp(`delivery: posted: ${id} finished`, 'u'),
];

/** As an auditor reads it, newest first; a platform may set each cell on a line of its own. */
export const expectStoryOf = (id: string, read: string): void => {
  const lines = read
    .replaceAll(/\s+/gu, ' ')
    .split(/(?=\b\d+ \d\d:\d\d UTC (?:the bot|ana|cleo|dan) )/u)
    .toReversed();
  const places = failoverStory(id).map((part) => lines.findIndex((line) => part.test(line)));
  expect(places, read).not.toContain(-1);
  expect(places, read).toEqual(places.toSorted((a, b) => a - b));
};

/** Every intent has its call among those that Azure saw, by the id that was sent along. */
export const expectCallsOf = async (id: string, { audit, world }: Bench): Promise<void> => {
  const { records } = readEvidence(renderPlain(await audit.page(1, true)));
  const said = records
    .filter(({ kind, about }) => kind === 'azure-call' && about === id)
    .flatMap(({ facts }) => facts?.request ?? []);
  const seen = world.azure.log.lines().map(({ clientRequestId }) => clientRequestId);

  expect(said.length).toBeGreaterThan(0);
  expect(seen).toEqual(expect.arrayContaining(said));
};
