import type { Field, Form, FormValues } from '../../src/ports/chat.ts';

/** Asks for what is missing or wrong, one question a field; an empty answer to a required one leaves the form. */
export const askForm = async (
  form: Form,
  ask: (question: string) => Promise<string | undefined>,
): Promise<FormValues | undefined> => {
  const values: Record<string, string | readonly string[] | undefined> = {};
  for (const field of form.fields) {
    values[field.name] = field.value;
    if (!asksFor(field)) continue;
    const answer = (await ask(questionOf(form, field)))?.trim();
    if (!answer) return undefined;
    values[field.name] =
      field.input.kind !== 'choice' && 'many' in field.input && field.input.many ? answer.split(/\s+/u) : answer;
  }
  return values;
};

const asksFor = (field: Field): boolean => field.problem !== undefined || (field.required && field.value === undefined);

const questionOf = (form: Form, { label, hint, problem, input }: Field): string => {
  const options = input.kind === 'choice' ? ` (${input.options.join(', ')})` : '';
  return `${problem ? `${problem}\n` : ''}${form.title}: ${label}${options}? ${hint} (Empty leaves.)\n> `;
};
