import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  linkedActions,
  listedActions,
  readingActions,
  writingActions,
} from '../../adapters/azure/performed-actions.ts';
import { azureActions, needFor } from '../../src/authorization/azure-actions.ts';

interface Role {
  readonly Actions: readonly string[];
}

const { front, worker }: Record<'front' | 'worker', Role> = JSON.parse(readFileSync('docs/azure-role.json', 'utf8'));
const inTable = new Set(azureActions.map(({ action }) => action.toLowerCase()));

test("every action in the roles of the bot's own identities is in the table of who may do what", () => {
  const unnamed = [...front.Actions, ...worker.Actions].filter((action) => !inTable.has(action.toLowerCase()));

  expect(unnamed).toEqual([]);
});

test('the role of the front has nothing that changes anything, and the one of the worker holds it', () => {
  const asked =
    /\/(read|backupCrrJobs?\/action|effectiveNetworkSecurityGroups\/action|networkInterfaces\/effectiveRouteTable\/action)$/;

  expect(front.Actions.filter((action) => !asked.test(action))).toEqual([]);
  expect(worker.Actions).toEqual(expect.arrayContaining([...front.Actions]));
});

test('the roles have what the code does, and Azure’s second name of a reading, and no more', () => {
  const performed = new Set([...readingActions, ...listedActions, ...writingActions, ...linkedActions]);

  const beyond = worker.Actions.filter((action) => !performed.has(action));

  expect([...performed].filter((action) => !worker.Actions.includes(action))).toEqual([]);
  expect(beyond).toEqual([
    'Microsoft.RecoveryServices/vaults/replicationNetworkMappings/read',
    'Microsoft.RecoveryServices/vaults/replicationProtectedItems/read',
    'Microsoft.RecoveryServices/vaults/replicationProtectionContainerMappings/read',
    'Microsoft.RecoveryServices/vaults/replicationProtectionContainers/read',
  ]);
});

test.each([
  ['something that the command has no business with', 'check', 'Microsoft.Compute/virtualMachines/write'],
  ['something that nobody has heard of', 'failover', 'Microsoft.Compute/virtualMachines/explode/action'],
  ['what is read in any area', 'check', 'Microsoft.Compute/virtualMachines/read'],
])('a plan with %s in it is refused', (_, command, action) => {
  expect(needFor(command, action)).toBeUndefined();
});

test('no action has two needs for one command', () => {
  const asked = azureActions.flatMap(({ action, commands }) => commands.map((command) => `${command}: ${action}`));

  expect(asked.filter((each, index) => asked.indexOf(each) !== index)).toEqual([]);
});
