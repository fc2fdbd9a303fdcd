import type { AvailabilitySet, Vm } from '../../ports/azure/estate.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import type { Check } from '../plan.ts';
import type { Foundation } from './order.ts';
import type { Scene } from './scene.ts';
import type { ProtectWanted } from './wanted.ts';

interface ChosenAvailability {
  readonly setId?: string;
  readonly zone?: string;
  readonly foundations: readonly Foundation[];
  readonly checks: readonly Check[];
}

type ReadSet = (id: string) => Promise<AvailabilitySet | undefined>;

/** A set for what comes from a set, the same zone for what comes from a zone; nothing else can have either. */
export const chooseAvailability = async (
  vm: Vm,
  wanted: ProtectWanted,
  { groupId, scene, readSet }: { readonly groupId: string; readonly scene: Scene; readonly readSet: ReadSet },
): Promise<ChosenAvailability> => {
  const none = { foundations: [], checks: [] };
  if (vm.availabilitySetId === undefined) {
    if (wanted.availabilitySet !== undefined) return { ...none, checks: [noSource(vm)] };
    const zone = scene.target.zones ? vm.zones[0] : undefined;
    return { ...none, ...(zone !== undefined && { zone }) };
  }
  const name = wanted.availabilitySet ?? `${nameIn(vm.availabilitySetId)}-asr`;
  const setId = name.startsWith('/') ? name : `${groupId}/providers/Microsoft.Compute/availabilitySets/${name}`;
  const there = await readSet(setId);
  if (there) return { ...none, setId, checks: there.region === scene.target.name ? [] : [elsewhere(there, scene)] };
  const source = await readSet(vm.availabilitySetId);
  const { faultDomains = 2, updateDomains = 5 } = source ?? {};
  const set = { kind: 'availability-set', id: setId, region: scene.target.name, faultDomains, updateDomains } as const;
  return { ...none, setId, foundations: [set] };
};

const subject = 'availability set';

const noSource = ({ name }: Vm): Check => ({
  outcome: 'block',
  subject,
  why: `${name} is in no availability set, and only what is in one can be failed over into one.`,
  fix: 'Leave --availability-set out.',
});

const elsewhere = ({ id, region }: AvailabilitySet, { target }: Scene): Check => ({
  outcome: 'block',
  subject,
  why: `${nameIn(id)} is in ${regionTitle(region)}, but the machine would be failed over to ${target.title}.`,
  fix: `Choose one in ${target.title}, or leave --availability-set out.`,
});
