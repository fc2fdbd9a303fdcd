import type { Role } from '../role.ts';

const created = '2015-02-02T21:55:09.8806423Z';
const updated = '2021-11-11T20:13:49.7447960Z';
const none: readonly string[] = [];

export const owner: Role = {
  name: 'Owner',
  guid: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  description: 'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
  actions: ['*'],
  notActions: none,
  dataActions: none,
  created,
  updated,
};

export const contributor: Role = {
  name: 'Contributor',
  guid: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  description:
    'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage assignments in Azure Blueprints, or share image galleries.',
  actions: ['*'],
  notActions: [
    'Microsoft.Authorization/*/Delete',
    'Microsoft.Authorization/*/Write',
    'Microsoft.Authorization/elevateAccess/Action',
    'Microsoft.Blueprint/blueprintAssignments/write',
    'Microsoft.Blueprint/blueprintAssignments/delete',
    'Microsoft.Compute/galleries/share/action',
    'Microsoft.Purview/consents/write',
    'Microsoft.Purview/consents/delete',
  ],
  dataActions: none,
  created,
  updated,
};

export const reader: Role = {
  name: 'Reader',
  guid: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  description: 'View all resources, but does not allow you to make any changes.',
  actions: ['*/read'],
  notActions: none,
  dataActions: none,
  created,
  updated,
};

export const userAccessAdministrator: Role = {
  name: 'User Access Administrator',
  guid: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  description: 'Lets you manage user access to Azure resources.',
  actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  notActions: none,
  dataActions: none,
  created,
  updated,
};

export const networkContributor: Role = {
  name: 'Network Contributor',
  guid: '4d97b98b-1d4f-4787-a291-c67834d212e7',
  description: 'Lets you manage networks, but not access to them.',
  actions: [
    'Microsoft.Authorization/*/read',
    'Microsoft.Insights/alertRules/*',
    'Microsoft.Network/*',
    'Microsoft.ResourceHealth/availabilityStatuses/read',
    'Microsoft.Resources/deployments/*',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    'Microsoft.Support/*',
  ],
  notActions: none,
  dataActions: none,
  created,
  updated,
};

export const storageAccountContributor: Role = {
  name: 'Storage Account Contributor',
  guid: '17d1049b-9a84-46fb-8f53-869881c3d3ab',
  description:
    'Lets you manage storage accounts, including accessing storage account keys which provide full access to storage account data.',
  actions: [
    'Microsoft.Authorization/*/read',
    'Microsoft.Insights/alertRules/*',
    'Microsoft.Insights/diagnosticSettings/*',
    'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action',
    'Microsoft.ResourceHealth/availabilityStatuses/read',
    'Microsoft.Resources/deployments/*',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    'Microsoft.Storage/storageAccounts/*',
    'Microsoft.Support/*',
  ],
  notActions: none,
  dataActions: none,
  created,
  updated,
};

export const storageAccountKeyOperator: Role = {
  name: 'Storage Account Key Operator Service Role',
  guid: '81a9662b-bebf-436f-a333-f67b29880f12',
  description: 'Storage Account Key Operators are allowed to list and regenerate keys on Storage Accounts',
  actions: [
    'Microsoft.Storage/storageAccounts/listkeys/action',
    'Microsoft.Storage/storageAccounts/regeneratekey/action',
  ],
  notActions: none,
  dataActions: none,
  created,
  updated,
};

export const storageBlobDataContributor: Role = {
  name: 'Storage Blob Data Contributor',
  guid: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  description: 'Allows for read, write and delete access to Azure Storage blob containers and data',
  actions: [
    'Microsoft.Storage/storageAccounts/blobServices/containers/delete',
    'Microsoft.Storage/storageAccounts/blobServices/containers/read',
    'Microsoft.Storage/storageAccounts/blobServices/containers/write',
    'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action',
  ],
  notActions: none,
  dataActions: [
    'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete',
    'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
    'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
    'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/move/action',
    'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action',
  ],
  created,
  updated,
};
