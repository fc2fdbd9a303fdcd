import { message, note, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { BackupPoliciesReport } from '../protection/read-backup-policies.ts';
import { nameIn } from '../protection/resource-id.ts';
import { lastNote, leftOutNote, missingNotes } from './reading-notes.ts';
import { listed } from './words.ts';

/** How often backups are made by which policy, and how long they are kept. */
export const backupPoliciesCard = (report: BackupPoliciesReport): Message => {
  const { vault, leftOut } = report;
  const policies = report.policies.filter(({ of }) => of === 'machines');
  const databases = report.policies.filter(({ of }) => of === 'databases').map(({ name }) => name);
  return message(
    `${policies.length} backup ${policies.length === 1 ? 'policy' : 'policies'} for VMs${vault ? ` in vault ${vault.name}` : ''}.`,
    'neutral',
    policies.length === 0
      ? text('There is none that I can see.')
      : table(
          ['Policy', 'Vault', 'Backs up', 'Keeps', 'VMs'],
          policies.map(({ name, vaultId, schedule, keeps, items }) => [
            name,
            nameIn(vaultId),
            schedule,
            keeps,
            String(items),
          ]),
        ),
    databases.length > 0
      ? note(
          `Left out: ${listed([...new Set(databases)])}, for databases inside VMs (SQL Server, SAP HANA). This bot does not back those up: see them in the Azure portal.`,
        )
      : undefined,
    leftOutNote(leftOut, 'vault'),
    ...missingNotes(report),
    lastNote('Next: backup enable <vm> --vault <vault> --policy <policy>', report),
  );
};
