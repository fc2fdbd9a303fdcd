import type { Access } from '../definitions/command.ts';
import type { Plan, Write } from '../plans/plan.ts';
import type { Target } from '../ports/names.ts';

/** What a change is about, and what it takes to ask for it there. */
interface About {
  readonly access: Access;
  readonly targets: readonly Target[];
}

/**
 * As its plan says; else what was named. Where nothing that was named is at any place (a region, a name that is new),
 * the places are those that it writes to: who may approve, and which rule fits, must not be asked of nowhere.
 */
export const aboutOf = (plan: Plan, { access, targets }: About): About => {
  if (plan.about) return plan.about;
  return { access, targets: targets.some(isPlaced) ? targets : [...targets, ...writtenBy(plan)] };
};

const isPlaced = ({ kind, resources }: Target): boolean => kind === 'application' || resources.length > 0;

const writtenBy = ({ writes }: Plan): readonly Target[] => {
  const found = writes.flatMap((write) => targetOf(write) ?? []);
  return [...new Map(found.map((target) => [target.resources[0], target])).values()];
};

/** The machine that a resource is a part of, or its vault. */
const targetOf = ({ of: machine, resource }: Write): Target | undefined => {
  const id = (machine ?? /^.*\/vaults\/[^/]+/iu.exec(resource)?.[0])?.toLowerCase();
  if (id === undefined) return undefined;
  return { kind: machine ? 'vm' : 'vault', name: id.split('/').at(-1) ?? '', where: '', resources: [id] };
};
