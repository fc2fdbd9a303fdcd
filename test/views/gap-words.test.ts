import { expect, test } from 'vitest';
import type { Gap } from '../../src/ports/azure/reading.ts';
import { gapSentences } from '../../src/views/gap-words.ts';
import { plainGaps } from '../sample/azure.ts';

const silent = (region: string): Gap => ({ kind: 'silent', region });
const unlisted = (what: string, region: string): Gap => ({ kind: 'unlisted', what, region });
const silence = (region: string) => `${region} does not answer: what is read from there is missing.`;

test('a region that does not answer is said first, and once', () => {
  const said = gapSentences([...plainGaps('Vault a may not be read.'), silent('East US'), silent('East US')]);

  expect(said).toEqual([silence('East US'), 'Vault a may not be read.']);
});

test('what only follows from a region that does not answer is left out, whichever came first', () => {
  const said = gapSentences([
    unlisted('Vault a', 'eastus'),
    silent('East US'),
    unlisted('Storage account b', 'eastus'),
    unlisted('Vault c', 'eastus2'),
  ]);

  expect(said).toEqual([
    silence('East US'),
    "Vault c is not in Azure's list, as when eastus2 is down: it is known from Azure's inventory, some minutes old.",
  ]);
});

test('of two regions that do not answer both are said', () => {
  const said = gapSentences([silent('West US'), unlisted('Vault a', 'eastus'), silent('East US')]);

  expect(said).toEqual([silence('West US'), silence('East US')]);
});

test('a region is the same however its name is written', () => {
  const said = gapSentences([silent('East US'), silent('eastus'), silent('EAST US'), unlisted('Vault a', 'EastUS')]);

  expect(said).toHaveLength(1);
});

test('a sentence that names a region by itself does not make it silent', () => {
  const said = gapSentences([...plainGaps(silence('East US'), silence('East US')), unlisted('Vault a', 'eastus')]);

  expect(said).toEqual([silence('East US'), expect.stringContaining('Vault a')]);
});
