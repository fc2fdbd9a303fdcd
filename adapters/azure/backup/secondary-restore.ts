import { AzureRefused, OutcomeUnknown } from '../../../src/errors/azure.ts';
import type { RestoreOrder } from '../../../src/ports/azure/backup.ts';
import type { OperationToken, Sending } from '../../../src/ports/azure/write.ts';
import type { Answer } from '../core/call.ts';
import type { Core } from '../core/core.ts';
import { parseId } from '../core/ids.ts';
import { askRaw } from '../core/raw.ts';
import { aadPropertiesShape, accessDetailsShape } from './cross-region-shapes.ts';
import { locationPath, pathOf } from './names.ts';
import { askStamp, stampPath } from './passive-stamp.ts';
import { restoreRequestOf } from './restore-request.ts';
import { secondaryToken } from './tokens.ts';

type SecondaryOrder = RestoreOrder & { readonly secondaryRegion: string };

/**
 * Three calls, none of which the vault's own region answers. The access token of the second lets anybody restore the
 * machine for a day: it stays in here, and what fails on the way is told without it.
 */
export const restoreInSecondary = async (
  core: Core,
  order: SecondaryOrder,
  sending: Sending,
): Promise<OperationToken> => {
  const { monotonic, now } = core.timing;
  const begun = monotonic();
  const { subscription } = parseId(order.itemId);
  const properties = await servicePrincipal(core, subscription, order.secondaryRegion);
  const crossRegionRestoreAccessDetails = await accessDetails(core, order, properties);
  const body = { crossRegionRestoreAccessDetails, restoreRequest: restoreRequestOf(order) };
  const { sendWithinMs } = sending;
  const left = sendWithinMs === undefined ? {} : { sendWithinMs: sendWithinMs - (monotonic() - begun) };
  const answer = await trigger(core, order, body, { ...sending, ...left });
  return secondaryToken(
    { subscription, region: order.secondaryRegion },
    { answer, resource: order.itemId, now: now() },
  );
};

const servicePrincipal = async (core: Core, subscription: string, region: string) => {
  const what = `ask for the backup service of ${region}`;
  const path = `${locationPath(subscription, region)}/backupAadProperties`;
  const read = await core.read.one({
    what,
    key: path.toLowerCase(),
    how: 'shared',
    ask: async (clients) =>
      aadPropertiesShape.parse(await askStamp({ clients, resourceManager: core.resourceManager }, { what, path })),
  });
  return read.value.properties;
};

const accessDetails = async (core: Core, { pointId }: SecondaryOrder, properties: unknown) => {
  const what = 'ask for access to the recovery point';
  const request = { what, method: 'POST', path: `${pathOf(pointId)}/accessToken`, body: { properties } } as const;
  const details = await core.read.secret({
    what,
    readsByPost: true,
    ask: async (clients) =>
      accessDetailsShape.parse(await askStamp({ clients, resourceManager: core.resourceManager }, request)),
  });
  return details.properties;
};

interface TriggerBody {
  readonly crossRegionRestoreAccessDetails: { readonly accessTokenString: string };
  readonly restoreRequest: unknown;
}

const trigger = async (core: Core, order: SecondaryOrder, body: TriggerBody, sending: Sending): Promise<Answer> => {
  const what = `restore ${parseId(order.vmId).name} in ${order.secondaryRegion}`;
  const path = `${locationPath(parseId(order.itemId).subscription, order.secondaryRegion)}/backupCrossRegionRestore`;
  const start: Parameters<Core['send']>[0]['start'] = (clients) =>
    askRaw(clients, core.resourceManager, { method: 'POST', path: stampPath({ path }), body });
  try {
    return await core.send({ what, sending, repeatable: false, start });
  } catch (error) {
    throw withoutSecret(error, body.crossRegionRestoreAccessDetails.accessTokenString);
  }
};

/** The error of a broken connection carries the request, with its body; a refusal could repeat what it refuses. */
const withoutSecret = (error: unknown, secret: string): unknown => {
  const clean = (text: string) => text.replaceAll(secret, '(access token)');
  if (error instanceof OutcomeUnknown) return new OutcomeUnknown(error.what, error.sentAt, reasonOf(error, clean));
  if (error instanceof AzureRefused) return new AzureRefused(JSON.parse(clean(JSON.stringify(error.problem))));
  if (error instanceof Error) error.cause = reasonOf(error, clean);
  return error;
};

/** Why it failed, as a sentence alone. */
const reasonOf = ({ cause }: Error, clean: (text: string) => string): Error | undefined =>
  cause instanceof Error ? new Error(clean(cause.message)) : undefined;
