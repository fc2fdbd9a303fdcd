import type { Outcome } from '../seen.ts';
import { element } from './element.ts';

const pauseMs = 150;
let lists = 0;

/** Offers beneath a field what fits what is typed there; where it takes several, what fits the last of them. */
export const suggesting = (
  input: HTMLInputElement,
  many: boolean,
  ask: (typed: string) => Promise<Outcome>,
): readonly [HTMLInputElement, HTMLDataListElement] => {
  lists += 1;
  const list = element('datalist', { id: `suggestions-${lists}` });
  input.setAttribute('list', list.id);
  input.setAttribute('autocomplete', 'off');
  let due: number | undefined;
  const suggest = async () => {
    const before = many ? (/^.*[,\s]/u.exec(input.value)?.[0] ?? '') : '';
    const { suggestions = [] } = await ask(input.value.slice(before.length));
    list.replaceChildren(
      ...suggestions.map(({ title, value }) => element('option', { value: `${before}${value}` }, title)),
    );
  };
  const soon = () => {
    window.clearTimeout(due);
    due = window.setTimeout(() => void suggest(), pauseMs);
  };
  input.addEventListener('focus', soon);
  input.addEventListener('input', soon);
  return [input, list];
};
