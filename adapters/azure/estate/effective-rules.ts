import { z } from 'zod';
import { AzureRefused } from '../../../src/errors/azure.ts';
import type { NetworkRoute, NetworkRule } from '../../../src/ports/azure/estate.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { parsed } from '../core/problems.ts';
import { askRaw } from '../core/raw.ts';
import { requireSuccess } from '../core/reading.ts';
import { number, reference, text, texts } from '../core/shapes.ts';

const apiVersion = '2024-03-01';
/** A running machine's rules take Azure some seconds. */
const mostPolls = 30;

export const readEffectiveRules = async (
  core: Core,
  clients: Clients,
  nicId: string,
): Promise<readonly NetworkRule[]> => {
  const question = { what: 'read the effective network rules', nicId, about: 'effectiveNetworkSecurityGroups' };
  return rules.parse((await askCard(core, clients, question)) ?? {});
};

export const readEffectiveRoutes = async (
  core: Core,
  clients: Clients,
  nicId: string,
): Promise<readonly NetworkRoute[]> => {
  const question = { what: 'read the effective routes', nicId, about: 'effectiveRouteTable' };
  return routes.parse((await askCard(core, clients, question)) ?? {});
};

interface Question {
  readonly what: string;
  readonly nicId: string;
  readonly about: string;
}

/** A question that Azure takes as POST and answers later, at an address of its own. */
const askCard = async (core: Core, clients: Clients, { what, nicId, about }: Question): Promise<unknown> => {
  const path = `${nicId}/${about}?api-version=${apiVersion}`;
  let answer = requireSuccess(what, await askRaw(clients, core.resourceManager, { method: 'POST', path }));
  for (let polls = 0; answer.status === 202; polls += 1) {
    if (polls === mostPolls)
      throw new AzureRefused({ what, code: 'TookTooLong', message: 'Azure did not finish in time.' });
    const { pathname, search } = new URL(answer.headers.location ?? '', core.resourceManager);
    await core.timing.sleep(core.timing.pollMs);
    answer = requireSuccess(what, await askRaw(clients, core.resourceManager, { path: pathname + search }));
  }
  return parsed(answer.body);
};

const rule = z.looseObject({
  name: text,
  direction: text,
  access: text,
  priority: number,
  protocol: text,
  sourceAddressPrefix: text,
  sourceAddressPrefixes: texts,
  destinationAddressPrefix: text,
  destinationAddressPrefixes: texts,
  destinationPortRange: text,
  destinationPortRanges: texts,
});

const rules = z
  .looseObject({
    value: z
      .array(z.looseObject({ networkSecurityGroup: reference, effectiveSecurityRules: z.array(rule).nullish() }))
      .nullish(),
  })
  .transform(({ value }): readonly NetworkRule[] =>
    (value ?? []).flatMap(({ networkSecurityGroup, effectiveSecurityRules }) =>
      (effectiveSecurityRules ?? []).map((each) => ruleOf(each, networkSecurityGroup)),
    ),
  );

const ruleOf = (read: z.infer<typeof rule>, groupId: string | undefined): NetworkRule => ({
  name: read.name ?? 'a rule without a name',
  direction: read.direction?.toLowerCase() === 'outbound' ? 'outbound' : 'inbound',
  access: read.access?.toLowerCase() === 'allow' ? 'allow' : 'deny',
  priority: read.priority ?? Number.MAX_SAFE_INTEGER,
  protocol: read.protocol ?? 'All',
  sources: oneOrMany(read.sourceAddressPrefix, read.sourceAddressPrefixes),
  destinations: oneOrMany(read.destinationAddressPrefix, read.destinationAddressPrefixes),
  destinationPorts: oneOrMany(read.destinationPortRange, read.destinationPortRanges),
  ...(groupId !== undefined && { groupId }),
});

/** Azure fills either, or both with the same. */
const oneOrMany = (one: string | undefined, many: readonly string[]): readonly string[] => [
  ...new Set([...(one === undefined ? [] : [one]), ...many]),
];

/** Those that are overridden by others are listed as well. */
const route = z.looseObject({ state: text, addressPrefix: texts, nextHopType: text, nextHopIpAddress: texts });

const routes = z.looseObject({ value: z.array(route).nullish() }).transform(({ value }): readonly NetworkRoute[] =>
  (value ?? [])
    .filter(({ state }) => state?.toLowerCase() !== 'invalid')
    .map(({ addressPrefix, nextHopType, nextHopIpAddress }) => ({
      prefixes: addressPrefix,
      nextHop: nextHopType ?? 'unknown',
      nextHopAddresses: nextHopIpAddress,
    })),
);
