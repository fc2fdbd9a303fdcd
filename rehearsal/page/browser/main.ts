import type { SeenMessage, Stage, Update } from '../seen.ts';
import { createAct } from './act.ts';
import { createOwnCards } from './own-cards.ts';
import { createPane } from './pane.ts';
import { createPeople } from './people.ts';
import { createModal } from './slack/modal.ts';

const stage = (await (await fetch('/stage')).json()) as Stage;
let me = stage.people[0]?.id ?? '';
let line: EventSource | undefined;
let seen = new Map<string, SeenMessage>();

const act = createAct(() => me);
// One asks in Slack, another decides in Teams.
const slack = createPane('slack', stage.channels.slack, 0, act);
const teams = createPane('teams', stage.channels.teams, 1, act);
const showModal = createModal(act);
const askForOwnCards = createOwnCards(act);

const show = ({ me: who, order, changed, modal }: Update): void => {
  const news = new Map(changed.map((message) => [message.key, message]));
  seen = new Map(
    order.flatMap((key) => {
      const message = news.get(key) ?? seen.get(key);
      return message ? [[key, message] as const] : [];
    }),
  );
  slack.show(who, [...seen.values()]);
  askForOwnCards(who, teams.show(who, [...seen.values()]));
  showModal(modal);
};

const be = (who: string): void => {
  me = who;
  line?.close();
  seen = new Map();
  line = new EventSource(`/live?as=${encodeURIComponent(who)}`);
  // A line that was lost and is back begins with everything.
  line.addEventListener('message', ({ data }) => show(JSON.parse(String(data))));
};

document.getElementById('people')?.append(...createPeople(stage.people, be));
document.getElementById('chats')?.append(slack.node, teams.node);
be(me);
