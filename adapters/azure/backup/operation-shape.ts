import { z } from 'zod';
import { text, texts } from '../core/shapes.ts';

const validationShape = z.looseObject({
  validationResults: z
    .array(
      z.looseObject({
        code: text,
        message: text,
        recommendations: texts,
      }),
    )
    .nullish(),
});

/** What Azure Backup says of an operation, in the vault's region as in the secondary one. */
export const operationShape = z.looseObject({
  status: text,
  error: z.looseObject({ code: text, message: text }).nullish(),
  properties: z.looseObject({ jobId: text, validateOperationResponse: validationShape.nullish() }).nullish(),
});

export type OperationStatus = z.output<typeof operationShape>;
