import { azureActions } from '../authorization/azure-actions.ts';
import { isWithin } from '../authorization/scope.ts';
import type { Check } from '../plans/plan.ts';
import type { HeldRole, RightsReader } from '../ports/azure/rights.ts';
import type { WorkerIdentityReader } from '../ports/worker-identity.ts';
import { attempt } from '../protection/attempt.ts';
import { nameIn } from '../protection/resource-id.ts';
import { gapWords } from '../views/gap-words.ts';
import { passed, warning } from './checks.ts';

interface Place {
  readonly vmId: string;
  /** The one it is replicated into, or would be. */
  readonly vaultId: string | undefined;
}

interface Asked extends Place {
  /** Of the bot, that the worker is to carry out. */
  readonly commands: readonly string[];
}

interface Eyes {
  readonly readers: { readonly rights: RightsReader };
  readonly kept: { readonly worker: WorkerIdentityReader };
}

/** What may follow, once a machine is replicated. */
export const commandsOfRecovery: readonly string[] = [
  'drill',
  'drill-cleanup',
  'failover',
  'change-point',
  'commit',
  'reprotect',
  'failback',
];

const subject = "the worker's rights";

/** Whether the identity that carries out changes may do so in Azure, judged by its roles alone. */
export const checkWorker = async (asked: Asked, { readers, kept }: Eyes): Promise<Check> => {
  const objectId = await kept.worker.objectId();
  if (!objectId) {
    return warning(subject, 'No worker has said yet which identity it has.', 'Start one: npm run bot -- --only worker');
  }
  const roles = await attempt("the worker's roles", readers.rights.rolesOf(objectId));
  if (!roles.read || roles.missing.length > 0) return warning(subject, gapWords(roles.missing));
  return judge(asked, roles.value, objectId);
};

/** In a plan, where it is told only what is lacking; that no worker has started is told by what waits then. */
export const lackingOfWorker = async (places: readonly Place[], commands: readonly string[], eyes: Eyes) => {
  if ((await eyes.kept.worker.objectId()) === undefined) return [];
  const perVault = [...new Map(places.map((place) => [place.vaultId?.toLowerCase(), place])).values()];
  const checks = await Promise.all(perVault.map((place) => checkWorker({ ...place, commands }, eyes)));
  return checks.filter(({ outcome }) => outcome !== 'passed');
};

/** Azure has conditions and denials that no list of roles shows, so that it is never more than a warning. */
const judge = (asked: Asked, roles: readonly HeldRole[], objectId: string): Check => {
  const lacking = [...neededIn(asked)].flatMap(([place, actions]) => {
    const here = roles.filter((role) => holdsAt(role, place));
    const missing = actions.filter((action) => !here.some((role) => allows(role, action)));
    return missing.length > 0 ? [{ place, missing }] : [];
  });
  if (lacking.length === 0) {
    const names = [...new Set(roles.map(({ name }) => name))].join(', ');
    return passed(subject, `The identity that carries it out may do all of it, as ${names}.`);
  }
  const why = lacking.map(({ place, missing }) => `on ${placeName(place)} ${abridged(missing)}`).join('; ');
  const fix = `Give ${objectId} the role "Lifeboat worker" of docs/azure-role.json there.`;
  return warning(subject, `The identity that carries it out lacks, ${why}.`, fix);
};

/** Each action where Azure asks for it: at the vault, at the machine, or where what is created will be. */
const neededIn = ({ vmId, vaultId, commands }: Asked): ReadonlyMap<string, readonly string[]> => {
  const subscription = vmId.split('/').slice(0, 3).join('/');
  const wanted = azureActions.filter((row) => row.commands.some((each) => commands.includes(each)));
  const actions = [...new Set(wanted.map(({ action }) => action))];
  const writes = actions.filter((action) => !isRead(action) && !onlyOfPeople.has(action));
  const placeOf = (action: string): string => {
    if (action.startsWith('Microsoft.RecoveryServices/vaults/')) return vaultId ?? subscription;
    return action.startsWith('Microsoft.Compute/virtualMachines/') ? vmId : subscription;
  };
  const places = [...new Set(writes.map(placeOf))];
  return new Map(places.map((place) => [place, writes.filter((action) => placeOf(action) === place)]));
};

/** Whoever asks must hold them here; Azure does not ask them of the identity that sends the change. */
const onlyOfPeople: ReadonlySet<string> = new Set([
  'Microsoft.Network/virtualNetworks/join/action',
  'Microsoft.Network/virtualNetworks/subnets/write',
  'Microsoft.Storage/storageAccounts/blobServices/containers/write',
]);

/** Asking for effective rules and routes is a POST that changes nothing; the reading identity's own questions tell. */
const isRead = (action: string): boolean => /\/read$|\/effective\w+\/action$/iu.test(action);

/** What was given above a subscription is counted for the subscription in which it was seen. */
const holdsAt = ({ scope, subscription }: HeldRole, place: string): boolean => {
  const above = scope === '/' || /^\/providers\/microsoft\.management\//iu.test(scope);
  return isWithin(place, above ? `/subscriptions/${subscription}` : scope);
};

const allows = ({ actions, notActions }: HeldRole, action: string): boolean =>
  actions.some((pattern) => fits(pattern, action)) && !notActions.some((pattern) => fits(pattern, action));

const fits = (pattern: string, action: string): boolean => {
  const literal = pattern.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'iu').test(action);
};

const placeName = (place: string): string =>
  place.split('/').length === 3 ? `subscription ${nameIn(place)}` : nameIn(place);

const most = 2;

const abridged = (actions: readonly string[]): string => {
  const rest = actions.length - most;
  return `${actions.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
};
