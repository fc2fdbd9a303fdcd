import { commands } from '../../commands/index.ts';
import type { Message } from '../../src/messages/message.ts';
import { canYou } from '../../src/views/can-i.ts';
import { conversationLost } from '../../src/views/conversation-lost.ts';
import { helpAboutWord, helpOnCommand, helpOnTopic } from '../../src/views/help.ts';
import { helpOverview } from '../../src/views/help-overview.ts';
import {
  faultyLine,
  noSuchName,
  severalCommands,
  severalOfThatName,
  unknownCommand,
  unreadable,
} from '../../src/views/not-understood.ts';
import { planRefused } from '../../src/views/plan.ts';
import { policyBroken, policyChanged } from '../../src/views/policy-changed.ts';
import {
  broke,
  brokeDeciding,
  notAllowed,
  notInThisChannel,
  storeUnreachable,
  unknownPerson,
} from '../../src/views/refused.ts';
import { usageOf } from '../../src/views/usage.ts';
import { whoYouAre } from '../../src/views/whoami.ts';
import { failover, failoverCancel, status } from '../sample/commands.ts';
import { samplePolicy } from '../sample/policy.ts';
import { listedChannel, sampleCatalog, slackUser } from '../sample/talk.ts';
import { auditViews } from './audit-views.ts';
import { azureViews } from './azure-views.ts';
import { backupViews } from './backup-views.ts';
import { copiesViews } from './copies-views.ts';
import { decisionViews } from './decision-views.ts';
import { holdViews } from './hold-views.ts';
import { linkViews } from './link-views.ts';
import { newsViews } from './news-views.ts';
import { operationViews } from './operation-views.ts';
import { protectionViews } from './protection-views.ts';
import { recoveryViews } from './recovery-views.ts';

const policy = samplePolicy();
const [ana, , cleo, dan] = policy.people;
const asker = (person: (typeof policy.people)[number] | undefined, id: string) => ({
  account: slackUser(id),
  channel: listedChannel,
  person,
});
const payments = { kind: 'application', name: 'payments', where: '4 VMs', resources: [] } as const;
const operator = { level: 'operator', area: 'recovery' } as const;
const refusal = {
  allowed: false,
  rule: 'group dr-observers, lifeboat.yaml grants[1]',
  why: 'you are Reader (recovery)',
} as const;

/** One message of every view; each platform has one golden file for each of them. */
export const views: Readonly<Record<string, Message>> = {
  ...auditViews,
  ...azureViews,
  ...backupViews,
  ...copiesViews,
  ...linkViews,
  ...decisionViews,
  ...holdViews,
  ...operationViews,
  ...recoveryViews,
  'conversation-lost': conversationLost({
    name: 'dr-approvals-teams',
    address: { platform: 'teams', tenant: 'T1', conversation: '19:dr@thread.tacv2' },
    purposes: ['commands', 'approvals'],
    watches: [],
  }),
  ...protectionViews,
  ...newsViews,
  'help-overview': helpOverview(commands),
  'help-on-topic': helpOnTopic('failovers', commands),
  'help-on-command': helpOnCommand(failover),
  'help-about-word': helpAboutWord('fail', sampleCatalog.commands),
  'help-nothing': helpAboutWord('xylophone', sampleCatalog.commands),
  whoami: whoYouAre(asker(ana, 'ana'), policy),
  'whoami-without-rules': whoYouAre(asker(dan, 'dan'), policy),
  'whoami-unknown': whoYouAre(asker(undefined, 'mallory'), policy),
  'can-i-yes': canYou('failover payments', {
    kind: 'judged',
    command: failover,
    targets: [payments],
    access: operator,
    decision: { allowed: true, rule: 'group dr-operators, lifeboat.yaml grants[0]' },
    could: [],
  }),
  'can-i-no': canYou('failover payments', {
    kind: 'judged',
    command: failover,
    targets: [payments],
    access: operator,
    decision: refusal,
    could: ana && cleo ? [ana, cleo] : [],
  }),
  'can-i-nobody': canYou('failover payments', {
    kind: 'judged',
    command: failover,
    targets: [payments],
    access: operator,
    decision: refusal,
    could: [],
  }),
  'can-i-unresolved': canYou('failover paymets', {
    kind: 'unresolved',
    argument: 'target',
    name: 'paymets',
    kinds: ['application'],
    found: [],
    similar: ['payments'],
  }),
  'unknown-command': unknownCommand('failver paymets', ['failover payments']),
  'unknown-command-nothing-near': unknownCommand('xyzzy', []),
  'several-commands': severalCommands('failo', [failover, failoverCancel]),
  unreadable: unreadable('The quote before "power loss" is never closed, so I did not guess where it ends.'),
  'faulty-line': faultyLine(status, usageOf(status), ['There is no --shar here. Did you mean --share?']),
  'no-such-name': noSuchName('paymets', 'the name of a VM or an application', ['status payments']),
  'no-such-name-nothing-near': noSuchName('x', 'the name of a VM or an application', []),
  'several-of-that-name': severalOfThatName('twin', [
    { name: 'twin', where: 'rg-a', line: 'status rg-a/twin' },
    { name: 'twin', where: 'rg-b', line: 'status rg-b/twin' },
  ]),
  'not-allowed': notAllowed({
    command: 'failover',
    about: ' payments',
    needs: 'Operator (recovery)',
    decision: refusal,
  }),
  'unknown-person': unknownPerson('slack T1 U-mallory'),
  'not-in-this-channel': notInThisChannel('the policy does not list this channel'),
  'store-unreachable': storeUnreachable(new Date('2026-11-20T14:02:00Z')),
  'policy-changed': policyChanged({
    from: 'a1',
    to: 'b2',
    lines: ['added: grant operator (recovery) to group dr-operators', 'removed: person dan'],
    touched: { people: [], applications: [], resources: [], channels: [], approvals: false, defaults: false },
  }),
  'policy-same': policyChanged({
    from: 'a1',
    to: 'b2',
    lines: [],
    touched: { people: [], applications: [], resources: [], channels: [], approvals: false, defaults: false },
  }),
  'policy-broken': policyBroken(
    'lifeboat.yaml has 1 problem:\n  grants[2].level: boss (expected: one of reader, operator, contributor)',
  ),
  broke: broke('7F3A-12'),
  'broke-deciding': brokeDeciding('7F3A-12'),
  'plan-refused': planRefused({
    title: 'copy weekly-3 to Central US',
    lines: [],
    consequences: [],
    checks: [
      {
        outcome: 'block',
        subject: 'weekly-3',
        why: 'it is itself a copy (of weekly-3 in East US), and Azure does not copy copies.',
        fix: 'Copy the original instead.',
      },
      { outcome: 'passed', subject: 'region', why: 'Central US takes copies.' },
    ],
    facts: { decisive: {}, bounded: {}, shown: {} },
    writes: [],
    vms: 1,
    work: { workflow: 'sample', order: {}, locks: [] },
  }),
};
