import { arg, flag, many } from '../../src/definitions/argument.ts';
import { defineChange, defineQuery } from '../../src/definitions/command.ts';
import { choice, pointSelector, reason, region, vmName, words } from '../../src/definitions/kinds.ts';
import { message, text } from '../../src/messages/compose.ts';
import type { Plan } from '../../src/plans/plan.ts';
import { applicationOrVm, targetName } from './kinds.ts';

/** One command of each kind, shaped like the real ones, so that the core is tested apart from Azure. */
export const status = defineQuery({
  name: 'status',
  topic: 'see',
  summary: 'Show how well something is protected.',
  access: { level: 'reader', area: 'recovery' },
  args: { target: arg(applicationOrVm, { help: 'A VM or an application', example: 'payments' }) },
  answer: ({ target }) => message(`${target.name}: protected`, 'good', text('All is well.')),
});

export const copyPoint = defineChange({
  name: 'restore-point copy',
  topic: 'copies',
  summary: 'Copy a restore point to another region.',
  access: { level: 'operator', area: 'copies' },
  danger: 'reversible',
  args: {
    point: arg(words, { help: 'The restore point', example: 'nightly-1120' }),
    to: flag(region, { help: 'Where to', example: 'westus2', required: true }),
    mode: flag(choice('fast', 'full'), { help: 'How', example: 'full', fallback: 'full' }),
  },
  plan: async ({ point, to }) => samplePlan(`copy ${point} to ${to.name}`, []),
});

export const failover = defineChange({
  name: 'failover',
  topic: 'failovers',
  summary: 'Fail a VM, an application or a recovery plan over to its recovery region.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'outage',
  args: {
    target: arg(targetName, { help: 'VM, application or recovery plan', example: 'payments' }),
    point: flag(pointSelector, { help: 'Which recovery point', example: 'latest-processed', fallback: 'latest' }),
    reason: flag(reason, { help: 'Why', example: 'INC-88123 power loss' }),
  },
  plan: async ({ target }) => samplePlan(`fail over ${target.name}`, target.resources),
});

export const failoverCancel = defineChange({
  name: 'failover-cancel',
  topic: 'failovers',
  summary: 'Take a failover back before it is committed.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'data-loss',
  args: { target: arg(vmName, { help: 'VM', example: 'pay-web-01' }) },
  plan: async ({ target }) => samplePlan(`cancel the failover of ${target.name}`, target.resources),
});

export const protect = defineChange({
  name: 'protect',
  topic: 'replication',
  summary: 'Replicate VMs to another region.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'reversible',
  args: {
    vms: arg(many(vmName), { help: 'VMs', example: 'pay-web-01' }),
    to: flag(region, { help: 'Where to', example: 'westus2', required: true }),
    excludeDisk: flag(many(words), { help: 'Disks to leave out', example: 'scratch' }),
  },
  plan: async ({ vms }) =>
    samplePlan(
      `protect ${vms.map((vm) => vm.name).join(', ')}`,
      vms.flatMap((vm) => vm.resources),
    ),
});

export const vaultCreate = defineChange({
  name: 'vault create',
  topic: 'vaults',
  summary: 'Create a vault.',
  access: { grant: 'vault-admin' },
  danger: 'reversible',
  args: { name: arg(words, { help: 'Its name', example: 'vault-west' }) },
  plan: async ({ name }) => ({ ...samplePlan(`create the vault ${name}`, []), writes: [vaultWrite(name)] }),
});

export const addNote = defineChange({
  name: 'add-note',
  topic: 'running',
  summary: 'Add a note to something.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'reversible',
  additive: true,
  args: { target: arg(targetName, { help: 'To what', example: 'payments' }) },
  plan: async ({ target }) => samplePlan(`add a note to ${target.name}`, []),
});

const samplePlan = (title: string, machines: readonly string[]): Plan => ({
  title,
  lines: [{ title, detail: 'at once' }],
  consequences: [],
  checks: [],
  facts: { decisive: { vms: machines }, bounded: {}, shown: {} },
  writes: machines.map((machine) => ({
    action:
      'Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers/replicationProtectedItems/unplannedFailover/action',
    resource: `${vault}/replicationProtectedItems/${machine.split('/').at(-1)}`,
    of: machine,
    call: { method: 'POST' },
  })),
  vms: machines.length,
  work: { workflow: 'sample', order: { machines }, locks: machines.map((machine) => ({ machine, kind: 'move' })) },
});

const vaultWrite = (name: string) => ({
  action: 'Microsoft.RecoveryServices/vaults/write',
  resource: `${vaults}/${name}`,
  call: { method: 'PUT' } as const,
});

const vaults =
  '/subscriptions/5a1e0000-0000-0000-0000-000000000001/resourcegroups/rg-vaults/providers/microsoft.recoveryservices/vaults';
const vault = `${vaults}/v1`;
