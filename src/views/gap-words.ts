import type { Gap, Gaps } from '../ports/azure/reading.ts';
import { regionKey } from '../protection/resource-id.ts';

/** One sentence each: first the regions that do not answer, once each, and then what does not follow from those. */
export const gapSentences = (gaps: Gaps): readonly string[] => {
  const all = [...gaps];
  const silent = new Map(all.flatMap((gap) => (gap.kind === 'silent' ? [[regionKey(gap.region), gap]] : [])));
  const others = all.filter((gap) => gap.kind === 'plain' || !silent.has(regionKey(gap.region)));
  return [...new Set([...silent.values(), ...others].map(sentenceOf))];
};

export const gapWords = (gaps: Gaps): string => gapSentences(gaps).join(' ');

const sentenceOf = (gap: Gap): string => {
  switch (gap.kind) {
    case 'plain':
      return gap.sentence;
    case 'silent':
      return `${gap.region} does not answer: what is read from there is missing.`;
    case 'unlisted':
      return `${gap.what} is not in Azure's list, as when ${gap.region} is down: it is known from Azure's inventory, some minutes old.`;
  }
};
