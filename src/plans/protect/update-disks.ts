import { nameIn, sameId } from '../../protection/resource-id.ts';
import { blocked, warning } from '../../readiness/checks.ts';
import { checkDisks } from '../../readiness/machine.ts';
import type { Check } from '../plan.ts';
import { common } from './replicated.ts';
import { none, type Part, type Scene, same } from './update-scene.ts';

export const agentPart = ({ machine, wanted }: Scene): Part => {
  if (!wanted.updateAgent) return none;
  const { item, vm } = machine;
  return {
    change: { call: 'updateAgent', ...common(machine) },
    lines: [{ title: `update the agent of ${vm.name}`, detail: item.agentVersion ?? 'Azure does not say its version' }],
    checks: item.agentUpdateWaits ? [] : [warning('agent', 'Azure says that no update waits.')],
  };
};

/** The new disks go the way of those that are replicated already. */
export const addPart = ({ machine, vm, wanted }: Scene): Part => {
  const { item } = machine;
  const names = wanted.addDisks ?? [];
  if (names.length === 0) return none;
  const attachedNames = vm.disks.map(({ name }) => name).join(', ');
  const disks = names.map((name) => ({ name, disk: vm.disks.find((each) => same(each.name, name)) }));
  const model = item.disks[0];
  const cacheAccountId = model?.cacheAccountId;
  const groupId = model?.recoveryResourceGroupId ?? item.recoveryResourceGroupId;
  const checks = disks.flatMap(({ name, disk }): readonly Check[] => {
    if (!disk) return [blocked(`disk ${name}`, `${vm.name} has no such disk.`, `It has: ${attachedNames}.`)];
    if (disk.id === undefined)
      return [
        blocked(
          `disk ${name}`,
          'It is unmanaged; those are replicated from the start or not at all.',
          'Convert it to a managed disk.',
        ),
      ];
    if (item.disks.some(({ id }) => sameId(id, disk.id)))
      return [blocked(`disk ${name}`, 'It is replicated already.', `See: status ${vm.name}`)];
    return checkDisks({ ...vm, disks: [disk] });
  });
  if (!cacheAccountId || !groupId)
    return {
      ...none,
      checks: [
        ...checks,
        blocked('cache account', 'Azure does not say which one it uses.', 'Protect it anew: unprotect, protect.'),
      ],
    };
  const orders = disks.flatMap(({ disk }) =>
    disk?.id === undefined
      ? []
      : [
          {
            diskId: disk.id,
            cacheAccountId,
            recoveryResourceGroupId: groupId,
            ...(disk.type && { replicaType: disk.type, targetType: disk.type }),
          },
        ],
  );
  return {
    change: { call: 'addDisks', ...common(machine), disks: orders },
    lines: names.map((name) => ({ title: `add disk ${name}`, detail: `into ${nameIn(groupId)}` })),
    checks,
  };
};

export const removePart = ({ machine, wanted }: Scene): Part => {
  const { item, vm } = machine;
  const names = wanted.removeDisks ?? [];
  if (names.length === 0) return none;
  const found = names.map((name) => ({ name, disk: item.disks.find((each) => same(each.name, name)) }));
  const replicated = item.disks.map(({ name }) => name).join(', ');
  return {
    change: { call: 'removeDisks', ...common(machine), diskIds: found.flatMap(({ disk }) => disk?.id ?? []) },
    lines: names.map((name) => ({ title: `take out disk ${name}`, detail: 'its replica is deleted' })),
    checks: found.flatMap(({ name, disk }) => {
      if (!disk) return [blocked(`disk ${name}`, `It is not replicated with ${vm.name}.`, `These are: ${replicated}.`)];
      return disk.role === 'os'
        ? [
            blocked(
              `disk ${name}`,
              'It is the system disk: without it nothing would start.',
              'Leave it in, or unprotect.',
            ),
          ]
        : [];
    }),
  };
};
