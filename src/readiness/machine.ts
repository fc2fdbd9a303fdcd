import type { Check } from '../plans/plan.ts';
import type { Vm, VmDisk, VmState } from '../ports/azure/estate.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import { blocked, passed, warning } from './checks.ts';

export const checkConfidential = ({ name, confidential }: Vm): Check =>
  confidential
    ? blocked(
        'confidential VM',
        `${name} is a confidential VM, which Site Recovery does not replicate.`,
        'Protect it by backups: backup enable',
      )
    : passed('confidential VM', `${name} is none.`);

const mostOsGb = 4096;
const mostDataGb = 32_767;

/** Kinds and sizes that Site Recovery replicates. What is inside a disk only check-inside can tell. */
export const checkDisks = ({ disks }: Vm): readonly Check[] => {
  const found = disks.flatMap(checkDisk);
  const bad = found.filter((check) => check.outcome !== 'passed');
  return bad.length > 0
    ? bad
    : [passed('disks', `${disks.length === 1 ? 'Its disk' : `All ${disks.length} disks`} can be replicated.`)];
};

const checkDisk = (disk: VmDisk): readonly Check[] => {
  const subject = `disk ${disk.name}`;
  if (disk.id === undefined) {
    return [
      warning(
        subject,
        'It is an unmanaged disk: its replica needs a storage account in the target region.',
        'Simpler: convert it to a managed disk first.',
      ),
    ];
  }
  const leaveOut =
    disk.role === 'data' ? `Leave it out: --exclude-disk ${disk.name}` : 'Move the system to another kind of disk.';
  if (/^ultra/iu.test(disk.type ?? ''))
    return [blocked(subject, 'Site Recovery does not replicate Ultra disks.', leaveOut)];
  const most = disk.role === 'os' ? mostOsGb : mostDataGb;
  if ((disk.sizeGb ?? 0) > most) {
    return [blocked(subject, `It has ${disk.sizeGb} GB; Site Recovery replicates up to ${most} GB.`, leaveOut)];
  }
  if (/^premiumv2/iu.test(disk.type ?? '')) {
    return [
      warning(
        subject,
        'Premium SSD v2 disks are replicated only between some regions.',
        'Azure tells when protection is enabled.',
      ),
    ];
  }
  return [passed(subject, `${disk.type ?? 'Managed'} can be replicated.`)];
};

/** Site Recovery installs its extension through the VM agent, so the machine must run and its agent answer. */
export const checkAgent = ({ name }: Vm, state: VmState): Check => {
  const subject = 'VM agent';
  if (state.power !== 'running') {
    return warning(
      subject,
      `${name} does not run (${state.power}), so its agent cannot be asked.`,
      `Start ${name} before it is protected.`,
    );
  }
  if (!/^succeeded$/iu.test(state.provisioning)) {
    return warning(
      subject,
      `Azure says that ${name} is ${state.provisioning.toLowerCase()}, not ready (150019).`,
      'Wait until its last change is over, or repair it.',
    );
  }
  if (state.agent === 'ready') return passed(subject, 'It runs, and its agent answers.');
  return blocked(
    subject,
    `The agent of ${name} is ${state.agent === 'unknown' ? 'not reporting' : 'not ready'}.`,
    `Repair or install the Azure VM agent inside ${name}.`,
  );
};

/** Of a machine that is replicated already: the extension that sends its data grows too old. */
export const checkMobilityAgent = (item: ProtectedItem, now: Date): Check => {
  const subject = 'Site Recovery agent';
  const expires = item.agentExpiresAt;
  if (expires && expires <= now) {
    return blocked(
      subject,
      `It expired on ${expires.toISOString().slice(0, 10)}: replication stops.`,
      'Update the agent, or turn on its automatic update.',
    );
  }
  if (item.agentUpdateWaits) return warning(subject, 'A newer version waits to be installed.', 'Update the agent.');
  return passed(subject, expires ? `Good until ${expires.toISOString().slice(0, 10)}.` : 'No update waits.');
};
