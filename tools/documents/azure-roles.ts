import {
  linkedActions,
  listedActions,
  readingActions,
  writingActions,
} from '../../adapters/azure/performed-actions.ts';

/** A custom role, in the form that `az role definition create` takes. */
interface RoleDefinition {
  readonly Name: string;
  readonly IsCustom: true;
  readonly Description: string;
  readonly Actions: readonly string[];
  readonly NotActions: readonly string[];
  readonly DataActions: readonly string[];
  readonly NotDataActions: readonly string[];
  readonly AssignableScopes: readonly string[];
}

const vault = 'Microsoft.RecoveryServices/vaults';
const container = `${vault}/replicationFabrics/replicationProtectionContainers`;

/**
 * Azure has two names for reading these, and does not say which one it asks for when a whole vault is listed: a role
 * with one of them alone might be refused.
 */
const otherNames: readonly (readonly [action: string, other: string])[] = [
  [`${container}/read`, `${vault}/replicationProtectionContainers/read`],
  [`${container}/replicationProtectionContainerMappings/read`, `${vault}/replicationProtectionContainerMappings/read`],
  [`${container}/replicationProtectedItems/read`, `${vault}/replicationProtectedItems/read`],
  [
    `${vault}/replicationFabrics/replicationNetworks/replicationNetworkMappings/read`,
    `${vault}/replicationNetworkMappings/read`,
  ],
];

/** One role for each of the bot's identities: the front's, which only reads, and the worker's. */
const azureRoles = (): Readonly<Record<'front' | 'worker', RoleDefinition>> => ({
  front: role('Lifeboat front', 'Reads what Lifeboat shows, and changes nothing.', [
    ...readingActions,
    ...listedActions,
  ]),
  worker: role('Lifeboat worker', 'Carries out the changes that were approved in Lifeboat, and reads for them.', [
    // The steps of a workflow look before they act, with every reader.
    ...readingActions,
    ...listedActions,
    ...writingActions,
    ...linkedActions,
  ]),
});

/** Formatted as everything here is. */
export const azureRolesText = (): string =>
  `${JSON.stringify(azureRoles(), undefined, 2).replaceAll(/\[\s+("[^"]*")\s+\]/g, '[$1]')}\n`;

const role = (Name: string, Description: string, actions: readonly string[]): RoleDefinition => ({
  Name,
  IsCustom: true,
  Description,
  Actions: withOtherNames(actions),
  NotActions: [],
  DataActions: [],
  NotDataActions: [],
  AssignableScopes: ['/subscriptions/<subscription id>'],
});

const withOtherNames = (actions: readonly string[]): readonly string[] => {
  const others = otherNames.flatMap(([action, other]) => (actions.includes(action) ? [other] : []));
  return [...new Set([...actions, ...others])].toSorted((one, other) =>
    one.toLowerCase() < other.toLowerCase() ? -1 : 1,
  );
};
