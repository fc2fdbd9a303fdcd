import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { parse } from '../../src/parser/parse.ts';

const catalog = createCatalog(commands);
const withGroup = (line: string, group: string) => parse(`${line} --resource-group "${group}"`, catalog).kind;

const lines = [
  'restore disks pay-db-01/rp-4k2m9q',
  'restore vm pay-db-01/rp-4k2m9q --name n --network v',
  'vault create vault-west --for recovery --region westus2',
  'protect pay-db-01 --to westus2',
  'protection-update pay-db-01',
];

test.each(lines)('%s takes no group that goes on to another place', (line) => {
  for (const group of [
    'mine/../theirs',
    '..',
    '.',
    'mine/providers/microsoft.compute/virtualmachines/pay-web-01',
    'a?b',
  ])
    expect(withGroup(line, group), group).toBe('faulty');
  for (const group of ['rg-payments', 'Payments_(west).1', 'größe'])
    expect(withGroup(line, group), group).toBe('command');
});

test('a group of another subscription is named by its whole id', () => {
  const id = '/subscriptions/5a1e0000-0000-0000-0000-000000000001/resourceGroups/payments-asr';

  expect(withGroup('protect pay-db-01 --to westus2', id)).toBe('command');
  expect(withGroup('protect pay-db-01 --to westus2', `${id}/..`)).toBe('faulty');
});
