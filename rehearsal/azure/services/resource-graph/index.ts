import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Service } from '../../wire/route.ts';
import { isAllowed } from '../authorization/decide.ts';
import { resultOf } from './answer.ts';
import type { Row } from './kql/evaluate.ts';
import { QueryFailure, type QueryFailureDetail } from './kql/failure.ts';
import { parseQuery } from './kql/parse.ts';
import { runQuery } from './kql/run.ts';
import { rowsOf } from './rows.ts';

const body = z.object({
  query: z.string(),
  subscriptions: z.array(z.string()).optional(),
  options: z
    .object({
      $top: z.int().min(1).max(1000).default(1000),
      $skip: z.int().min(0).default(0),
      $skipToken: z.string().optional(),
      resultFormat: z.enum(['table', 'objectArray']).default('objectArray'),
    })
    .default({ $top: 1000, $skip: 0, resultFormat: 'objectArray' }),
});

export const resourceGraph: Service = {
  name: 'resource-graph',
  routes: [
    {
      operation: 'Resources',
      method: 'POST',
      path: '/providers/Microsoft.ResourceGraph/resources',
      action: null,
      charge: 'none',
      coverage: 'partial',
      note: 'Tables resources, resourcecontainers and recoveryservicesresources; where, project, project-away, extend, distinct, summarize, order, take and count. Refusals after the parser are worded by us.',
      handle: (request) => guarded(request, () => answer(request)),
    },
  ],
};

function answer(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { query: text, subscriptions, options } = parseBody(request, body);
  spend(request);
  const query = parseQuery(text);
  const rows = rowsOf(world, query.table);
  if (!rows) throw unknownTable(query.table);
  const visible = rows.filter((row) => isInScope(row, subscriptions) && mayRead(request, row));
  const found = runQuery(query, visible, world.clock.now());
  const { $top: top, $skip: skip, $skipToken: skipToken, resultFormat: format } = options;
  return { status: 200, body: resultOf(found, { top, skip, skipToken, format }) };
}

function isInScope({ subscriptionId }: Row, subscriptions: readonly string[] | undefined): boolean {
  const wanted = String(subscriptionId).toLowerCase();
  return subscriptions === undefined || subscriptions.some((id) => id.toLowerCase() === wanted);
}

/** Everybody may ask; everybody sees what their roles let them read. */
function mayRead({ world, principal }: ArmRequest, { id, type }: Row): boolean {
  return isAllowed(world, principal, `${type}/read`, String(id));
}

function spend({ world, principal }: ArmRequest): void {
  world.spend({
    key: `resource-graph ${principal.objectId}`,
    most: 15,
    windowSeconds: 5,
    refuse: (retryAfter) =>
      refusal(
        429,
        'RateLimiting',
        'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed.',
        {
          'Retry-After': String(retryAfter),
          'x-ms-user-quota-remaining': '0',
          'x-ms-user-quota-resets-after': `00:00:${String(retryAfter).padStart(2, '0')}`,
        },
      ),
  });
}

function refusal(status: number, code: string, message: string, headers: Record<string, string>): ArmError {
  return new ArmError(status, code, message, { headers, details: [{ code, message }] });
}

function unknownTable(table: string): QueryFailure {
  const message = `Table ${table} is invalid, unsupported or disallowed.`;
  return new QueryFailure({ code: 'DisallowedLogicalTableName', message });
}

const invalidQuery: QueryFailureDetail = {
  code: 'InvalidQuery',
  message:
    'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.',
};

/** Turns what is wrong with a query into Resource Graph's 400, which says it in the details. */
function guarded({ world, correlationId }: ArmRequest, act: () => ArmResponse): ArmResponse {
  try {
    return act();
  } catch (problem) {
    if (!(problem instanceof QueryFailure)) throw problem;
    const timestamp = new Date(world.clock.now()).toISOString();
    const message = `Please provide below info when asking for support: timestamp = ${timestamp}, correlationId = ${correlationId}.`;
    throw new ArmError(400, 'BadRequest', message, { details: [invalidQuery, problem.detail] });
  }
}
