import { type Block, isObject } from './shapes.ts';

type Surface = 'message' | 'modal' | 'home';

interface Rules {
  readonly surface: Surface;
  readonly planBlocks: boolean;
}

const most = { message: 50, modal: 100, home: 100 } as const;

/** All blocks of a message together. */
const messageTextMost = 13_200;

/** What is wrong with blocks, as Slack says it: one line each. */
export const faultsIn = (blocks: unknown, rules: Rules): readonly string[] => {
  if (!Array.isArray(blocks)) return ['must provide an array [json-pointer:/blocks]'];
  const faults = blocks.flatMap((block: unknown, at) =>
    (isObject(block) ? blockFaults(block as Block, rules) : ['not a block']).map(
      (fault) => `${fault} [json-pointer:/blocks/${at}]`,
    ),
  );
  if (blocks.length > most[rules.surface]) faults.push(`no more than ${most[rules.surface]} items allowed`);
  const ids = blocks.flatMap((block) => (isObject(block) && block.block_id ? [block.block_id] : []));
  if (new Set(ids).size < ids.length) faults.push('block_id already exists');
  return faults;
};

/** Slack's own error for a message whose blocks are each well and together too long. */
export const isTooLong = (blocks: readonly Block[]): boolean =>
  strings(blocks).reduce((sum, text) => sum + text.length, 0) > messageTextMost;

const strings = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(strings);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === 'text' && typeof inside === 'string' ? [inside] : strings(inside),
  );
};

const blockFaults = (block: Block, rules: Rules): readonly string[] => {
  const faults: (string | undefined)[] = [longer(block.block_id, 255, 'block_id')];
  const elements = Array.isArray(block.elements) ? block.elements : [];
  switch (block.type) {
    case 'header':
      faults.push(textFault(block.text, 150, 'plain_text'));
      break;
    case 'section':
      faults.push(block.text === undefined && !block.fields ? 'missing text or fields' : undefined);
      if (block.text !== undefined) faults.push(textFault(block.text, 3000));
      if (Array.isArray(block.fields)) {
        faults.push(block.fields.length > 10 ? 'no more than 10 fields' : undefined);
        faults.push(...block.fields.map((field) => textFault(field, 2000)));
      }
      break;
    case 'context':
      faults.push(count(elements, 10), ...elements.map((each) => textFault(each, 3000)));
      break;
    case 'actions':
      faults.push(count(elements, 25), uniqueIds(elements), ...elements.flatMap(elementFaults));
      break;
    case 'rich_text':
      faults.push(elements.length === 0 ? 'must have elements' : undefined, emptyText(elements));
      break;
    case 'input':
      faults.push(rules.surface === 'modal' ? undefined : 'input is not allowed here');
      faults.push(textFault(block.label, 2000, 'plain_text'), ...elementFaults(block.element));
      if (block.hint !== undefined) faults.push(textFault(block.hint, 2000, 'plain_text'));
      break;
    case 'plan':
    case 'task_card':
      faults.push(
        rules.planBlocks && rules.surface === 'message' ? taskFault(block) : `unsupported type: ${block.type}`,
      );
      break;
    case 'divider':
      break;
    default:
      faults.push(`unsupported type: ${block.type}`);
  }
  return faults.filter((fault) => fault !== undefined);
};

const taskStatuses = ['pending', 'in_progress', 'complete', 'error'];

const taskFault = (block: Block): string | undefined => {
  const tasks = block.type === 'plan' ? block.tasks : [block];
  if (!Array.isArray(tasks)) return 'missing tasks';
  const bad = tasks.find((task) => !isObject(task) || !taskStatuses.includes(String(task.status)) || !task.task_id);
  return bad ? 'invalid task' : undefined;
};

const elementFaults = (element: unknown): readonly (string | undefined)[] => {
  if (!isObject(element)) return ['missing element'];
  return [
    longer(element.action_id, 255, 'action_id'),
    ...(element.type === 'button' ? buttonFaults(element) : []),
    ...optionFaults(element),
    longer(element.initial_value, 3000, 'initial_value'),
  ];
};

const buttonFaults = (button: Readonly<Record<string, unknown>>): readonly (string | undefined)[] => [
  textFault(button.text, 75, 'plain_text'),
  longer(button.value, 2000, 'value'),
  longer(button.url, 3000, 'url'),
  longer(button.accessibility_label, 75, 'accessibility_label'),
  button.style === undefined || button.style === 'primary' || button.style === 'danger' ? undefined : 'invalid style',
  ...(isObject(button.confirm)
    ? [
        textFault(button.confirm.title, 100, 'plain_text'),
        textFault(button.confirm.text, 300),
        textFault(button.confirm.confirm, 30, 'plain_text'),
        textFault(button.confirm.deny, 30, 'plain_text'),
      ]
    : []),
];

const optionFaults = (element: Readonly<Record<string, unknown>>): readonly (string | undefined)[] => {
  const options = Array.isArray(element.options) ? element.options : undefined;
  if (!options) return element.type === 'static_select' ? ['missing options'] : [];
  return [
    options.length === 0 || options.length > 100 ? 'between 1 and 100 options' : undefined,
    ...options.flatMap((option) => optionFault(option)),
  ];
};

export const optionFault = (option: unknown): readonly (string | undefined)[] =>
  isObject(option) ? [textFault(option.text, 75), longer(option.value, 150, 'option value')] : ['not an option'];

const textFault = (value: unknown, longest: number, type?: 'plain_text'): string | undefined => {
  if (!isObject(value) || typeof value.text !== 'string') return 'missing text';
  if (value.type !== 'plain_text' && value.type !== 'mrkdwn') return 'unknown text type';
  if (type && value.type !== type) return `must be ${type}`;
  if (value.text.length === 0) return 'must be more than 0 characters';
  return longer(value.text, longest, 'text');
};

const longer = (value: unknown, longest: number, what: string): string | undefined =>
  typeof value === 'string' && value.length > longest
    ? `${what} must be less than ${longest + 1} characters`
    : undefined;

const count = (elements: readonly unknown[], longest: number): string | undefined =>
  elements.length === 0 || elements.length > longest ? `between 1 and ${longest} elements` : undefined;

const uniqueIds = (elements: readonly unknown[]): string | undefined => {
  const ids = elements.flatMap((each) => (isObject(each) && each.action_id ? [each.action_id] : []));
  return new Set(ids).size < ids.length ? 'action_id already exists' : undefined;
};

const emptyText = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return value.map(emptyText).find((fault) => fault !== undefined);
  if (!isObject(value)) return undefined;
  return value.type === 'text' && value.text === '' ? 'text must be more than 0 characters' : emptyText(value.elements);
};
