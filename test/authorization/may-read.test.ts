import { expect, test } from 'vitest';
import { subjectOf } from '../../src/authorization/decide.ts';
import { readingRights } from '../../src/authorization/may-read.ts';
import { everything, gives, groupId, person, samplePolicy, vmId } from '../sample/policy.ts';

const vm = vmId('rg-payments', 'pay-web-01');
const vault = `${groupId('rg-vaults')}/providers/microsoft.recoveryservices/vaults/v1`;
const item = `${vault}/replicationfabrics/east/items/pay-web-01`;

const rightsWith = (...grants: ReturnType<typeof gives>[]) => {
  const policy = samplePolicy({ grants });
  return readingRights(subjectOf(person('ana'), policy), policy);
};

test('a row may be read by a rule for its machine, or by one for its vault', () => {
  const byApplication = rightsWith(gives('ana', 'reader', { kind: 'application', name: 'payments' }));
  const byVault = rightsWith(gives('ana', 'reader', { kind: 'vault', id: vault }));

  expect(byApplication('recovery', vm, item)).toBe(true);
  expect(byVault('recovery', vm, item)).toBe(true);
  expect(byVault('recovery', vm)).toBe(false);
});

test('a denial of one of its resources hides the row, whatever else allows it', () => {
  const rights = rightsWith(
    gives('ana', 'contributor', everything),
    gives('ana', 'reader', { kind: 'application', name: 'payments' }, 'deny'),
  );

  expect(rights('recovery', vm, item)).toBe(false);
  expect(rights('recovery', item)).toBe(true);
});

test('one area says nothing about another, and nobody reads nothing', () => {
  const rights = rightsWith(gives('ana', 'contributor', everything));

  expect(rights('backup', vm)).toBe(false);
  expect(readingRights(undefined, samplePolicy())('recovery', vm)).toBe(false);
});
