import type { Message } from '../../src/messages/message.ts';
import {
  changedSince,
  counted,
  didNotCount,
  heldBack,
  noSuchRequest,
  notFromTerminal,
  reasonNeeded,
  requested,
  tooManyOpen,
  waitingRequests,
  waitsForAzure,
  waitsForLock,
} from '../../src/views/decided.ts';
import { requestCard } from '../../src/views/request.ts';
import { sampleRequest, voice } from '../sample/request.ts';

const at = Date.parse('2026-11-20T14:05:00Z');
const request = sampleRequest({
  reason: 'INC-88123 East US power loss',
  expiresAt: Date.parse('2026-11-20T14:15:00Z'),
});
const ana = { ...voice('ana'), name: 'Ana Ruiz', at };
const ben = { ...voice('ben'), name: 'Ben Otis', at };
const refusal = {
  allowed: false,
  rule: 'group dr-observers, lifeboat.yaml grants[1]',
  why: 'you are Reader (recovery)',
} as const;

export const decisionViews: Readonly<Record<string, Message>> = {
  'request-open': requestCard(request),
  'request-half-approved': requestCard({ ...request, approvals: [ana] }),
  'request-started': requestCard({
    ...request,
    approvals: [ana],
    state: { kind: 'started', at, operation: 'DR-1042' },
  }),
  'request-denied': requestCard({ ...request, state: { kind: 'denied', at, by: ana, reason: 'wrong region' } }),
  'request-withdrawn': requestCard({ ...request, state: { kind: 'withdrawn', at, by: voice('eve') } }),
  'request-expired': requestCard({ ...request, state: { kind: 'expired', at } }),
  'request-voided': requestCard({ ...request, state: { kind: 'voided', at, why: 'the policy changed' } }),
  'request-asked': requested(request, 2),
  'click-too-late': didNotCount(
    { ...request, approvals: [ana], state: { kind: 'started', at, operation: 'DR-1042' } },
    { kind: 'too-late' },
  ),
  'click-after-expiry': didNotCount({ ...request, state: { kind: 'expired', at } }, { kind: 'too-late' }),
  'click-own-request': didNotCount(request, { kind: 'own-request' }),
  'click-counted-already': didNotCount(request, { kind: 'counted-already' }),
  'click-not-counted-yet': didNotCount(request, { kind: 'not-counted-yet' }),
  'click-not-eligible': didNotCount(request, { kind: 'not-eligible', refusal }),
  'click-changed': didNotCount(request, { kind: 'changed' }),
  'click-type-target': didNotCount(request, { kind: 'type-target', expected: 'payments' }),
  'click-no-reason': didNotCount(request, { kind: 'no-reason' }),
  'click-not-yours': didNotCount(request, { kind: 'not-yours' }),
  'click-counted': counted({ ...request, approvals: [ana] }),
  'request-needs-more': counted({ ...request, approvals: [ana] }, { fallen: [ben], unread: [] }),
  'request-needs-more-unread': counted(
    { ...request, approvals: [ana] },
    { fallen: [ben], unread: ["Azure's roles could not be read: Azure could not be reached."] },
  ),
  'request-changed-since': changedSince(request, ['vms: pay-web-02 before, nothing now']),
  'request-waits-for-lock': waitsForLock(request, {
    operation: 'DR-1040',
    kind: 'move',
    machine: '/subscriptions/s/pay-db-01',
  }),
  'request-waits-for-azure': waitsForAzure(request, 'Azure could not be reached: look up pay-db-01'),
  'request-unknown': noSuchRequest('DR-9'),
  'request-too-many': tooManyOpen(['DR-1', 'DR-2', 'DR-3', 'DR-4', 'DR-5']),
  'request-reason-needed': reasonNeeded('failover payments'),
  'not-from-terminal': notFromTerminal(),
  'store-held': heldBack(),
  'requests-none': waitingRequests([], 0),
  'requests-waiting': waitingRequests([request], 2),
};
