import { flag, many } from './argument.ts';
import { words } from './kinds.ts';

/** What a recovery plan is made of, as it is typed. */
export const planArguments = {
  group: flag(many(words), {
    help: 'The machines of a start group; once for each group, in order',
    example: '"pay-web-01 pay-web-02"',
    required: true,
  }),
  manual: flag(many(words), {
    help: 'What somebody does by hand before or after a group',
    example: '"after 1: Check that the database answers"',
  }),
  runbook: flag(many(words), {
    help: 'An Automation runbook before or after a group, by its id',
    example: '"before 2: /subscriptions/.../runbooks/open-ports"',
  }),
  script: flag(many(words), {
    help: 'A script before or after a group, by its path',
    example: '"after 3 at source: /scripts/ready.sh"',
  }),
};
