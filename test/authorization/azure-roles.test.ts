import { describe, expect, test } from 'vitest';
import { builtInRoles } from '../../rehearsal/azure/services/authorization/built-in-roles.ts';
import { roleAllows } from '../../rehearsal/azure/services/authorization/role.ts';
import { type AzureAction, azureActions } from '../../src/authorization/azure-actions.ts';
import { type Area, type Level, levels } from '../../src/policy/policy.ts';

/** What Azure itself calls Reader, Operator and Contributor is the measure of what Lifeboat calls so. */
const families = { recovery: 'Site Recovery', backup: 'Backup' } as const;
type Family = keyof typeof families;

/** Where Lifeboat asks for more than Azure does, and why. */
const stricter: Readonly<Record<string, string>> = {
  'backup enable': 'it binds a machine to a policy and its costs, which is for who answers for the vault',
  'backup stop': 'it ends the protection of a machine',
  'backup undelete': 'it takes a deletion back that a Contributor decided',
};

const isRead = (action: string) => /\/(read|backupCrrJobs?\/action)$/i.test(action);

const isReplicationWrite = (action: string) =>
  /^microsoft\.recoveryservices\/vaults\/replication/i.test(action) && !isRead(action);

/** What configures the vault itself, not what is protected in it. */
const isVaultWrite = (action: string) =>
  /^microsoft\.recoveryservices\/vaults\/(write|delete|\w*(config|configs|proxies|information|certificates|connections)\/.*)$/i.test(
    action,
  ) && !isRead(action);

/** Below a vault, and for the secondary region below a location. */
const isBackupWrite = (action: string) =>
  /^microsoft\.recoveryservices\/(vaults|locations)\/backup/i.test(action) && !isVaultWrite(action) && !isRead(action);

const commandsOf = (rows: readonly AzureAction[]) => [...new Set(rows.flatMap(({ commands }) => commands))].sort();

const rowsOf = (command: string, area: Area, counts: (action: string) => boolean) =>
  azureActions.filter(
    ({ action, need, commands }) =>
      commands.includes(command) && need.kind === 'level' && need.area === area && counts(action),
  );

/** The highest level that one of the rows needs. */
const levelOf = (rows: readonly AzureAction[]): Level | undefined =>
  levels.findLast((level) => rows.some(({ need }) => need.kind === 'level' && need.level === level));

/** The lowest of the family's roles that covers all the actions together. */
const lowestRole = (family: Family, rows: readonly AzureAction[]): Level | undefined =>
  levels.find((level) => rows.every(({ action }) => roleAllows(roleNamed(family, level), action)));

const roleNamed = (family: Family, level: Level) => {
  const name = `${families[family]} ${level}`;
  const role = builtInRoles.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!role) throw new Error(`Azure has no role "${name}".`);
  return role;
};

const recoveryCommands = commandsOf(azureActions.filter(({ action }) => isReplicationWrite(action)));
const backupCommands = commandsOf(azureActions.filter(({ action }) => isBackupWrite(action)));

describe('the writing replication actions of a command', () => {
  test.each(recoveryCommands)(
    '%s: are covered by the Site Recovery role of its level and by no lower one',
    (command) => {
      const rows = rowsOf(command, 'recovery', isReplicationWrite);

      expect(lowestRole('recovery', rows)).toBe(levelOf(rows));
    },
  );

  test('belong to the area recovery, all of them', () => {
    const elsewhere = azureActions.filter(
      ({ action, need }) => isReplicationWrite(action) && !(need.kind === 'level' && need.area === 'recovery'),
    );

    expect(elsewhere).toEqual([]);
  });

  test.each([
    'failover-cancel',
    'recovery-plan create',
    'recovery-plan update',
    'recovery-plan delete',
    'replication-policy create',
    'replication-policy set',
  ])('%s: is for a Contributor', (command) => {
    expect(levelOf(rowsOf(command, 'recovery', isReplicationWrite))).toBe('contributor');
  });
});

describe('the writing backup actions of a command', () => {
  const exact = backupCommands.filter((command) => !(command in stricter));

  test.each(exact)('%s: are covered by the Backup role of its level and by no lower one', (command) => {
    const rows = rowsOf(command, 'backup', isBackupWrite);

    expect(lowestRole('backup', rows)).toBe(levelOf(rows));
  });

  test.each(Object.entries(stricter))('%s: is for a Contributor, though Azure would let an Operator: %s', (command) => {
    const rows = rowsOf(command, 'backup', isBackupWrite);

    expect(levelOf(rows)).toBe('contributor');
    expect(lowestRole('backup', rows)).toBe('operator');
  });

  test('belong to the area backup, all of them', () => {
    const elsewhere = azureActions.filter(
      ({ action, need }) => isBackupWrite(action) && !(need.kind === 'level' && need.area === 'backup'),
    );

    expect(elsewhere).toEqual([]);
  });
});

test('no action in a vault needs a lower level than Azure asks for it, reads included', () => {
  const tooLow = azureActions.filter(({ action, need }) => {
    if (!action.startsWith('Microsoft.RecoveryServices/') || need.kind !== 'level' || need.area === 'copies')
      return false;
    return levels.indexOf(need.level) < levels.indexOf(lowestToAllow(need.area, action));
  });

  expect(tooLow).toEqual([]);
});

/** An action that none of the family's roles has is given by Azure's general roles, Reader upwards. */
const lowestToAllow = (family: Family, action: string): Level =>
  levels.find((level) => roleAllows(roleNamed(family, level), action)) ?? 'reader';

test('every write to a vault itself needs the grant vault-admin, and nothing else does', () => {
  const writes = azureActions.filter(({ action }) => isVaultWrite(action));
  const granted = azureActions.filter(({ need }) => need.kind === 'special' && need.grant === 'vault-admin');

  expect(writes.length).toBeGreaterThan(1);
  expect(writes.map(({ action }) => action)).toEqual(granted.map(({ action }) => action));
});
