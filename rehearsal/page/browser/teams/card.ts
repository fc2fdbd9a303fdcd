import { AdaptiveCard, type CardElement, GlobalRegistry, SerializationContext, Table } from 'adaptivecards';
import { actionsOf, inputsOf } from '../../../teams/card-reading.ts';
import type { Json } from '../../seen.ts';
import type { Act } from '../act.ts';
import { element } from '../element.ts';
import { isJson, textIn } from '../json.ts';
import { hostConfig } from './host-config.ts';
import { preparedCard } from './prepared.ts';
import { SuggestedInput } from './suggested-input.ts';

// The package says that loading it does nothing, so a bundle leaves out where it registers its tables.
GlobalRegistry.elements.register('Table', Table);
GlobalRegistry.elements.register(SuggestedInput.typeName, SuggestedInput);
// Nothing that is said is read as markup.
AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

/** A card as Teams draws it; what is pressed on it goes to the bot with what was filled in. */
export const renderCard = (json: Json, message: string, act: Act, say: (notice: string) => void): HTMLElement => {
  const prepared = preparedCard(json);
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => {
    const url = action.getJsonTypeName() === 'Action.OpenUrl' ? String(action.toJSON()?.url) : undefined;
    if (url) return void window.open(url, '_blank', 'noreferrer');
    const button = Number(action.id);
    const within = actionsOf(prepared)[button]?.within ?? {};
    const data: unknown = 'data' in action ? action.data : {};
    const inputs = filledIn(within, isJson(data) ? data : {});
    card.renderedElement?.classList.add('waiting');
    void act({ deed: 'teams-presses', message, button, inputs }).then(({ notice }) => {
      card.renderedElement?.classList.remove('waiting');
      say(notice ?? '');
    });
  };
  card.onInlineCardExpanded = ({ card: opened }, isOpen) => {
    if (isOpen) opened.renderedElement?.scrollIntoView({ block: 'nearest' });
  };
  const context = new SerializationContext();
  context.onParseElement = (parsed: CardElement) => {
    if (!(parsed instanceof SuggestedInput)) return;
    parsed.suggest = (dataset, typed) => act({ deed: 'teams-suggests', message, dataset, typed });
  };
  card.parse(prepared, context);
  return card.render() ?? element('p', { class: 'note' }, textIn(json.fallbackText));
};

const filledIn = (within: Json, data: Json): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(inputsOf(within)).flatMap((id) => (typeof data[id] === 'string' ? [[id, data[id]]] : [])),
  );

/** Whether the client asks by itself for the card that this person is to see. */
export const refreshesItself = (card: Json | undefined): boolean => isJson(card?.refresh);
