import { regions } from '../resources/regions.ts';
import type { Block } from './ipv4.ts';
import { parseBlock } from './ipv4.ts';

interface ServiceTag {
  readonly name: string;
  readonly systemService: string;
  readonly region: string;
  readonly addressPrefixes: readonly string[];
}

// Where a rule may send what Site Recovery and Backup need; the regional ones are Storage, EventHub and AzureBackup.
const everywhere = [
  ['AzureActiveDirectory', 'AzureAD'],
  ['AzureSiteRecovery', 'AzureSiteRecovery'],
  ['AzureBackup', 'AzureBackup'],
  ['AzureKeyVault', 'AzureKeyVault'],
  ['AzureMonitor', 'AzureMonitor'],
  ['AzureResourceManager', 'AzureResourceManager'],
  ['EventHub', 'AzureEventHub'],
  ['GuestAndHybridManagement', 'AzureAutomation'],
  ['Sql', 'AzureSQL'],
  ['Storage', 'AzureStorage'],
] as const;
const regional = [
  ['Storage', 'AzureStorage'],
  ['EventHub', 'AzureEventHub'],
  ['AzureBackup', 'AzureBackup'],
] as const;

/** Made-up prefixes, one of its own for each tag, from the block that is set aside for measurements. */
export const serviceTags: readonly ServiceTag[] = [
  ...everywhere.map(([name, systemService]) => ({ name, systemService, region: '' })),
  ...regional.flatMap(([name, systemService]) =>
    regions.map((region) => ({
      name: `${name}.${region.displayName.replaceAll(' ', '')}`,
      systemService,
      region: region.name,
    })),
  ),
].map((tag, index) => ({ ...tag, addressPrefixes: [`198.${18 + Math.floor(index / 256)}.${index % 256}.0/24`] }));

/** The blocks of a tag; a tag without a region contains those of its regions. */
export function blocksOfTag(name: string): readonly Block[] | undefined {
  return blocks.get(name.toLowerCase());
}

const blocks = new Map<string, Block[]>();
for (const { name, addressPrefixes } of serviceTags) {
  for (const key of [name, name.split('.')[0] ?? name]) {
    const known = blocks.get(key.toLowerCase()) ?? [];
    const added = addressPrefixes.map(parseBlock).filter((block) => block !== undefined);
    blocks.set(key.toLowerCase(), [...known, ...added]);
  }
}
