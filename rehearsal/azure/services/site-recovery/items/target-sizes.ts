import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { type VmSize, vmSizes } from '../../compute/sizes.ts';
import { ITEM, serviceId, types } from '../names.ts';
import { ok, row } from '../routes.ts';
import { requireItem } from '../vault/lookup.ts';
import type { ProtectedItem } from './item.ts';
import { nicsOf } from './nic-views.ts';

export const targetSizeRoutes: readonly Route[] = [
  row(
    'TargetComputeSizes_ListByReplicationProtectedItems',
    'GET',
    `${ITEM}/targetComputeSizes`,
    'replicationFabrics/replicationProtectionContainers/replicationProtectedItems/targetComputeSizes/read',
    list,
  ),
];

function list(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const nics = nicsOf(request.world, item.state.vmId).length;
  return ok({ value: vmSizes.map((size) => sizeView(item, size, nics)), nextLink: null });
}

/** Every size is listed; what does not fit says why. */
function sizeView(item: ProtectedItem, size: VmSize, nics: number): Record<string, unknown> {
  const errors = problemsOf(item, size, nics);
  return {
    id: serviceId(`${item.id}/targetComputeSizes/${size.name}`),
    name: size.name,
    type: types.targetSize,
    properties: {
      name: size.name,
      friendlyName: size.name,
      cpuCoresCount: size.cores,
      vCPUsAvailable: size.cores,
      memoryInGB: size.memoryGb,
      maxDataDiskCount: size.maxDataDisks,
      maxNicsCount: size.maxNics,
      errors: errors.length === 0 ? null : errors,
      highIopsSupported: size.premium ? 'Supported' : 'NotSupported',
      hyperVGenerations: size.generations.split(','),
    },
  };
}

function problemsOf({ state }: ProtectedItem, size: VmSize, nics: number): { message: string; severity: string }[] {
  const data = state.disks.filter(({ role }) => role === 'Data').length;
  const needsPremium = state.disks.some(({ targetSku }) => targetSku.startsWith('Premium'));
  return [
    ...(data > size.maxDataDisks
      ? [problem(`The size takes ${size.maxDataDisks} data disks, the machine has ${data}.`)]
      : []),
    ...(nics > size.maxNics
      ? [problem(`The size takes ${size.maxNics} network interfaces, the machine has ${nics}.`)]
      : []),
    ...(needsPremium && !size.premium ? [problem('The size does not take premium disks.')] : []),
  ];
}

function problem(message: string): { message: string; severity: string } {
  return { message, severity: 'Error' };
}
