import type { Message } from '../../src/messages/message.ts';
import {
  changedSince,
  counted,
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
import { didNotCount } from '../../src/views/did-not-count.ts';
import { glassBroken, glassToBreak, signedOff, stillWaits } from '../../src/views/glass.ts';
import { azLines, everyCall, wholePlan } from '../../src/views/plan-calls.ts';
import { requestCard } from '../../src/views/request.ts';
import { samplePolicy } from '../sample/policy.ts';
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

const agreedTo = { ...request, id: 'DR-1043', rule: { ...request.rule, quorum: 0 } };
const card = (id: string) => ({ channel: { ...request.channel, id }, id: '1' });
const mayBeBroken = { ...request, rule: { ...request.rule, breakGlass: true } };
const broken = {
  ...mayBeBroken,
  breakGlass: { by: { ...voice('ben'), name: 'Ben Otis' }, incident: 'INC-88123', reason: 'nobody answers', at },
};
const startedAlone = { ...broken, state: { kind: 'started', at: at + 120_000, operation: 'DR-1042' } } as const;
const reviewed = { ...startedAlone, review: { by: ana, note: 'rightly done', at: at + 600_000 } };
const escalated = {
  ...request,
  rule: { ...request.rule, escalate: { afterSeconds: 300, to: 'on-call', people: ['ben'] } },
  escalatedAt: at,
};
const writes = [
  {
    action: 'Microsoft.Compute/disks/write',
    resource: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/d',
    call: { method: 'PUT', body: { location: 'westus2' } },
    az: 'az disk create --name d --resource-group rg',
  },
  { action: 'Microsoft.Compute/disks/delete', resource: '/subscriptions/s/d2', call: { method: 'DELETE' } },
] as const;
const writing = { ...request, plan: { ...request.plan, writes } };

export const decisionViews: Readonly<Record<string, Message>> = {
  'request-open': requestCard(request),
  'request-agreed-to': requestCard(agreedTo),
  'request-half-approved': requestCard({ ...request, approvals: [ana] }),
  'request-for-asker': requestCard(mayBeBroken, 'asker'),
  'request-for-approver': requestCard(mayBeBroken, 'approver'),
  'request-for-one-who-approved': requestCard({ ...mayBeBroken, approvals: [ana] }, 'approved'),
  'request-for-reader': requestCard(mayBeBroken, 'reader'),
  'request-revised': requestCard({ ...request, revision: 2, changes: ['vms: pay-web-02 before, nothing now'] }),
  'request-last-call': requestCard({ ...request, lastCallAt: at }),
  'request-escalated': requestCard(escalated),
  'request-still-waits': stillWaits(escalated),
  'request-plan': wholePlan(request),
  'request-calls': everyCall(writing),
  'request-az': azLines(writing),
  'request-az-none': azLines(request),
  'glass-broken': glassBroken(broken),
  'glass-broken-by-you': glassToBreak(broken),
  'glass-request': requestCard(broken),
  'glass-started': requestCard(startedAlone),
  'glass-reviewed': requestCard(reviewed),
  'glass-signed-off': signedOff(reviewed),
  'request-started': requestCard({
    ...request,
    approvals: [ana],
    state: { kind: 'started', at, operation: 'DR-1042' },
  }),
  'request-denied': requestCard({ ...request, state: { kind: 'denied', at, by: ana, reason: 'wrong region' } }),
  'request-withdrawn': requestCard({ ...request, state: { kind: 'withdrawn', at, by: voice('eve') } }),
  'request-expired': requestCard({ ...request, state: { kind: 'expired', at } }),
  'request-voided': requestCard({ ...request, state: { kind: 'voided', at, why: 'the policy changed' } }),
  'request-asked': requested({ ...request, cards: [card('C1'), card('CA')] }, samplePolicy().channels),
  'click-too-late': didNotCount(
    { ...request, approvals: [ana], state: { kind: 'started', at, operation: 'DR-1042' } },
    { kind: 'too-late' },
  ),
  'click-after-expiry': didNotCount({ ...request, state: { kind: 'expired', at } }, { kind: 'too-late' }),
  'click-own-request': didNotCount(request, { kind: 'own-request' }),
  'click-counted-already': didNotCount(request, { kind: 'counted-already' }),
  'click-not-counted-yet': didNotCount(request, { kind: 'not-counted-yet' }),
  'click-not-eligible': didNotCount(request, { kind: 'not-eligible', refusal }),
  'click-changed': didNotCount(
    { ...request, revision: 2, changes: ['vms: pay-web-02 before, nothing now'] },
    { kind: 'changed' },
  ),
  'click-type-target': didNotCount(request, { kind: 'type-target', expected: 'payments' }),
  'click-no-reason': didNotCount(request, { kind: 'no-reason' }),
  'click-no-glass': didNotCount(request, { kind: 'no-glass' }),
  'click-not-holding-glass': didNotCount(mayBeBroken, { kind: 'not-holding-glass', refusal }),
  'click-broken-already': didNotCount(broken, { kind: 'broken-already' }),
  'click-no-incident': didNotCount(mayBeBroken, { kind: 'no-incident' }),
  'click-nothing-to-review': didNotCount(request, { kind: 'nothing-to-review' }),
  'click-own-review': didNotCount(startedAlone, { kind: 'own-review' }),
  'click-reviewed-already': didNotCount(reviewed, { kind: 'reviewed-already' }),
  'click-not-yours': didNotCount(request, { kind: 'not-yours' }),
  'click-counted': counted({ ...request, approvals: [ana] }),
  'request-started-at-once': counted({ ...request, state: { kind: 'started', at, operation: 'DR-1042' } }),
  'request-needs-more': counted({ ...request, approvals: [ana] }, { fallen: [ben], unread: [] }),
  'request-needs-more-unread': counted(
    { ...request, approvals: [ana] },
    { fallen: [ben], unread: ["Azure's roles could not be read: Azure could not be reached."] },
  ),
  'request-changed-since': changedSince({ ...request, changes: ['vms: pay-web-02 before, nothing now'] }),
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
  'requests-none': waitingRequests({ pending: [], reviews: [] }, 0),
  'requests-and-reviews': waitingRequests({ pending: [request], reviews: [startedAlone] }, 0),
  'requests-agreed-to': waitingRequests({ pending: [request, agreedTo], reviews: [] }, 0),
  'requests-waiting': waitingRequests({ pending: [request], reviews: [] }, 2),
};
