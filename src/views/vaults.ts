import { actions, facts, message, note, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { ReplicationPolicy } from '../ports/azure/recovery.ts';
import type { VaultReport } from '../protection/read-vaults.ts';
import { nextLine, type Offer } from './offer.ts';
import { lastNote, missingNotes } from './reading-notes.ts';
import { regionTitle } from './region-title.ts';
import { counted, inWords } from './words.ts';

type VaultStatus = VaultReport['vaults'][number];

export const vaultList = (report: VaultReport, offer: Offer): Message => {
  const { vaults } = report;
  const buttons = vaults.slice(0, 3).map(({ vault }) => offer(`Show ${vault.name}`, `vault show ${vault.name}`));
  if (vaults.length === 0) {
    const create = offer('Create a vault', 'vault create');
    return message(
      'There is no vault that you may see.',
      'neutral',
      ...missingNotes(report),
      lastNote(undefined, report),
      actions(create),
    );
  }
  return message(
    `${counted(vaults.length, 'vault')}.`,
    'neutral',
    table(['Vault', 'Region', 'Keeps backups', 'Replicates', 'Backs up'], vaults.map(asRow)),
    ...missingNotes(report),
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};

const asRow = ({ vault, replicated, backedUp }: VaultStatus): readonly string[] => [
  vault.name,
  regionTitle(vault.region),
  redundancyWords(vault),
  countWords(replicated),
  countWords(backedUp),
];

const redundancyWords = ({ redundancy, crossRegionRestore }: VaultStatus['vault']): string => {
  if (redundancy === 'unknown') return 'Azure does not say how';
  const geo = crossRegionRestore ? 'geo, restorable in the paired region' : 'geo';
  return redundancy === 'geo' ? geo : redundancy;
};

const countWords = (count: number | undefined): string => (count === undefined ? 'not shown' : counted(count, 'VM'));

export const vaultCard = (report: VaultReport, offer: Offer): Message => {
  const [found] = report.vaults;
  if (!found) {
    return message(
      'You may not see that vault.',
      'neutral',
      ...missingNotes(report),
      lastNote('Next: vault list', report),
    );
  }
  const { vault, policies, setup } = found;
  const button = offer(`Show what ${vault.name} protects`, `status ${vault.name}`);
  return message(
    `Vault ${vault.name} in ${regionTitle(vault.region)}.`,
    'neutral',
    facts(
      ['Resource group', vault.resourceGroup],
      ['Keeps backups', redundancyWords(vault)],
      ['Replicates', countWords(found.replicated)],
      ['Backs up', countWords(found.backedUp)],
    ),
    setup && setup.fabrics.length === 0
      ? text('Nothing has been set up for replication yet: protect does it.')
      : undefined,
    setup && setup.fabrics.length > 0
      ? note(`Replicates between ${setup.fabrics.map(({ region }) => regionTitle(region)).join(', ')}.`)
      : undefined,
    policies && policies.length > 0
      ? table(['Replication policy', 'Keeps points', 'App-consistent', 'Groups'], policies.map(policyRow))
      : undefined,
    ...missingNotes(report),
    lastNote(nextLine([button]), report),
    actions(button),
  );
};

export const policyRow = (policy: ReplicationPolicy): readonly string[] => [
  policy.name,
  inWords(policy.retentionMinutes * 60),
  policy.appConsistentEveryMinutes === 0 ? 'never' : `every ${inWords(policy.appConsistentEveryMinutes * 60)}`,
  policy.multiVmConsistency ? 'yes' : 'no',
];
