import { actions, message, table } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { PolicyReport } from '../protection/read-policies.ts';
import { nextLine, type Offer } from './offer.ts';
import { lastNote, missingNotes } from './reading-notes.ts';
import { policyRow } from './vaults.ts';
import { counted } from './words.ts';

export const policyList = (report: PolicyReport, offer: Offer): Message => {
  const { policies } = report;
  const button = offer('Create a policy', 'replication-policy create');
  return message(
    policies.length > 0
      ? `Replication policies: ${policies.length}.`
      : 'There is no replication policy yet: protect makes one.',
    'neutral',
    policies.length > 0
      ? table(
          ['Policy', 'Keeps points', 'App-consistent', 'Groups', 'Vault', 'Used by'],
          policies.map(({ policy, vault, vms }) => [...policyRow(policy), vault, counted(vms, 'VM')]),
        )
      : undefined,
    ...missingNotes(report),
    lastNote(nextLine([button]), report),
    actions(button),
  );
};
