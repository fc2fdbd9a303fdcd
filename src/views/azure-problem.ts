import { type AzureProblem, AzureReadInPart, AzureRefused, AzureUnreachable } from '../errors/azure.ts';
import { facts, message, note, text } from '../messages/compose.ts';
import type { Block, Message } from '../messages/message.ts';
import { missingNotes } from './reading-notes.ts';
import { inWords } from './words.ts';

/** What went wrong in Azure's own words, with its causes, its recommendation, and ours. */
export const problemBlocks = (problem: AzureProblem): readonly Block[] => {
  const { code, possibleCauses, recommendedAction, explanation, next, requestId } = problem;
  return [
    text(`${problem.message} (Azure ${code})`),
    facts(
      explanation ? ['What it means', explanation] : undefined,
      possibleCauses ? ['Possible causes', possibleCauses] : undefined,
      recommendedAction ? ['Azure recommends', recommendedAction] : undefined,
      next ? ['Next', next] : undefined,
      requestId ? ['For a support ticket', requestId] : undefined,
    ),
  ];
};

/** Azure refused, or gave no answer, to something that was only to be read; undefined: it is something else. */
export const azureFailed = (error: unknown): Message | undefined => {
  if (error instanceof AzureRefused) return azureRefused(error.problem);
  if (error instanceof AzureReadInPart) return azureReadInPart(error);
  return error instanceof AzureUnreachable ? azureUnreachable(error.what) : undefined;
};

const azureRefused = (problem: AzureProblem): Message =>
  message(
    `Azure refused: ${problem.what}.`,
    'bad',
    ...problemBlocks(problem),
    problem.retryAfterSeconds === undefined
      ? undefined
      : note(`Azure asks for patience: try again in ${inWords(problem.retryAfterSeconds)}.`),
  );

const azureReadInPart = (error: AzureReadInPart): Message =>
  message(
    'Azure could be read only in part.',
    'bad',
    text(`I wanted to ${error.what}, and cannot be sure from what I see.`),
    ...missingNotes(error),
    note('Nothing was done. Try again once that can be read.'),
  );

const azureUnreachable = (what: string): Message =>
  message(
    'Azure could not be reached.',
    'bad',
    text(`I wanted to ${what}, and got no answer.`),
    note('Nothing was done. Try again in a minute.'),
  );
