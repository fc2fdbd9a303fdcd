import type { Json } from '../../seen.ts';
import { element } from '../element.ts';
import { textIn } from '../json.ts';

/** The question that Slack asks before it presses a button. */
export const confirmed = (question: Json): Promise<boolean> =>
  new Promise((resolve) => {
    const dialog = element(
      'dialog',
      { class: 'slack-dialog' },
      element(
        'form',
        { method: 'dialog' },
        element('h3', {}, textIn(question.title)),
        element('p', {}, textIn(question.text)),
        element(
          'div',
          { class: 'actions' },
          element('button', { value: 'no', class: 'button' }, textIn(question.deny)),
          element(
            'button',
            { value: 'yes', class: `button ${String(question.style ?? 'primary')}` },
            textIn(question.confirm),
          ),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
