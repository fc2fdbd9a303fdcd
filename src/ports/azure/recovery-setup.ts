import type { OperationToken, Sending } from './write.ts';

/** What replication in a vault stands on. */
export interface RecoverySetup {
  readonly fabrics: readonly Fabric[];
  readonly containers: readonly Container[];
  readonly mappings: readonly ContainerMapping[];
  readonly networkMappings: readonly NetworkMapping[];
}

/** A region, as a vault knows it. */
export interface Fabric {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly fabricId: string;
}

/** Lets machines of one container be replicated to another, under a policy. */
export interface ContainerMapping {
  readonly id: string;
  readonly name: string;
  readonly containerId: string;
  readonly targetContainerId: string;
  readonly policyId: string;
}

export interface NetworkMapping {
  readonly id: string;
  readonly name: string;
  readonly networkId: string;
  readonly targetNetworkId: string;
}

/** Creates what replication stands on. Ids are whole ARM ids, chosen by the caller. */
export interface RecoverySetupWriter {
  createFabric(order: FabricOrder, sending: Sending): Promise<OperationToken>;
  createContainer(order: ContainerOrder, sending: Sending): Promise<OperationToken>;
  mapContainers(order: ContainerMappingOrder, sending: Sending): Promise<OperationToken>;
  mapNetworks(order: NetworkMappingOrder, sending: Sending): Promise<OperationToken>;
  createPolicy(order: PolicyOrder, sending: Sending): Promise<OperationToken>;
  updatePolicy(order: PolicyOrder, sending: Sending): Promise<OperationToken>;
}

export interface FabricOrder {
  readonly id: string;
  readonly region: string;
}

export interface ContainerOrder {
  readonly id: string;
}

export interface ContainerMappingOrder {
  readonly id: string;
  readonly targetContainerId: string;
  readonly policyId: string;
}

export interface NetworkMappingOrder {
  readonly id: string;
  readonly networkId: string;
  readonly targetFabricId: string;
  readonly targetNetworkId: string;
}

export interface PolicyOrder {
  readonly id: string;
  readonly retentionMinutes: number;
  /** 0: none. */
  readonly appConsistentEveryMinutes: number;
  readonly multiVmConsistency: boolean;
}
