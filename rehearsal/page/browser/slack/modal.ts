import type { SeenModal } from '../../seen.ts';
import type { Act } from '../act.ts';
import { element } from '../element.ts';
import { listIn, textIn } from '../json.ts';
import { inputBlock } from './inputs.ts';

/** The modal that Slack shows to whoever is played, as long as it is open. */
export const createModal = (act: Act) => {
  let shown = '';
  let dialog: HTMLDialogElement | undefined;
  return (modal: SeenModal | undefined): void => {
    const now = modal ? `${modal.id} ${modal.hash} ${JSON.stringify(modal.errors)}` : '';
    if (now === shown) return;
    const typed = dialog && modal && shown.startsWith(`${modal.id} `) ? typedIn(dialog) : new Map();
    shown = now;
    dialog?.remove();
    dialog = modal && dialogFor(modal, typed, act);
    if (!dialog) return;
    document.body.append(dialog);
    dialog.showModal();
  };
};

const dialogFor = ({ view, errors }: SeenModal, typed: ReadonlyMap<string, string>, act: Act): HTMLDialogElement => {
  const suggest = (block: string, text: string) => act({ deed: 'slack-suggests', block, typed: text });
  const fields = listIn(view.blocks).map((block) => inputBlock(block, errors[String(block.block_id)], suggest));
  const close = () => void act({ deed: 'slack-closes' });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const submit = element('button', { class: 'button primary' }, textIn(view.submit) || 'Submit');
  const form = element(
    'form',
    {},
    element('h3', {}, textIn(view.title)),
    ...fields.map(({ node }) => node),
    problem,
    element(
      'div',
      { class: 'actions' },
      element('button', { type: 'button', class: 'button', click: close }, textIn(view.close) || 'Cancel'),
      submit,
    ),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    // What was emptied is empty; left out it would be what it began with.
    const values = Object.fromEntries(fields.map(({ id, value }) => [id, [value()].flat().filter(Boolean)]));
    const { notice } = await act({ deed: 'slack-submits', values });
    problem.textContent = notice ?? '';
    submit.disabled = false;
  });
  for (const { id, node } of fields) restore(node, id, typed);
  const dialog = element('dialog', { class: 'slack-dialog' }, form);
  // Escape closes it in Slack as well, and the dialog stands as long as Slack has it open.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  return dialog;
};

const inputIn = (node: Element) => node.querySelector<HTMLInputElement>('input:not([type=checkbox]), textarea, select');

/** What is wrong with a form takes nothing from what was filled in. */
const restore = (node: HTMLElement, id: string, typed: ReadonlyMap<string, string>): void => {
  node.dataset.block = id;
  const input = inputIn(node);
  const before = typed.get(id);
  if (input && before !== undefined) input.value = before;
};

const typedIn = (dialog: HTMLDialogElement): ReadonlyMap<string, string> =>
  new Map(
    [...dialog.querySelectorAll<HTMLElement>('[data-block]')].flatMap((node) => {
      const input = inputIn(node);
      return input ? [[node.dataset.block ?? '', input.value] as const] : [];
    }),
  );
