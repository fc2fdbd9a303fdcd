import { passed, warning } from '../../readiness/checks.ts';
import type { Check } from '../plan.ts';
import type { RestoreSource } from './restore-source.ts';

/** What Cross Region Restore does not do, said before somebody finds out. */
export const secondaryRemarks = ({ region, vault }: RestoreSource): readonly string[] => [
  `It is done by ${region} alone: the region of vault ${vault} need not answer, and is asked for names and sizes at most. Once it has begun it cannot be cancelled.`,
  'Azure Backup offers no check of the order there, so that it may still refuse it; then nothing is made.',
  'Managed identities do not come with it: give the new machine its own. Disks with customer keys come back with keys of the platform, unless the vault itself uses a customer key.',
];

export const encryptionChecks = ({ point, region, secondary }: RestoreSource): readonly Check[] => {
  if (!point.encrypted) return [passed('encryption', 'the machine was not encrypted from inside.')];
  const where = secondary ? ` A key vault of ${region} has to hold the keys.` : '';
  return [
    warning(
      'encryption',
      `the machine was encrypted from inside (Azure Disk Encryption): its disks cannot be read without its keys.${where}`,
      'Restore the keys first, from the backup of the key vault.',
    ),
  ];
};
