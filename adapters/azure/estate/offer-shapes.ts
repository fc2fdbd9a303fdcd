import { z } from 'zod';
import type { Quota, SizeOffer } from '../../../src/ports/azure/estate.ts';
import { text, texts } from '../core/shapes.ts';

export const quotaShape = z
  .looseObject({
    name: z.looseObject({ value: z.string(), localizedValue: text }),
    currentValue: z.number(),
    limit: z.number(),
  })
  .transform(
    ({ name, currentValue, limit }): Quota => ({
      family: name.value,
      title: name.localizedValue ?? name.value,
      used: currentValue,
      limit,
    }),
  );

const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .catch(undefined)
    .transform((all) => all ?? []);

/** One of the kinds of things that Compute sells; `undefined` where it is no size of a machine. */
export const offerShape = z
  .looseObject({
    resourceType: text,
    name: text,
    family: text,
    capabilities: list(z.looseObject({ name: text, value: text })),
    locationInfo: list(z.looseObject({ zones: texts })),
    restrictions: list(
      z.looseObject({
        type: text,
        reasonCode: text,
        restrictionInfo: z.looseObject({ zones: texts }).nullish().catch(undefined),
      }),
    ),
  })
  .transform((read): SizeOffer | undefined => {
    if (read.resourceType?.toLowerCase() !== 'virtualmachines' || !read.name) return undefined;
    const capability = (name: string) => Number(read.capabilities.find((each) => each.name === name)?.value ?? 0);
    const everywhere = read.restrictions.find(({ type }) => type?.toLowerCase() === 'location');
    const closed = read.restrictions.flatMap(({ restrictionInfo }) => restrictionInfo?.zones ?? []);
    return {
      size: read.name,
      family: read.family ?? 'unknown',
      cores: capability('vCPUs'),
      memoryGb: capability('MemoryGB'),
      zones: read.locationInfo.flatMap(({ zones }) => zones).filter((zone) => !closed.includes(zone)),
      ...(everywhere !== undefined && { restricted: everywhere.reasonCode ?? 'restricted' }),
    };
  });
