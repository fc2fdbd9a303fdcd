import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { Region } from '../../ports/azure/estate.ts';
import type { Vault } from '../../ports/azure/places.ts';
import type { Target } from '../../ports/names.ts';
import { regionKey } from '../../protection/resource-id.ts';
import { blocked, passed, warning } from '../../readiness/checks.ts';
import { regionNamed } from '../../readiness/region-pair.ts';
import type { Check, Plan } from '../plan.ts';
import type { Foundation } from './order.ts';
import { planFoundations, refusedFoundations } from './plan-foundations.ts';

interface Wanted {
  readonly name: string;
  readonly purpose: 'recovery' | 'backup';
  readonly region: Target;
  readonly redundancy: 'local' | 'zone' | 'geo';
  readonly resourceGroup?: string | undefined;
  /** The region of the machines that it is for; else the default of the policy. */
  readonly source?: Target | undefined;
}

/** A new vault, in the one kind of region where it can do what it is for. */
export const planVault = async (wanted: Wanted, { readers, policy }: PlanContext): Promise<Plan> => {
  const title = `create vault ${wanted.name} for ${wanted.purpose} in ${wanted.region.where || wanted.region.name}`;
  const vaults = await readers.places.vaults('fresh');
  const subscription = policy.defaults.subscription ?? vaults.value[0]?.subscription;
  if (!subscription)
    return refusedFoundations(title, [
      blocked('subscription', 'I know none to create it in.', 'Name one in lifeboat.yaml: defaults, subscription.'),
    ]);
  const regions = (await readers.estate.regions(subscription)).value;
  const region = regionNamed(regions, wanted.region.name);
  if (!region)
    return refusedFoundations(title, [
      blocked('region', `Azure lists no region ${wanted.region.name}.`, 'Choose another: --region'),
    ]);
  const source = regionNamed(regions, wanted.source?.name ?? policy.defaults.sourceRegion);
  const groupId = `/subscriptions/${subscription}/resourceGroups/${wanted.resourceGroup ?? wanted.name}`;
  const group = (await readers.places.resourceGroup(groupId)).value;
  const id = `${groupId}/providers/Microsoft.RecoveryServices/vaults/${wanted.name}`;
  const there = vaults.value.find((each) => each.name.toLowerCase() === wanted.name.toLowerCase());
  if (!there && vaults.missing.length > 0) throw new AzureReadInPart('see which vaults there are', vaults.missing);
  const foundations: readonly Foundation[] = [
    ...(group ? [] : [{ kind: 'group', id: groupId, region: region.name } as const]),
    { kind: 'vault', id, region: region.name, redundancy: wanted.redundancy },
  ];
  return planFoundations({
    title,
    foundations,
    checks: [nameCheck(wanted.name, there), placeCheck(wanted, region, source, policy.defaults.targetRegion)],
    consequences: ['Nothing is stopped or lost. An empty vault costs nothing.'],
    next: [{ label: `Show ${wanted.name}`, line: `vault show ${wanted.name}` }],
  });
};

const nameCheck = (name: string, there: Vault | undefined): Check => {
  if (there)
    return blocked('name', `There is a vault ${there.name} in ${there.region} already.`, 'Choose another name.');
  return /^[a-z][a-z0-9-]{1,49}$/iu.test(name)
    ? passed('name', `${name} is free.`)
    : blocked('name', `${name} is no name for a vault.`, 'A letter first, then 1 to 49 letters, digits and hyphens.');
};

const placeCheck = (wanted: Wanted, region: Region, source: Region | undefined, usual: string | undefined): Check => {
  const subject = 'region';
  const isSource = source && regionKey(source.name) === regionKey(region.name);
  if (wanted.purpose === 'recovery') {
    const better = usual ?? source?.pairedWith;
    const fix = `Create it in the target region${better ? `: --region ${better}` : ''}.`;
    if (isSource) return blocked(subject, `${region.title} is the source region: the vault would fall with it.`, fix);
    return source
      ? passed(subject, `${region.title} is not the source region (${source.title}).`)
      : warning(subject, 'I do not know where your machines run.', `It must be elsewhere. ${fix}`);
  }
  if (isSource) return passed(subject, `${region.title} is where the machines run.`);
  return source
    ? blocked(
        subject,
        `Azure Backup keeps machines of ${source.title} only in a vault in ${source.title}.`,
        `Create it there: --region ${source.name}. For machines of another region, say which: --source ${region.name}`,
      )
    : warning(subject, 'I do not know where your machines run.', 'For backups it must be in their region.');
};
