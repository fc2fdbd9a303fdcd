import { idKey, nameOf, parentId, parseId } from '../core/ids.ts';

/** A vault, by the names that the SDK asks for. */
interface VaultPlace {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly vault: string;
}

/** A machine in a vault, by the names that the SDK asks for; the fabric is always Azure. */
interface ItemPlace extends VaultPlace {
  readonly container: string;
  readonly item: string;
}

export const fabric = 'Azure';

export const vaultPlace = (vaultId: string): VaultPlace => {
  const { subscription, resourceGroup, name } = parseId(vaultId);
  return { subscription, resourceGroup, vault: name };
};

export const itemPlace = (itemId: string): ItemPlace => {
  const { subscription, resourceGroup, names } = parseId(itemId);
  const [vault, , container, item] = names;
  if (!vault || !container || !item) throw new Error(`This is no id of a backup item: ${itemId.slice(0, 300)}`);
  return { subscription, resourceGroup, vault, container, item };
};

const withinVault = /^.+?\/vaults\/[^/]+/iu;

/** The vault of an item, a point, a policy or a job. */
export const vaultIdOf = (id: string): string => withinVault.exec(id)?.[0] ?? id;

/** Azure Backup makes an item's id out of the machine's: that of `rg/vm` never changes. */
export const itemIdFor = (vaultId: string, vmId: string): string => {
  const { resourceGroup, name } = parseId(vmId);
  const machine = `iaasvmcontainerv2;${resourceGroup};${name}`.toLowerCase();
  return `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${machine}/protectedItems/VM;${machine}`;
};

/** Jobs name the item that they are about like this: `iaasvmcontainerv2;rg;vm`. */
export const machineOf = (itemId: string): string => idKey(nameOf(itemId)).replace(/^vm;/u, '');

/** With its special characters escaped, as Azure wants them in a path. */
export const pathOf = (id: string): string => id.split('/').map(encodeURIComponent).join('/');

export const itemIdOfPoint = (pointId: string): string => parentId(pointId);

/** Where the secondary region's own services answer. */
export const locationPath = (subscription: string, region: string): string =>
  `/subscriptions/${subscription}/providers/Microsoft.RecoveryServices/locations/${region}`;
