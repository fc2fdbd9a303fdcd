import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRehearsalAzure } from '../rehearsal/azure/index.ts';
import { generated } from '../rehearsal/azure/scenarios/generated.ts';
import { openAuthority } from '../rehearsal/azure/wire/certificate.ts';
import { principalOf } from '../rehearsal/azure/world/scenario.ts';
import { createEntra } from '../rehearsal/entra/tokens.ts';

// How much memory ten thousand protected machines need, and how long a list of them takes.

const MACHINES = 10_000;
const MOST_MEGABYTES = 500;

const scenario = generated(MACHINES);
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-memory-'));
const entra = await createEntra({
  tenantId: scenario.tenantId,
  principals: scenario.principals.map((principal) => principalOf(scenario, principal)),
});
const authorization = `Bearer ${await entra.issue('owner', { audience: 'https://management.azure.com' })}`;

const began = performance.now();
const azure = await startRehearsalAzure({
  scenario,
  clock: 600,
  authority: await openAuthority(folder),
  tokens: entra.verifier(),
  limits: 'off',
});
say('started', performance.now() - began);

const subscription = `/subscriptions/${scenario.subscriptions[0]?.id}`;
const vault = `${subscription}/resourceGroups/vault-recovery/providers/Microsoft.RecoveryServices/vaults/vault-recovery`;
await readAll('virtual machines', `${subscription}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01`);
await readAll('protected items', `${vault}/replicationProtectedItems?api-version=2023-06-01`);
await azure.close();
rmSync(folder, { recursive: true });

const megabytes = Math.round(process.memoryUsage.rss() / 1e6);
process.stdout.write(`${megabytes} MB of at most ${MOST_MEGABYTES}\n`);
process.exitCode = megabytes <= MOST_MEGABYTES && azure.bugs.length === 0 ? 0 : 1;

async function readAll(what: string, first: string): Promise<void> {
  const start = performance.now();
  let read = 0;
  for (let url: string | undefined = first; url !== undefined; ) {
    const { answer } = await azure.dispatch({
      method: 'GET',
      url,
      headers: { authorization },
      body: undefined,
      origin: azure.url,
    });
    const page = answer?.body as { value?: unknown[]; nextLink?: string } | undefined;
    if (page?.value === undefined) throw new Error(`${what}: ${JSON.stringify(answer?.body)}`);
    read += page.value.length;
    url = page.nextLink?.slice(azure.url.length);
  }
  say(`${read} ${what} read`, performance.now() - start);
}

function say(what: string, milliseconds: number): void {
  process.stdout.write(`${what} in ${Math.round(milliseconds)} ms\n`);
}
