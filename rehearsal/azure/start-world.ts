import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RehearsalEntra, startEntra } from '../entra/index.ts';
import { createEntra, type Entra } from '../entra/tokens.ts';
import { type RehearsalAzure, startRehearsalAzure } from './index.ts';
import { type Authority, openAuthority } from './wire/certificate.ts';
import { principalOf, type Scenario } from './world/scenario.ts';

export interface StartedWorld {
  readonly azure: RehearsalAzure;
  readonly entra: RehearsalEntra;
  /** Whose tokens `entra` gives out. */
  readonly tenant: Entra;
  readonly authority: Authority;
  readonly scenario: Scenario;
  /** Every app's client secret. */
  readonly secret: string;
  readonly certificateFile: string;
}

interface WorldOptions {
  readonly scenario: Scenario;
  /** World seconds for each real second. */
  readonly speed: number;
  /** Where the certificate authority is kept. */
  readonly folder: string;
  /** 0: any free one. */
  readonly port: number;
  readonly entraPort: number;
  readonly limits: 'azure' | 'off';
  readonly record?: string | undefined;
}

/** Azure and Entra, playing one scenario under one certificate authority. */
export async function startWorld(options: WorldOptions): Promise<StartedWorld> {
  const { scenario, folder } = options;
  const authority = await openAuthority(folder);
  const principals = scenario.principals.map((principal) => principalOf(scenario, principal));
  const secret = keptSecret(folder);
  const tenant = await createEntra({ tenantId: scenario.tenantId, principals });
  const entra = await startEntra({
    entra: tenant,
    authority,
    port: options.entraPort,
    applications: principals.flatMap(({ appId }) => (appId === undefined ? [] : [{ appId, secrets: [secret] }])),
    identities: principals.map(({ name }) => ({ principal: name })),
  });
  const azure = await startRehearsalAzure({
    scenario,
    clock: options.speed,
    port: options.port,
    authority,
    tokens: entra.tokens,
    limits: options.limits,
    record: options.record,
    onBug: (bug) => process.stderr.write(`${bug}\n`),
  });
  return { azure, entra, tenant, authority, scenario, secret, certificateFile: authority.certificateFile };
}

/** The apps' client secret outlives the process, so that a client once set up goes on working. */
function keptSecret(folder: string): string {
  const file = join(folder, 'client-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
