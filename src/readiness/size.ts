import type { Check } from '../plans/plan.ts';
import type { SizeOffer } from '../ports/azure/estate.ts';
import { blocked, passed, warning } from './checks.ts';

const subject = 'VM size';

/** Whether the size can be had there, else which is nearest to it. */
export const checkSize = (size: string, offers: readonly SizeOffer[], region: string): Check => {
  const offer = offers.find((each) => each.size.toLowerCase() === size.toLowerCase());
  if (offer && offer.restricted === undefined) return passed(subject, `${size} is offered in ${region}.`);
  const why = offer
    ? `This subscription may not have ${size} in ${region} (${offer.restricted}).`
    : `${size} is not offered in ${region}.`;
  const nearest = nearestSize(size, offers);
  if (!nearest)
    return blocked(subject, why, 'No size there is near to it: choose another region, or ask Azure support.');
  const fix = `Nearest there: ${nearest.size} (${nearest.cores} cores, ${nearest.memoryGb} GB).`;
  return warning(subject, why, fix);
};

/** As many cores or the next more, of the same letters where there are such, and the memory nearest to the wanted one. */
const nearestSize = (size: string, offers: readonly SizeOffer[]): SizeOffer | undefined => {
  const wanted = offers.find((each) => each.size.toLowerCase() === size.toLowerCase());
  const { letters, number } = partsOf(size);
  const cores = wanted?.cores ?? number;
  if (cores === undefined) return undefined;
  const distance = (offer: SizeOffer): readonly number[] => [
    offer.cores - cores,
    partsOf(offer.size).letters === letters ? 0 : 1,
    wanted ? Math.abs(offer.memoryGb - wanted.memoryGb) : 0,
  ];
  return offers
    .filter((offer) => offer.restricted === undefined && offer !== wanted && offer.cores >= cores)
    .toSorted((a, b) => byDistance(distance(a), distance(b)) || a.size.localeCompare(b.size))[0];
};

/** `Standard_D4s_v5`: the letter before the number tells the kind, the number as a rule the cores. */
const partsOf = (size: string): { readonly letters: string; readonly number: number | undefined } => {
  const found = /_([A-Z]+)(\d+)/iu.exec(size);
  return { letters: found?.[1]?.toUpperCase() ?? '', number: found?.[2] === undefined ? undefined : Number(found[2]) };
};

const byDistance = (a: readonly number[], b: readonly number[]): number =>
  a.map((each, at) => each - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
