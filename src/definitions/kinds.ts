import { z } from 'zod';
import type { PointSelector } from '../ports/azure/recovery.ts';
import type { NameKind, Target } from '../ports/names.ts';
import type { Kind } from './argument.ts';

const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'has control characters in it');

/** One text that stands for one value. */
const typed = <Value>(expects: string, schema: z.ZodType<Value, string>): Kind<Value> => ({
  expects,
  input: 'text',
  schema,
  many: false,
});

/** What is typed is a name; the value is what bears it. */
const named = (expects: string, ...names: NameKind[]): Kind<Target> => ({
  expects,
  input: 'text',
  schema: oneLine,
  names,
  many: false,
});

export const vmName = named('the name of a VM', 'vm');
/** What can be moved from region to region. */
export const recoverable = named(
  'the name of a VM, an application or a recovery plan',
  'application',
  'vm',
  'recovery-plan',
);
export const recoveryPlan = named('the name of a recovery plan', 'recovery-plan');
export const storageAccountName = named('the name of a storage account', 'storage-account');
export const storageTarget = named('the name of a storage account or a region', 'storage-account', 'region');
export const vmOrApplication = named('the name of a VM or an application', 'application', 'vm');
/** A disk stands for itself, and belongs to its VM. */
export const diskOrVm = named('the name of a VM or of a disk', 'vm', 'disk');
export const vaultName = named('the name of a vault', 'vault');
/** Whose state is asked for; `all`, like nothing, is everything. */
export const statusTarget: Kind<Target> = {
  ...named('the name of a VM, an application, a vault or a region, or all', 'application', 'vm', 'vault', 'region'),
  schema: oneLine.transform((text) => (text.toLowerCase() === 'all' ? undefined : text)),
};

/** What can be watched: something named, the copy of a point, or an operation by its number. */
export const watchTarget: Kind<Target | { readonly operation: string }> = {
  ...named(
    'the name of a VM, an application, a vault or a region, the id of a copy, or the number of an operation',
    'application',
    'vm',
    'vault',
    'region',
    'point',
  ),
  schema: oneLine.transform((text) => (/^dr-\d{1,12}$/iu.test(text) ? { operation: text.toUpperCase() } : text)),
};

export const watchId: Kind<string> = typed(
  'the number of a watch, such as W-12',
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^W-\d{1,12}$/u),
);

/** Some of these, separated by commas or spaces. */
export const someOf = <const Option extends string>(
  ...options: readonly [Option, ...Option[]]
): Kind<readonly Option[]> => ({
  expects: `some of ${options.join(', ')}, separated by commas`,
  input: 'text',
  schema: z
    .string()
    .trim()
    .toLowerCase()
    .transform((text) => text.split(/[\s,]+/u).filter(Boolean))
    .pipe(z.array(z.enum(options)).min(1)),
  many: false,
});

/** `10%` or `10`. */
export const percentage: Kind<number> = typed(
  'a percentage from 1 to 50',
  z
    .string()
    .trim()
    .regex(/^\d{1,2}\s*%?$/u)
    .transform((text) => Number.parseInt(text, 10))
    .refine((value) => value >= 1 && value <= 50),
);

export const choice = <const Option extends string>(...options: readonly [Option, ...Option[]]): Kind<Option> => ({
  ...typed(`one of ${options.join(', ')}`, z.string().trim().toLowerCase().pipe(z.enum(options))),
  choices: options,
});

/** On or off: `--share`. */
export const toggle: Kind<boolean> = {
  expects: 'nothing after it',
  input: 'toggle',
  schema: z.enum(['true', 'false']).transform((text) => text === 'true'),
  many: false,
};

/** One line of free text: a name that is not looked up, a note. */
export const words: Kind<string> = typed('some text', oneLine);

const group = '[\\p{L}\\p{N}_.()-]{0,89}[\\p{L}\\p{N}_()-]';

/** As Azure takes it. Rights are judged by what an id begins with, so that nothing in a name may go on to another place. */
export const groupName: Kind<string> = typed(
  'the name of a resource group',
  oneLine.regex(new RegExp(`^${group}$`, 'u')),
);

export const groupNameOrId: Kind<string> = typed(
  'the name of a resource group, or its id',
  oneLine.regex(new RegExp(`^(?:/subscriptions/[\\da-f-]{36}/resourceGroups/)?${group}$`, 'iu')),
);

/** Free text that somebody will read later, e.g. why. */
export const reason: Kind<string> = {
  expects: 'a sentence in quotes',
  input: 'long-text',
  schema: z.string().trim().min(1).max(500),
  many: false,
};

/** Whatever is left of the line, exactly as typed. */
export const restOfLine: Kind<string> = {
  expects: 'the rest of the line',
  input: 'rest',
  schema: z.string().trim().min(1),
  many: false,
};

export const ipAddress: Kind<string> = typed('an IPv4 address such as 10.30.1.20', z.string().trim().pipe(z.ipv4()));

const selectors = ['latest', 'latest-processed', 'app-consistent', 'crash-consistent'] as const;

/** How many points stay. */
export const keptCount: Kind<number> = typed(
  'a whole number from 1 to 400',
  z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,2}$/u)
    .transform(Number)
    .refine((number) => number <= 400),
);

/** Which recovery point: a rule that Azure knows, or a point's own id. */
export const pointSelector: Kind<PointSelector> = {
  expects: `${selectors.join(', ')}, or the id of a recovery point`,
  input: 'text',
  schema: oneLine.transform((text): PointSelector => {
    const kind = selectors.find((each) => each === text.toLowerCase());
    return kind ? { kind } : { kind: 'id', id: text };
  }),
  many: false,
};

/** A recovery point of any mechanism, by the short id that `points` shows. */
export const pointName: Kind<Target> = named('the id of a recovery point, such as pay-db-01/rp-4k2m9q', 'point');

export const region: Kind<Target> = named('an Azure region such as "East US" or westus2', 'region');

export const requestId: Kind<string> = typed(
  'the number of a request or an operation, such as DR-1042',
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^DR-\d{1,12}$/u),
);

export const digestStart: Kind<string> = typed(
  'the first letters of a digest, at least four',
  z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{4,64}$/u),
);

export const wholeNumber: Kind<number> = typed(
  'a whole number',
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/u)
    .transform(Number),
);

export const linkId: Kind<string> = typed(
  'the number of a link, such as L-7',
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^L-\d{1,12}$/u),
);

export const linkCode: Kind<string> = typed(
  'the ten letters and digits that I sent you',
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{10}$/u),
);
