import type { Check } from '../plans/plan.ts';
import type { SizeOffer } from '../ports/azure/estate.ts';
import { blocked } from './checks.ts';

/** Some regions are closed to a subscription as a whole: then Azure restricts every size that it lists. */
export const checkMayCreate = (offers: readonly SizeOffer[], region: string): readonly Check[] => {
  const isOpen = offers.some(({ restricted }) => restricted === undefined);
  if (isOpen) return [];
  const why = offers.length > 0 ? `every size is restricted (${offers[0]?.restricted})` : 'no size is offered to it';
  return [
    blocked(
      'subscription',
      `It may not create VMs in ${region}: ${why}.`,
      `Ask Azure support to open ${region} for this subscription, or choose another region.`,
    ),
  ];
};
