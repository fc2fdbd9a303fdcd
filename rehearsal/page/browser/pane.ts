import { type ChatName, home, type SeenChannel, type SeenMessage } from '../seen.ts';
import type { Act } from './act.ts';
import { createComposer } from './composer.ts';
import { element } from './element.ts';
import { createMessageList } from './message-list.ts';
import { createUnseen } from './unseen.ts';

const titles = { slack: 'Slack', teams: 'Microsoft Teams' } satisfies Record<ChatName, string>;

/** One platform: its channels, the messages of one of them, and a line to type. */
export const createPane = (chat: ChatName, channels: readonly SeenChannel[], first: number, act: Act) => {
  let open = channels[first] ?? { id: '', name: '', about: '' };
  let messages: readonly SeenMessage[] = [];
  let me = '';
  const unseen = createUnseen();
  const notice = element('p', { class: 'notice', role: 'status' });
  const say = (text: string) => {
    notice.textContent = text;
  };
  const composer = createComposer(chat, { act, say, channel: () => open });
  const list = createMessageList({ act, say, reply: composer.replyTo });
  const about = element('p', { class: 'about' });
  const tabs = channels.map((channel) => {
    const dot = element('span', { class: 'dot', hidden: true }, ' new');
    const node = element('button', { type: 'button', click: () => choose(channel) }, channel.name, dot);
    return { channel, node, dot };
  });

  const draw = () => {
    const here = messages.filter(({ channel }) => channel === open.id);
    unseen.look(me, here);
    about.textContent = open.about;
    for (const { channel, node, dot } of tabs) {
      node.toggleAttribute('aria-current', channel === open);
      dot.hidden = !unseen.isNew(
        me,
        messages.filter((each) => each.channel === channel.id),
      );
    }
    list.show(here, `Nothing here yet. ${open.about}.`);
    return here;
  };
  const choose = (channel: SeenChannel) => {
    open = channel;
    say('');
    composer.refresh();
    draw();
    list.toEnd();
    if (channel.id === home) void act({ deed: 'slack-opens-home' });
  };
  composer.refresh();

  return {
    node: element(
      'section',
      { class: `pane ${chat}`, 'aria-label': titles[chat] },
      element('header', {}, element('h2', {}, titles[chat]), about),
      element('nav', { 'aria-label': `Channels of ${titles[chat]}` }, ...tabs.map(({ node }) => node)),
      list.node,
      notice,
      composer.node,
    ),
    /** Everything that whoever is played sees now. Answers what is before their eyes. */
    show: (who: string, now: readonly SeenMessage[]): readonly SeenMessage[] => {
      if (who !== me) say('');
      me = who;
      messages = now.filter((each) => each.chat === chat);
      return draw();
    },
  };
};
