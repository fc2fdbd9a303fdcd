import {
  createRestorePoint,
  createRestorePointCollection,
  createSnapshot,
} from '../../../rehearsal/azure/services/compute/provision-points.ts';
import type { PlanContext } from '../../../src/definitions/command.ts';
import type { Plan } from '../../../src/plans/plan.ts';
import type { Target } from '../../../src/ports/names.ts';
import { type AzureWorld, sending } from '../../adapters/azure/azure-world.ts';
import { nothingKept } from '../../sample/kept.ts';
import { samplePolicy } from '../../sample/policy.ts';

export const westus: Target = { kind: 'region', name: 'westus', where: 'West US', resources: [] };

/** What a plan has to say against what was asked. */
export const against = async (plan: Promise<Plan>): Promise<readonly string[]> =>
  (await plan).checks.filter(({ outcome }) => outcome !== 'passed').map(({ outcome, why }) => `${outcome}: ${why}`);

/** The VM web-01 of the small estate: what is asked for it through the adapter, and what goes on behind its back. */
export const startLimits = (world: AzureWorld) => {
  const { azure, id } = world;
  const now = () => new Date(azure.clock.now());
  const { readers, writers } = world.connect({ timing: { now } });
  const collection = (name: string) => id('app', `Microsoft.Compute/restorePointCollections/${name}`);
  const vmId = id('app', 'Microsoft.Compute/virtualMachines/web-01');
  const diskId = id('app', 'Microsoft.Compute/disks/web-01-os');
  const [near, far] = [collection('near'), collection('far')];
  const point = (name: string) => `${near}/restorePoints/${name}`;
  const copyOf = (name: string) => `${far}/restorePoints/${name}`;
  const snapshot = (name: string) => id('app', `Microsoft.Compute/snapshots/${name}`);
  const writer = writers.copies;
  const vm: Target = { kind: 'vm', name: 'web-01', where: 'app', resources: [vmId.toLowerCase()] };
  const context: Partial<PlanContext> = {
    policy: samplePolicy(),
    now,
    readers,
    kept: nothingKept,
  };
  return {
    vm,
    vmId,
    diskId,
    near,
    far,
    point,
    copyOf,
    snapshot,
    context: context as PlanContext,
    named: (name: string): Target => ({ kind: 'point', name, where: vm.name, resources: vm.resources }),
    /** In the portal, some time ago. */
    hasPoint: (name: string) => {
      createRestorePointCollection(azure.world, { id: near, location: 'eastus', sourceId: vmId });
      createRestorePoint(azure.world, { id: point(name) });
      azure.clock.advance(60);
    },
    hasCopy: (name: string) => {
      createRestorePointCollection(azure.world, { id: far, location: 'westus', sourceId: near });
      createRestorePoint(azure.world, { id: copyOf(name), copyOf: point(name) });
    },
    hasSnapshot: (name: string, incremental = true) => {
      createSnapshot(azure.world, { id: snapshot(name), location: 'eastus', sourceId: diskId, incremental });
      azure.clock.advance(60);
    },
    hasSnapshotCopy: (name: string) =>
      createSnapshot(azure.world, { id: snapshot(`${name}-far`), location: 'westus', sourceId: snapshot(name) }),
    /** Changes a thing as its owner would in the portal. */
    change: (what: string, properties: Readonly<Record<string, unknown>>) =>
      Object.assign(azure.world.resources.get(what)?.properties ?? {}, properties),
    /** Sent without asking a plan. */
    sends: {
      create: (name: string, consistency: 'crash' | 'application' = 'crash') =>
        writer.createRestorePoint({ id: point(name), consistency, excludeDiskIds: [] }, sending()),
      copy: async (name: string, { from = point(name), into = far } = {}) => {
        const source = from.slice(0, from.indexOf('/restorePoints/'));
        await writer.createCollection({ id: into, region: 'westus', sourceId: source }, sending());
        return writer.copyRestorePoint({ id: `${into}/restorePoints/again-${name}`, sourceId: from }, sending());
      },
      copySnapshot: (name: string) =>
        writer.copySnapshot({ id: snapshot(`${name}-again`), region: 'westus', sourceId: snapshot(name) }, sending()),
    },
  };
};
