import type { Link } from '../../src/ports/identities.ts';
import {
  beginOnSlack,
  codeSeenByOthers,
  codeSent,
  codeToType,
  confirmed,
  finishOnTeams,
  linked,
  linkedAlready,
  neitherKnown,
  noSuchLink,
  notByOwnLink,
  notForOutsiders,
  notYourOwnLink,
  onePersonAlready,
  twoPeople,
  unknownCode,
  unlinked,
  waitsForConfirmation,
} from '../../src/views/links.ts';

const link: Link = {
  id: 'L-7',
  person: 'cleo',
  account: { platform: 'teams', tenant: 'contoso', id: 'object', name: 'Cleo Wirth' },
  provedBy: { platform: 'slack', tenant: 'T1', id: 'U1', name: 'cleo' },
};

export const linkViews = {
  'link-code': codeToType('K7QM2XW9PB', 10),
  'link-code-sent': codeSent(),
  'link-begin-on-slack': beginOnSlack(),
  'link-finish-on-teams': finishOnTeams(),
  'link-code-seen': codeSeenByOthers(),
  'link-unknown-code': unknownCode(),
  'link-outsider': notForOutsiders(),
  'link-neither-known': neitherKnown(),
  'link-two-people': twoPeople(),
  'link-one-person': onePersonAlready(),
  'link-already': linkedAlready(),
  'link-made': linked(link, 'Cleo Wirth'),
  'link-waits': waitsForConfirmation(link, 'Cleo Wirth'),
  'link-confirmed': confirmed(link, 'Cleo Wirth', 'Rob Lane'),
  'link-own': notYourOwnLink(),
  'link-not-counted': notByOwnLink(),
  'link-none': noSuchLink(),
  'link-revoked': unlinked(link),
};
