import { withoutDots } from '../../../src/messages/label.ts';
import type { Action } from '../../../src/messages/message.ts';
import { visible } from '../../../src/messages/visible.ts';
import type { Form } from '../../../src/ports/chat.ts';
import { words } from '../words.ts';
import { execute } from './button.ts';
import { cardOf, type Element } from './element.ts';
import { formBody, formData } from './form.ts';
import type { PressData } from './press.ts';

/** What the card's buttons need to know beside their labels. */
export interface ActionLook {
  /** The form that has to be filled in before; known only where it is known who looks at the card. */
  readonly formFor?: ((line: string, asks?: readonly string[]) => Form | undefined) | undefined;
  /** The line that brings back the card that a press replaces. */
  readonly back?: string | undefined;
}

/** More than this many in one set are hidden behind a menu. */
const inOneSet = 6;

export const actionSets = (actions: readonly Action[], look: ActionLook): readonly Element[] => {
  const all = actions.flatMap((action) => elementOf(action, look));
  const sets = Array.from({ length: Math.ceil(all.length / inOneSet) }, (_, at) =>
    all.slice(at * inOneSet, (at + 1) * inOneSet),
  );
  return sets.map((some) => ({ type: 'ActionSet', actions: some }));
};

const elementOf = (action: Action, look: ActionLook): readonly Element[] => {
  if (action.kind === 'link') {
    const isSafe = /^https:\/\//u.test(action.url);
    return isSafe ? [{ type: 'Action.OpenUrl', title: visible(action.label), url: action.url }] : [];
  }
  const { label, line, asks, confirm, weight } = action;
  const data: PressData = { line, ...(asks && { asks }), ...(look.back && { back: look.back }) };
  const style = weight && { style: styles[weight] };
  if (confirm) return [opens(label, confirmBody(confirm), execute(withoutDots(label), { ...data, confirm }, style))];
  const form = look.formFor?.(line, asks);
  if (!form) return [execute(label, data, style)];
  return [
    opens(
      label,
      formBody(form),
      execute(form.submit, { ...formData(form), ...(data.back && { back: data.back }) }, style),
    ),
  ];
};

const styles = { primary: 'positive', danger: 'destructive' } as const;

const opens = (label: string, body: readonly Element[], submit: Element): Element => ({
  type: 'Action.ShowCard',
  title: `${visible(withoutDots(label))}...`,
  card: cardOf(body, { actions: [submit] }),
});

/** The id of the toggle, and what it says when it is set. */
export const sure = { id: 'sure', yes: 'yes' } as const;

export const confirmBody = (question: string): readonly Element[] => [
  {
    type: 'Input.Toggle',
    id: sure.id,
    title: words.sure,
    label: visible(question),
    isRequired: true,
    errorMessage: words.tickToGoOn,
    valueOn: sure.yes,
    valueOff: 'no',
  },
];
