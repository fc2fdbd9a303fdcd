import { z } from 'zod';
import type { Container, ContainerMapping, Fabric, NetworkMapping } from '../../../src/ports/azure/recovery-setup.ts';
import { parentId } from '../core/ids.ts';

const named = { id: z.string(), name: z.string() };

export const fabricShape = z
  .object({ ...named, properties: z.object({ customDetails: z.object({ location: z.string() }) }) })
  .transform(
    ({ id, name, properties }): Fabric => ({ id, name, region: properties.customDetails.location.toLowerCase() }),
  );

export const containerShape = z
  .object(named)
  .transform(({ id, name }): Container => ({ id, name, fabricId: parentId(id) }));

export const mappingShape = z
  .object({ ...named, properties: z.object({ targetProtectionContainerId: z.string(), policyId: z.string() }) })
  .transform(
    ({ id, name, properties }): ContainerMapping => ({
      id,
      name,
      containerId: parentId(id),
      targetContainerId: properties.targetProtectionContainerId,
      policyId: properties.policyId,
    }),
  );

export const networkMappingShape = z
  .object({ ...named, properties: z.object({ primaryNetworkId: z.string(), recoveryNetworkId: z.string() }) })
  .transform(
    ({ id, name, properties }): NetworkMapping => ({
      id,
      name,
      networkId: properties.primaryNetworkId,
      targetNetworkId: properties.recoveryNetworkId,
    }),
  );
