import { z } from 'zod';
import type { Step, Workflow } from '../../operations/workflow.ts';
import type { PlacesWriter, Vault } from '../../ports/azure/places.ts';
import type { Tools } from '../tools.ts';

const vaultOrder = z.object({ vaultId: z.string(), name: z.string() });
type VaultOrder = z.infer<typeof vaultOrder>;

interface Setting {
  readonly title: string;
  readonly isSo: (vault: Vault) => boolean;
  readonly set: (
    writer: PlacesWriter,
    ...given: Parameters<PlacesWriter['enableCrossRegionRestore']>
  ) => ReturnType<PlacesWriter['enableCrossRegionRestore']>;
}

/** One setting of a vault: setting it twice is setting it once. */
const settingStep = ({ vaultId }: VaultOrder, { title, isSo, set }: Setting): Step<Tools> => {
  const isSet = async ({ readers }: Tools) => isSo((await readers.places.vault(vaultId)).value);
  const evidence = 'the vault says so';
  return {
    name: 'set',
    title,
    dangerous: false,
    look: async (tools) => ((await isSet(tools)) ? { kind: 'done', evidence } : { kind: 'to-do' }),
    act: ({ writers }, sending) => set(writers.places, { vaultId }, sending),
    standing: ({ writers }, token) => writers.places.standing(token),
    reconcile: async (tools) => ((await isSet(tools)) ? { seen: 'done', evidence } : { seen: 'nothing' }),
  };
};

const readOrder = (order: unknown): VaultOrder => vaultOrder.parse(order);

/** Keeps a vault's backups in the paired region as well. */
export const setVaultRedundancy: Workflow<VaultOrder, Tools> = {
  name: 'set-vault-redundancy',
  version: 1,
  readOrder,
  steps: (order) => [
    settingStep(order, {
      title: `make vault ${order.name} geo-redundant`,
      isSo: ({ redundancy }) => redundancy === 'geo',
      set: (writer, { vaultId }, sending) => writer.setRedundancy({ vaultId, redundancy: 'geo' }, sending),
    }),
  ],
};

/** Lets a vault's backups be restored in the paired region. */
export const enableCrossRegion: Workflow<VaultOrder, Tools> = {
  name: 'enable-cross-region',
  version: 1,
  readOrder,
  steps: (order) => [
    settingStep(order, {
      title: `enable Cross Region Restore for vault ${order.name}`,
      isSo: ({ crossRegionRestore }) => crossRegionRestore,
      set: (writer, ...given) => writer.enableCrossRegionRestore(...given),
    }),
  ],
};
