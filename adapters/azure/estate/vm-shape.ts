import { z } from 'zod';
import type { Vm, VmDisk, VmState } from '../../../src/ports/azure/estate.ts';
import { nameOf, parseId } from '../core/ids.ts';
import { region } from '../core/regions.ts';
import { flag, number, reference, text, texts } from '../core/shapes.ts';

const optionally = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.looseObject(shape).nullish().catch(undefined);

const disk = z.looseObject({
  name: text,
  osType: text,
  diskSizeGB: number,
  diffDiskSettings: z.object({ option: z.string().optional() }).optional(),
  writeAcceleratorEnabled: flag,
  vhd: optionally({ uri: text }),
  managedDisk: optionally({ id: text, storageAccountType: text, diskEncryptionSet: reference }),
});

const statuses = z
  .array(z.looseObject({ code: text, displayStatus: text }))
  .nullish()
  .catch(undefined);

const body = z.looseObject({
  id: z.string(),
  name: z.string(),
  location: region,
  zones: texts,
  provisioningState: text,
  hardwareProfile: optionally({ vmSize: text }),
  storageProfile: optionally({
    osDisk: disk.nullish().catch(undefined),
    dataDisks: z.array(disk).nullish().catch(undefined),
  }),
  networkProfile: optionally({
    networkInterfaces: z
      .array(z.looseObject({ id: text }))
      .nullish()
      .catch(undefined),
  }),
  securityProfile: optionally({ securityType: text }),
  availabilitySet: reference,
  instanceView: optionally({ statuses, vmAgent: optionally({ statuses }) }),
});

type Body = z.infer<typeof body>;

export const vmShape: z.ZodType<Vm> = body.transform((read) => vmOf(read));

/** From one answer, which was asked for with its instance view. */
export const vmWithState = body.transform((read) => ({ vm: vmOf(read), state: stateOf(read) }));

const vmOf = (read: Body): Vm => {
  const { subscription, resourceGroup } = parseId(read.id);
  const os = read.storageProfile?.osDisk?.osType?.toLowerCase();
  return {
    id: read.id,
    name: read.name,
    resourceGroup,
    subscription,
    region: read.location,
    size: read.hardwareProfile?.vmSize ?? 'unknown',
    os: os === 'linux' || os === 'windows' ? os : 'unknown',
    zones: read.zones,
    ...(read.availabilitySet !== undefined && { availabilitySetId: read.availabilitySet }),
    confidential: read.securityProfile?.securityType?.toLowerCase() === 'confidentialvm',
    disks: disksOf(read),
    nicIds: (read.networkProfile?.networkInterfaces ?? []).flatMap(({ id }) => id ?? []),
  };
};

const disksOf = ({ storageProfile }: Body): readonly VmDisk[] => {
  const { osDisk, dataDisks } = storageProfile ?? {};
  return [...(osDisk ? [diskOf(osDisk, 'os')] : []), ...(dataDisks ?? []).map((each) => diskOf(each, 'data'))];
};

const diskOf = (read: z.infer<typeof disk>, role: VmDisk['role']): VmDisk => ({
  ...basicsOf(read, role),
  ...(read.writeAcceleratorEnabled && { writeAccelerated: true }),
  ...(read.diffDiskSettings?.option && { ephemeral: true }),
});

const basicsOf = ({ name, vhd, managedDisk, diskSizeGB }: z.infer<typeof disk>, role: VmDisk['role']): VmDisk => ({
  name: name ?? nameOf(managedDisk?.id ?? vhd?.uri ?? 'a disk without a name'),
  ...(managedDisk?.id && { id: managedDisk.id }),
  ...(vhd?.uri && { blobUri: vhd.uri }),
  role,
  ...(diskSizeGB !== undefined && { sizeGb: diskSizeGB }),
  ...(managedDisk?.storageAccountType && { type: managedDisk.storageAccountType }),
  ...(managedDisk?.diskEncryptionSet && { encryptionSetId: managedDisk.diskEncryptionSet }),
});

const powers: Readonly<Record<string, VmState['power']>> = {
  'powerstate/running': 'running',
  'powerstate/stopped': 'stopped',
  'powerstate/deallocated': 'deallocated',
};

const stateOf = ({ instanceView, provisioningState }: Body): VmState => {
  const codes = (instanceView?.statuses ?? []).flatMap(({ code }) => code?.toLowerCase() ?? []);
  const agent = instanceView?.vmAgent?.statuses?.[0]?.displayStatus?.toLowerCase();
  return {
    power: powers[codes.find((code) => code.startsWith('powerstate/')) ?? ''] ?? 'other',
    agent: agent === undefined ? 'unknown' : agent === 'ready' ? 'ready' : 'not-ready',
    provisioning: provisioningState ?? 'unknown',
  };
};
